#pragma once

#include "monitor/monitor_types.h"
#include "watch/state_shape.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace escala::watch {

/// A state as a shape, to stand before words.
class StateIcon : public QWidget {
    Q_OBJECT

public:
    explicit StateIcon(QWidget *parent = nullptr);
    void setShape(StateShape shape);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateShape m_shape = StateShape::Waiting;
};

/// One alert: what is wrong, since when, and what can be done about it. Focusable: Enter acknowledges.
class AlertRow : public QFrame {
    Q_OBJECT

public:
    enum class Place { List, Banner };

    explicit AlertRow(Place place, QWidget *parent = nullptr);

    /// `more`: how many others fire, which a banner says.
    void show(const monitor::AlertView &alert, monitor::Instant now, std::size_t more = 0);
    [[nodiscard]] const monitor::AlertView &alert() const noexcept { return m_alert; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void acknowledgeRequested(const QString &id);
    void silenceRequested(const QString &id, escala::monitor::Instant until);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString stateText(monitor::Instant now, std::size_t more) const;
    void buildSilence();

    monitor::AlertView m_alert;
    StateIcon *m_icon;
    QLabel *m_sentence;
    QLabel *m_state;
    QToolButton *m_acknowledge;
    QToolButton *m_silence;
};

/// In an hour, or tomorrow at eight in the morning: until when an alert is silenced.
[[nodiscard]] monitor::Instant inAnHour();
[[nodiscard]] monitor::Instant tomorrowMorning();

/// All alerts, worst first, and the last that resolved.
class AlertList : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 30;

    explicit AlertList(QWidget *parent = nullptr);

    void show(const std::vector<monitor::AlertView> &alerts, monitor::Instant now);
    [[nodiscard]] std::vector<AlertRow *> rows() const;

Q_SIGNALS:
    void acknowledgeRequested(const QString &id);
    void silenceRequested(const QString &id, escala::monitor::Instant until);

private:
    std::vector<AlertRow *> m_rows; ///< Made once; those that are not needed are hidden.
    QLabel *m_none;
};

}
