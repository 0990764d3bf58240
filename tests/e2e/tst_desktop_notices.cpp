#include "window/desktop_notices.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace escala;
using window::DesktopNotices;

namespace {

constexpr int kLimit = 60'000;

monitor::AlertView alertOf(const char *id, monitor::AlertState state)
{
    monitor::AlertView alert;
    alert.id = id;
    alert.target = "shop";
    alert.state = state;
    alert.sentence = "shop is down: <b>503</b>.";
    return alert;
}

}

/// A desktop as its notifications see it.
class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint replaces;
        QString title;
        QString text;
        QStringList actions;
        QVariantMap hints;
    };
    QList<Shown> shown;

public Q_SLOTS:
    // NOLINTNEXTLINE(*-easily-swappable-parameters): as the specification has them
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        shown.push_back({replaces, title, text, actions, hints});
        return replaces > 0 ? replaces : uint(41 + shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

/// Notifications on a bus of the test's own, with a desktop of its own.
class TestDesktopNotices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void anAlertIsShownAndTakenBack();
    void aClickComesBack();
    void withoutADesktopItIsSaid();

private:
    QProcess m_bus;
    Desktop m_desktop;
};

void TestDesktopNotices::initTestCase()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                 QStringLiteral("--address=unix:dir=") + QDir::currentPath()});
    QVERIFY(m_bus.waitForReadyRead(kLimit));
    const auto address = QString::fromUtf8(m_bus.readLine()).trimmed();
    auto desktop = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
    QVERIFY(desktop.isConnected());
    QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_desktop,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(QDBusConnection::connectToBus(address, QStringLiteral("escala")).isConnected());
}

void TestDesktopNotices::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("escala"));
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    m_bus.kill();
    m_bus.waitForFinished(kLimit);
}

void TestDesktopNotices::anAlertIsShownAndTakenBack()
{
    m_desktop.shown.clear();
    DesktopNotices notices(QDBusConnection(QStringLiteral("escala")));
    notices.tell(alertOf("down/shop", monitor::AlertState::Firing));
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop.shown.size(), 1, kLimit);
    const auto fired = m_desktop.shown.front();
    QCOMPARE(fired.title, QStringLiteral("Alert: shop"));
    QCOMPARE(fired.text, QStringLiteral("shop is down: &lt;b&gt;503&lt;/b&gt;.")); // what a server says is no markup
    QCOMPARE(fired.replaces, 0U);
    QCOMPARE(fired.hints.value(QStringLiteral("urgency")).toUInt(), 2U);
    QVERIFY(fired.actions.contains(QStringLiteral("acknowledge")));
    const QSignalSpy acknowledged(&notices, &DesktopNotices::acknowledgeRequested);
    // Once its number is known, what has resolved takes its place.
    QTRY_VERIFY_WITH_TIMEOUT(
        (Q_EMIT m_desktop.ActionInvoked(42, QStringLiteral("acknowledge")), !acknowledged.isEmpty()), kLimit);
    QCOMPARE(acknowledged.front().front().toString(), QStringLiteral("down/shop"));
    notices.tell(alertOf("down/shop", monitor::AlertState::Resolved));
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop.shown.size(), 2, kLimit);
    QCOMPARE(m_desktop.shown.back().replaces, 42U);
    QCOMPARE(m_desktop.shown.back().title, QStringLiteral("Resolved: shop"));
    QCOMPARE(m_desktop.shown.back().hints.value(QStringLiteral("urgency")).toUInt(), 1U);
}

void TestDesktopNotices::aClickComesBack()
{
    m_desktop.shown.clear();
    DesktopNotices notices(QDBusConnection(QStringLiteral("escala")));
    const QSignalSpy shown(&notices, &DesktopNotices::showRequested);
    notices.tell(alertOf("down/shop", monitor::AlertState::Firing));
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop.shown.size(), 1, kLimit);
    Q_EMIT m_desktop.ActionInvoked(7, QStringLiteral("default")); // another program's
    QTRY_VERIFY_WITH_TIMEOUT((Q_EMIT m_desktop.ActionInvoked(42, QStringLiteral("default")), !shown.isEmpty()), kLimit);
}

void TestDesktopNotices::withoutADesktopItIsSaid()
{
    DesktopNotices notices(QDBusConnection(QStringLiteral("none")));
    const QSignalSpy unshown(&notices, &DesktopNotices::unshown);
    notices.tell(alertOf("down/shop", monitor::AlertState::Firing));
    QCOMPARE(unshown.count(), 1);
    QCOMPARE(unshown.front().front().toString(), QStringLiteral("Alert: shop"));
}

QTEST_MAIN(TestDesktopNotices)
#include "tst_desktop_notices.moc"
