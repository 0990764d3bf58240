#pragma once

#include "monitor/clock.h"
#include "monitor/store_lock.h"
#include "monitor/watch.h"
#include "store/task_queue.h"

#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace escala::monitor {

/// What a keeper has to say; only the newest view waits.
struct KeeperNews {
    std::shared_ptr<const MonitorView> view;
    std::vector<AlertView> alerts; ///< Fire, or have resolved.
    std::vector<std::string> notices;
    std::string failure; ///< Nothing can be watched; empty: nothing of that kind.
};

/// The watch and its store on their thread: opens the store with the first plan, ticks once a second, tells what
/// changes. Lives on one thread with an event loop; all but `post` and `takeNews` is called there.
class Keeper : public store::TaskQueue {
    Q_OBJECT

public:
    /// `clock` outlives it.
    Keeper(std::filesystem::path file, const Clock &clock);
    ~Keeper() override;

    /// From any thread: does that on the keeper's thread, in the order of the calls.
    void post(std::function<void(Keeper &)> work);
    /// From any thread: what is new since the last call. `newsWaiting` says when there is something.
    [[nodiscard]] KeeperNews takeNews();

    void follow(const MonitorPlan &plan);
    /// Stores everything.
    void end();
    /// Null before the first plan, and where the store can't be opened.
    [[nodiscard]] Watch *watch() const noexcept { return m_watch.get(); }
    [[nodiscard]] Instant now() const { return m_clock.now(); }
    /// Says at once what has changed.
    void tell();
    void notice(const std::string &sentence);

Q_SIGNALS:
    void newsWaiting();

private:
    void tick();
    [[nodiscard]] std::expected<void, std::string> begin(const MonitorPlan &plan);
    void fail(const std::string &sentence);
    /// Changes the news under the lock, and says that there are some.
    void add(const std::function<void(KeeperNews &)> &change);

    std::filesystem::path m_file;
    const Clock &m_clock;
    std::optional<StoreLock> m_lock; ///< Of the file, while there is a watch.
    std::unique_ptr<Watch> m_watch;
    QTimer m_seconds;

    std::mutex m_newsMutex; ///< For the two below.
    KeeperNews m_news;
    bool m_newsWait = false;
};

}
