#pragma once

#include "http/response_reader.h"
#include "load/address_source.h"
#include "load/connect_pace.h"
#include "load/connect_times.h"
#include "load/h2_connection.h"
#include "load/pace.h"
#include "load/target_run.h"
#include "load/user.h"
#include "load/user_agent.h"
#include "load/waiting_line.h"
#include "metrics/error_kind.h"
#include "metrics/recorder.h"
#include "net/event_loop.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace escala::load {

/// What a lane has to tell at its end beside what its recorder holds.
struct LaneResult {
    std::optional<std::chrono::nanoseconds> firstIntended; ///< Of the answered requests, in measured time.
    std::chrono::nanoseconds lastEnd{};                    ///< Of all measured requests, in measured time.
    std::uint64_t lateGood = 0; ///< Answers without error that came after the planned end, while draining.
};

/// What one worker does at one target: begins requests while a window is open, and records.
///
/// Closed model: users ask for their next request when they are free. Open model: arrivals come by the schedule; each
/// takes a user that is at rest, or waits for the first that is free or made while there may be more connections.
///
/// Windows: a warm-up, then one measured window, or several measured ones in turns. Outside of a window users rest and
/// keep their connections. Measured time runs only while a measured window is open (and on while the last one drains),
/// so that a course made of turns has no holes.
///
/// All members are for the loop's thread, but for `recorder()` (see there) and `result()` (after the end).
class Lane final : public net::DueHandler {
public:
    using TimePoint = net::Clock::time_point;

    /// One stretch of time in which users may begin requests.
    struct Window {
        RequestPart part = RequestPart::Warmup;
        TimePoint start;
        TimePoint end = TimePoint::max();
        bool last = true; ///< After it users drain and the lane ends.
    };

    /// Lane `number` of `pace.lanes` at its target.
    Lane(const LoadPlan &plan, const Pace &pace, TargetRun &target, net::EventLoop &loop, net::Resolver *resolver,
         Bell &bell, std::span<char> buffer, std::uint32_t number, std::chrono::nanoseconds interval);

    /// One request, timed apart; tells by TargetRun::coldEnded.
    void sendCold();
    void open(const Window &window);
    /// Another level than the plan's from `at` on, the same for all lanes; empty: the plan's again. For a measured
    /// window.
    void setLevel(std::optional<double> level, TimePoint at);
    /// Gives up what is under way, closes all connections and ends the lane. Harmless when it has ended.
    void stop();
    /// To be called every `period`: ends what took too long, and keeps the recorder's intervals going. Looks at a part
    /// of the users each time, so that thousands of them don't hold up the loop.
    void sweep(TimePoint now, std::chrono::nanoseconds period);

    [[nodiscard]] metrics::Recorder &recorder() noexcept { return m_recorder; }
    [[nodiscard]] const LaneResult &result() const noexcept { return m_result; }

    // For its users.
    [[nodiscard]] const LoadPlan &plan() const noexcept { return m_plan; }
    [[nodiscard]] TargetRun &target() noexcept { return m_target; }
    [[nodiscard]] net::EventLoop &loop() noexcept { return m_loop; }
    [[nodiscard]] std::span<char> buffer() const noexcept { return m_buffer; }
    [[nodiscard]] http::ResponseMemo &memo(bool toHead) noexcept { return toHead ? m_memoOfHead : m_memo; }
    /// Of the plan's checks at this target, in the measured part. Counted by the loop's thread, read by any.
    [[nodiscard]] std::span<CheckCount> checkCounts() noexcept { return m_checkCounts; }
    [[nodiscard]] RequestPart part() const noexcept { return m_window.part; }
    [[nodiscard]] AddressSource &addresses() noexcept { return m_addresses; }
    ConnectPace connectPace;
    /// The address to connect from to one of that family; null: the system's choice.
    [[nodiscard]] const net::Endpoint *nextSource(int family) noexcept;
    /// Where TLS sessions are kept to be taken up again; null where the plan wants none of that.
    [[nodiscard]] http::TlsTicket *tlsTicket() noexcept { return m_plan.connection.resumeTls ? &m_tlsTicket : nullptr; }

    /// What a user that is free at `now` is to send next. Without: it rests.
    [[nodiscard]] std::optional<Arrival> nextFor(const User &user, TimePoint now);
    /// How long a user pauses after an answer.
    [[nodiscard]] std::chrono::nanoseconds thinkTime()
    {
        return m_plan.think.isNone() ? std::chrono::nanoseconds::zero() : m_plan.think.draw(m_random);
    }
    /// A user rests.
    void userRests(User &user);
    [[nodiscard]] bool isOpenModel() const noexcept { return m_plan.model == Model::Open; }

    /// Arrivals of the open model, and users of the closed one by stages.
    TimePoint onDue(TimePoint now) override;

