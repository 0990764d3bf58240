#pragma once

#include "http/url.h"
#include "load/load_plan.h"
#include "metrics/second.h"
#include "metrics/snapshot.h"

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace escala::load {

/// Why a run could not start. Nothing was sent.
struct LoadError {
    enum class Kind {
        BadPlan,      ///< `problemOf(plan)` is not empty, or there is no target.
        Unresolvable, ///< A host name has no address.
        Tls,          ///< The CA file can't be read.
        Resources,    ///< Not enough file descriptors, threads or memory for so many users.
    };
    Kind kind = Kind::BadPlan;
    std::string message; ///< For people; says what to do.
};

/// Loads targets by a plan and tells how they answer.
///
/// `start` makes one thread a worker and one aggregator; snapshots come ten times a second on the aggregator's thread,
/// the last one has `finished` set and comes after every worker has ended. One run an object. All members are for one
/// thread, the owner's; the destructor stops the run and waits for its threads.
class LoadEngine {
public:
    /// Called on the aggregator's thread; must not wait for the owner's.
    using SnapshotSink = std::function<void(metrics::SnapshotPtr)>;

    static constexpr std::chrono::milliseconds kInterval{100};

    LoadEngine();
    ~LoadEngine();
    LoadEngine(const LoadEngine &) = delete;
    LoadEngine &operator=(const LoadEngine &) = delete;

    /// Resolves names (this may block for as long as the resolver takes), then returns while the run goes on.
    /// `seconds`, where there is one, is called on the same thread, always before the snapshot that shows them.
    [[nodiscard]] std::expected<void, LoadError> start(const LoadPlan &plan, const std::vector<http::Url> &targets,
                                                       SnapshotSink sink, metrics::SecondSink seconds = {});
    /// Ends the run soon, keeping all that was measured; requests under way count as aborted. Returns at once; the
    /// finished snapshot follows. Harmless when repeated or when nothing runs.
    void stop();
    /// Another rate (open model) or number of users (closed) than the plan's, while the run goes on; 0 pauses, empty
    /// follows the plan again. Shown as a mark of the snapshots.
    void setLevel(std::optional<double> level);
    /// Returns when the finished snapshot has been delivered (or at once when nothing runs).
    void wait();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

}
