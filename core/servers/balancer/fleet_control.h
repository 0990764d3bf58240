#pragma once

#include "http/tls_client.h"
#include "net/event_loop.h"
#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/balancer_stats.h"
#include "servers/balancer/fleet.h"
#include "servers/balancer/health_checker.h"
#include "servers/balancer/health_record.h"
#include "servers/balancer/outlier_ejector.h"
#include "servers/balancer/replica.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::balancer {

/// Decides which replicas there are and which of them take requests: from active checks, from what the event loops
/// report, and from what it is told. Whatever changes it posts to each loop's Fleet as a new Roster.
///
/// It lives on the loop of the admin endpoint, so that it goes on however busy the server is. All members but
/// `reportOutlier` are for that loop's thread, or before it runs.
class FleetControl {
public:
    /// An event loop that gets each roster.
    struct Audience {
        net::EventLoop *loop;
        Fleet *fleet;
    };
    using Tls = std::shared_ptr<const http::TlsContext>;

    /// All must outlive it. `tls` may be null where no replica has an https URL; one that comes later makes its own.
    FleetControl(net::EventLoop &loop, const BalancerPlan &plan, std::vector<Audience> audience, Tls tls);
    ~FleetControl();
    FleetControl(const FleetControl &) = delete;
    FleetControl &operator=(const FleetControl &) = delete;

    /// A replica has failed as often in a row as makes an outlier. Any thread.
    void reportOutlier(const std::shared_ptr<Replica> &replica);

    // Each error is a sentence for people.
    using Outcome = std::expected<void, std::string>;
    [[nodiscard]] Outcome add(const http::Url &url, unsigned weight);
    /// False where there is no such replica, as for the other two.
    [[nodiscard]] bool setWeight(const http::Url &url, unsigned weight);
    /// Gets no more requests, or gets them again, also where it was ejected.
    [[nodiscard]] bool setDraining(const http::Url &url, bool draining);
    /// Drains it; when it has no request any more, it goes.
    [[nodiscard]] bool remove(const http::Url &url);

    /// Runs the task when every loop has taken what was decided so far: whoever is draining gets no request then.
    void whenTaken(net::EventLoop::Task task);

    [[nodiscard]] std::vector<ReplicaStatus> replicas() const;
    [[nodiscard]] std::int64_t ejections() const noexcept { return m_ejections; }
    /// What was asked of all replicas, of those that went too.
    [[nodiscard]] OriginStats origin() const;

private:
    using TimePoint = net::Clock::time_point;
    struct Member {
        std::shared_ptr<Replica> replica;
        unsigned weight;
        HealthRecord health;
        OutlierEjector ejector;
        std::unique_ptr<HealthChecker> checker;
        bool draining = false;
        bool leaving = false;
        bool fit = true;                    ///< At the last look.
        TimePoint since = TimePoint::min(); ///< When it became so.
    };

    void enlist(const http::Url &url, unsigned weight, Tls tls, TimePoint since);
    [[nodiscard]] Member *find(const http::Url &url);
    [[nodiscard]] Member *find(const Replica *replica);
    void eject(const Replica *replica);
    void checked(const Replica *replica, bool good);
    [[nodiscard]] std::string_view stateOf(const Member &member, TimePoint now) const noexcept;
    [[nodiscard]] bool isPanic() const;
    void review();
    void publish();
    void freeThoseWhoLeft();
    void lookAgain(TimePoint now);
    void reviewAt(TimePoint when);

    net::EventLoop &m_loop;
    const BalancerPlan &m_plan;
    const std::vector<Audience> m_audience;
    Tls m_tls;
    std::vector<std::unique_ptr<Member>> m_members;
    OriginStats m_past; ///< Of replicas that went.
    std::int64_t m_ejections = 0;
    std::optional<net::EventLoop::TimerKey> m_timer; ///< Of the next review.
};

}
