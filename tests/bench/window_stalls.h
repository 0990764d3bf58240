#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace escala::bench {

/// How long the GUI thread keeps others waiting: a timer that is due every 2 ms tells how late it comes.
class StallWatch : public QObject {
    Q_OBJECT

public:
    explicit StallWatch(QObject *parent = nullptr);

    void start();
    void stop();
    /// Milliseconds by which the event loop was late; all of them, sorted.
    [[nodiscard]] std::vector<double> lateness() const;

private:
    static constexpr int kPeriodMs = 2;

    void tick();

    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_late;
};

}
