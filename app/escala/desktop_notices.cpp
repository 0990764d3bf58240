#include "window/desktop_notices.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

#include <algorithm>

namespace escala::window {

namespace {

const auto kService = QStringLiteral("org.freedesktop.Notifications");
const auto kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr uchar kNormal = 1;
constexpr uchar kCritical = 2;
constexpr int kAsLongAsUsual = -1; // the desktop's own choice

}

QDBusConnection DesktopNotices::sessionBus()
{
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool there = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || (!runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus")));
    return there ? QDBusConnection::sessionBus() : QDBusConnection(QStringLiteral("none"));
}

DesktopNotices::DesktopNotices(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
                  SLOT(invoked(uint, QString))); // NOLINT(*-avoid-c-arrays): Qt has no other way for signals by name
}

void DesktopNotices::tell(const monitor::AlertView &alert)
{
    const bool fires = alert.state == monitor::AlertState::Firing;
    const auto name = QString::fromStdString(alert.target);
    send(alert.id, fires ? tr("Alert: %1").arg(name) : tr("Resolved: %1").arg(name),
         QString::fromStdString(alert.sentence), fires, alert.page);
}

void DesktopNotices::send(const std::string &alert, const QString &title, const QString &text, bool fires, bool page)
{
    if (!m_bus.isConnected()) {
        Q_EMIT unshown(title, text);
        return;
    }
    QStringList actions{QStringLiteral("default"), tr("Show")};
    if (fires)
        actions << QStringLiteral("acknowledge") << tr("Acknowledge");
    const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(fires && page ? kCritical : kNormal)},
                            {QStringLiteral("desktop-entry"), QStringLiteral("org.escala.Escala")}};
    auto message = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
    // What a server or a name says is text, where a desktop might take it as markup.
    message << QStringLiteral("Escala") << m_shown[alert] << QStringLiteral("org.escala.Escala") << title
            << text.toHtmlEscaped() << actions << hints << kAsLongAsUsual;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, alert, title, text](QDBusPendingCallWatcher *done) {
                const QDBusPendingReply<uint> reply = *done;
                if (reply.isError())
                    Q_EMIT unshown(title, text);
                else
                    m_shown[alert] = reply.value();
                done->deleteLater();
            });
}

void DesktopNotices::invoked(uint id, const QString &action)
{
    const auto alert = std::ranges::find_if(m_shown, [id](const auto &shown) { return shown.second == id; });
    if (alert == m_shown.end())
        return; // another program's
    if (action == u"acknowledge")
        Q_EMIT acknowledgeRequested(QString::fromStdString(alert->first));
    else
        Q_EMIT showRequested();
}

}
