#pragma once

#include "experiment/runner.h"

#include <QPushButton>

namespace escala::compare {

/// The one primary button of a page: Start, then Stop. As wide as either, so that the row stays where it is.
class StartButton : public QPushButton {
    Q_OBJECT

public:
    explicit StartButton(QWidget *parent = nullptr);

    /// `problem`: why it can't be started; empty when it can. `hint`: what a start does.
    void setState(experiment::Runner::State state, const QString &problem, const QString &hint);

Q_SIGNALS:
    void startRequested();
    void stopRequested();

private:
    experiment::Runner::State m_state = experiment::Runner::State::Idle;
};

}
