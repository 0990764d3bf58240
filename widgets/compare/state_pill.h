#pragma once

#include "experiment/runner.h"

#include <QWidget>

namespace escala::compare {

/// The state of the run in words, with a dot of its colour. As wide as the longest word, so nothing beside it moves.
class StatePill : public QWidget {
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);

    enum class Detail {
        None,
        Changed, ///< What Start would run is no longer what the last run was.
        Paused,
    };
    void setState(experiment::Runner::State state, Detail detail = Detail::None);
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool isOutdated() const noexcept;
    [[nodiscard]] bool isPaused() const noexcept;
    [[nodiscard]] experiment::Runner::State shown() const noexcept;

    experiment::Runner::State m_state = experiment::Runner::State::Idle;
    Detail m_detail = Detail::None;
};

}
