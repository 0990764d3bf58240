#pragma once

#include "experiment/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace escala::window {

/// Passes views of a run on at the pace of the charts, latest wins: on busy cores words and figures too take from the
/// generator. GUI thread.
class LatestView : public QObject {
    Q_OBJECT

public:
    using Pace = std::function<std::chrono::milliseconds()>;

    LatestView(Pace pace, QObject *parent);

    void take(const experiment::RunViewPtr &view);
    /// What was taken and not shown is left out.
    void stop();

Q_SIGNALS:
    void due(const escala::experiment::RunViewPtr &view);

private:
    Pace m_pace;
    experiment::RunViewPtr m_view;
    QTimer m_timer;
    QElapsedTimer m_since;
};

}
