#pragma once

#include "monitor/clock.h"
#include "monitor/store_lock.h"
#include "monitor/watch.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace escala::monitor {

/// The watch and its store on their thread: opens the store with the first plan, ticks once a second, tells what
/// changes. Lives on one thread with an event loop; everything is called there.
class Keeper : public QObject {
    Q_OBJECT

public:
    /// `clock` outlives it.
    Keeper(std::filesystem::path file, const Clock &clock);
    ~Keeper() override;

    void follow(const MonitorPlan &plan);
    /// Stores everything.
    void end();
    /// Null before the first plan, and where the store can't be opened.
    [[nodiscard]] Watch *watch() const noexcept { return m_watch.get(); }
    [[nodiscard]] Instant now() const { return m_clock.now(); }
    /// Says at once what has changed.
    void tell();

Q_SIGNALS:
    void viewChanged(const std::shared_ptr<const escala::monitor::MonitorView> &view);
    void alertTold(const escala::monitor::AlertView &alert);
    void failed(const QString &sentence);
    void notice(const QString &sentence);

private:
    void tick();
    [[nodiscard]] std::expected<void, std::string> begin(const MonitorPlan &plan);
    void fail(const std::string &sentence);

    std::filesystem::path m_file;
    const Clock &m_clock;
    std::optional<StoreLock> m_lock; ///< Of the file, while there is a watch.
    std::unique_ptr<Watch> m_watch;
    QTimer m_seconds;
};

}
