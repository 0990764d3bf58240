#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <vector>

namespace escala::tests {

/// How long the GUI thread keeps others waiting: a timer that is due every 2 ms tells how late it comes.
///
/// What the thread spent in the queue for a core, because others were on all of them, is not its own doing and is left
/// out (`/proc/thread-self/schedstat`): so a bar holds on a busy machine too.
class StallWatch : public QObject {
    Q_OBJECT

public:
    explicit StallWatch(QObject *parent = nullptr);

    void start();
    void stop();
    /// Milliseconds by which the event loop was late; all of them, sorted.
    [[nodiscard]] std::vector<double> lateness() const;
    /// The longest of them.
    [[nodiscard]] double worst() const;

private:
    static constexpr int kPeriodMs = 2;

    void tick();

    QTimer m_timer;
    QElapsedTimer m_clock;
    std::chrono::nanoseconds m_queued{}; ///< Until the last tick.
    std::vector<double> m_late;
};

}
