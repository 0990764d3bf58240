#pragma once

#include "monitor/clock.h"
#include "monitor/monitor_types.h"

#include <QFuture>
#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace escala::monitor {

/// Where a monitor keeps what it sees, and what it starts.
struct MonitorOptions {
    std::filesystem::path file; ///< The history's: store::defaultHistoryFile().
    QString serverProgram{};    ///< escala-server; empty: the one beside this program.
    std::shared_ptr<const Clock> clock = std::make_shared<const Clock>();
};

/// Watches what a plan says, continuously: for the window and for `escalactl monitor`.
///
/// Lives on any thread with an event loop and never blocks it, but for a moment in `stop` and in the destructor. Probes
/// have a thread of their own, the store has another. Signals come on the monitor's own thread.
class Monitor : public QObject {
    Q_OBJECT

public:
    explicit Monitor(MonitorOptions options, QObject *parent = nullptr);
    /// As `stop`.
    ~Monitor() override;

    /// Begins to watch, or goes on with another plan; what both have goes on.
    void setPlan(const MonitorPlan &plan);
    /// Ends everything; all that was seen is stored when it returns. `setPlan` begins again.
    void stop();
    [[nodiscard]] bool isRunning() const noexcept;

    /// At most some `points` points (2,000 at most) that follow each other without holes. Empty for a target that the
    /// plan doesn't have.
    [[nodiscard]] QFuture<std::vector<WindowPoint>> course(const std::string &target, Instant from, Instant to,
                                                           std::size_t points = 300);
    [[nodiscard]] QFuture<std::vector<SeriesPointView>> scraped(const SeriesKey &series, Instant from, Instant to,
                                                                std::size_t points = 300);
    /// Everything for a Prometheus to scrape.
    [[nodiscard]] QFuture<std::string> metricsText();

    /// Ids of AlertView; harmless where the alert is over. A view with what came of it follows at once.
    void acknowledge(const std::string &alert);
    void silence(const std::string &alert, Instant until);

Q_SIGNALS:
    /// Once a second.
    void viewChanged(const std::shared_ptr<const escala::monitor::MonitorView> &view);
    /// An alert fires, or has resolved: tell people.
    void alertTold(const escala::monitor::AlertView &alert);
    /// Nothing can be watched: the store can't be opened. The sentence says why.
    void failed(const QString &sentence);
    /// Something that people should know: a server that could not be started, a webhook that doesn't answer.
    void notice(const QString &sentence);

private:
    void startServers(const MonitorPlan &plan);
    void passOn();

    struct Private;
    std::unique_ptr<Private> d;
};

}