    /// A request has begun: it waits until it is sent or given up.
    void scheduled(RequestPart part, TimePoint now);
    void sent(RequestPart part, TimePoint now, std::size_t bytes);
    void sentMore(RequestPart part, TimePoint now, std::size_t bytes);
    void answered(const Answer &answer);
    /// A request that was sent goes on: so much came back, and leads to another one of it.
    void redirected(RequestPart part, TimePoint now, std::uint64_t bytesReceived);
    /// A request that was sent ended without a complete answer.
    void failed(const Answer &request, TimePoint now, metrics::ErrorKind kind);
    /// A request that was released failed because no connection could be made for it.
    void notConnected(const Answer &request, TimePoint now, metrics::ErrorKind kind);
    /// A request that was scheduled was not sent because the time was over.
    void unsent(RequestPart part, TimePoint intended, TimePoint now);
    /// A request that was sent was given up by us.
    void aborted(const Answer &request, TimePoint now);
    void connected(TimePoint now, const ConnectTimes &times);

private:
    [[nodiscard]] bool admits(const User &user, TimePoint now) noexcept;
    [[nodiscard]] bool takeTicket() noexcept;
    [[nodiscard]] std::chrono::nanoseconds offsetOf(TimePoint now) const noexcept
    {
        return m_measuredBefore + (now - m_window.start);
    }

    /// A window with arrivals has been opened.
    [[nodiscard]] bool isPaced() const noexcept;
    void beginArrivals();
    [[nodiscard]] ArrivalSchedule::Cursor &cursor() noexcept
    {
        return m_window.part == RequestPart::Measured ? *m_cursor : *m_warmupCursor;
    }
    [[nodiscard]] TimePoint nextArrival();
    TimePoint startArrivals(TimePoint now);
    void arrive(TimePoint intended, TimePoint now);
    void dropped(TimePoint now);
    void requestEnds(RequestPart part) noexcept;
    [[nodiscard]] bool connectForWaiting();
    [[nodiscard]] User *restingUser();
    [[nodiscard]] bool mayAddUser() const noexcept;
    User *addUser();
    void giveUpArrivals(TimePoint now);
    TimePoint startUsersByStage(TimePoint now);
    [[nodiscard]] double usersAt(TimePoint now) const;
    [[nodiscard]] std::chrono::nanoseconds measuredTime(TimePoint now) const noexcept
    {
        return m_measuredBefore + (std::min(now, m_clockStops) - m_window.start);
    }
    [[nodiscard]] metrics::Tally &tallyAt(TimePoint now) { return m_recorder.at(measuredTime(now)); }
    void record(const Answer &answer);
    /// Writes down what a failed and an aborted request have in common; null where it is not of the measured part.
    [[nodiscard]] metrics::Tally *endedUnanswered(const Answer &request, TimePoint now);
    /// Where the times of what failed are kept; null where it is not of the measured part.
    metrics::ClassTimes *recordFailure(const Answer &request, TimePoint now, metrics::ErrorKind kind, bool written);
    void noteEnd(TimePoint now) noexcept { m_result.lastEnd = std::max(m_result.lastEnd, measuredTime(now)); }
    void coldEnds();
    void startSome();
    void windowEnds();
    void drainEnds();
    void giveUpAll(TimePoint now);
    [[nodiscard]] bool isDealt() const noexcept;
    [[nodiscard]] bool isMoreToStart();
    void endIfDone();
    void end();

    const LoadPlan &m_plan;
    const Pace &m_pace;
    std::uint32_t m_number;
    TargetRun &m_target;
    net::EventLoop &m_loop;
    Bell &m_bell;
    std::span<char> m_buffer;
    http::ResponseMemo m_memo;
    http::ResponseMemo m_memoOfHead;
    std::vector<CheckCount> m_checkCounts;
    http::TlsTicket m_tlsTicket;
    AddressSource m_addresses;
    std::size_t m_nextSource = 0;
    metrics::Recorder m_recorder;
    LaneResult m_result;

    Window m_window;
    TimePoint m_until = TimePoint::min();        ///< No request begins at or after it.
    TimePoint m_clockStops = TimePoint::max();   ///< Measured time stands still from then on.
    std::chrono::nanoseconds m_measuredBefore{}; ///< In earlier windows.
    bool m_counted = false;                      ///< Requests of this window need a ticket.
    bool m_ended = false;
    bool m_stopping = false;
    std::size_t m_active = 0; ///< Users that are not at rest.
    std::size_t m_toStart = 0;
    std::size_t m_nextToSweep = 0;
    std::size_t m_samplesLeft = metrics::Recorder::kSamples;
    std::optional<net::EventLoop::TimerKey> m_windowTimer;
    std::mt19937_64 m_random;

    std::optional<ArrivalSchedule::Cursor> m_warmupCursor; ///< Open model: the lane's next arrival …
    std::optional<ArrivalSchedule::Cursor> m_cursor;       ///< … and the same of the measured windows.
    std::optional<double> m_level;                         ///< Set by the user, in place of the plan's.
    std::optional<ArrivalSchedule> m_levelSchedule;        ///< Open model: arrivals at that level.
    TimePoint m_epoch;                                     ///< What the cursor's times count from.
    WaitingLine m_waiting;                                 ///< Arrivals without a connection.
    std::vector<User *> m_resting;                         ///< Open model: the last one to rest is the next to go.
    std::deque<H2Connection> m_shared;                     ///< With HTTP/2.
    std::deque<User> m_users;                              ///< Last: users refer to all of the above.
};

}
