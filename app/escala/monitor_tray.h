#pragma once

#include "watch/state_shape.h"

#include <QObject>
#include <QSystemTrayIcon>

#include <optional>

class QMenu;

namespace escala::window {

/// The icon in the desktop's tray while something is watched: the state as a shape in its corner and in words, and the
/// way back to a window that was closed. Shows nothing on a desktop without a tray.
class MonitorTray : public QObject {
    Q_OBJECT

public:
    explicit MonitorTray(QObject *parent = nullptr);
    ~MonitorTray() override;

    /// Whether there is a tray by now: the icon is put into one that has come since. May ask the desktop and wait for
    /// its answer, and so is nothing for every second.
    bool lookForTray();
    void setShown(bool shown);
    void setState(watch::StateShape shape, const QString &sentence);
    /// A balloon beside the icon.
    void tell(const QString &title, const QString &text);

    /// The icon as it is for a state, for tests.
    [[nodiscard]] static QIcon iconFor(watch::StateShape shape);

Q_SIGNALS:
    void showRequested();
    void stopRequested();
    void quitRequested();

private:
    QSystemTrayIcon m_icon;
    QMenu *m_menu;
    bool m_shown = false; ///< As wanted; there may be no tray.
    std::optional<watch::StateShape> m_shape;
};

}
