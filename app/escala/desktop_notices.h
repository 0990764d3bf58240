#pragma once

#include "monitor/monitor_types.h"

#include <QDBusConnection>
#include <QObject>

#include <map>
#include <string>

namespace escala::window {

/// Tells the desktop of alerts, by the service of its notifications (org.freedesktop.Notifications): one that has
/// resolved takes the place of the one that told of it. Without such a service `unshown` says what there is to be told,
/// for whoever else can show it. Never blocks. GUI thread.
class DesktopNotices : public QObject {
    Q_OBJECT

public:
    /// The session's bus where there is one; none is started for this.
    [[nodiscard]] static QDBusConnection sessionBus();

    explicit DesktopNotices(const QDBusConnection &bus, QObject *parent = nullptr);

    /// That it fires, or has resolved.
    void tell(const monitor::AlertView &alert);

Q_SIGNALS:
    /// The desktop has no service that shows it.
    void unshown(const QString &title, const QString &text);
    /// Someone clicked on a notification.
    void showRequested();
    void acknowledgeRequested(const QString &alert);

private Q_SLOTS:
    void invoked(uint id, const QString &action);

private:
    void send(const std::string &alert, const QString &title, const QString &text, bool fires, bool page);

    QDBusConnection m_bus;
    std::map<std::string, uint> m_shown; ///< The desktop's numbers, by alert.
};

}
