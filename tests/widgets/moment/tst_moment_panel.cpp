#include "moment/moment_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace escala;
using namespace escala::moment;
using namespace std::chrono_literals;

class TestMomentPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEverySide();
    void stepsByButtonAndKey();
    void staysAtTheStart();
    void copiesAsText();
    void saysWhyThereIsNothing();
};

namespace {

report::Moment atSecond(int second)
{
    metrics::Second measured;
    measured.point.start = std::chrono::seconds(second);
    measured.point.offered = measured.point.requests = 120;
    measured.status = {{200, 118}, {503, 2}};
    measured.errors[static_cast<std::size_t>(metrics::ErrorKind::Status5xx)] = 2;
    measured.slowest = {
        {.response = 1500ms, .lag = 1ms, .wait = 1299ms, .ttfb = 199ms, .transfer = 1ms, .status = 503}};
    return {.at = std::chrono::seconds(second),
            .sides = {{.name = "Slow", .second = measured}, {.name = "Cached", .second = {}}},
            .marks = {"Replica 2 killed"},
            .requests = {}};
}

bool shows(const MomentPanel &panel, const QString &text)
{
    for (const auto *label : panel.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&panel) && label->text().contains(text))
            return true;
    }
    return false;
}

}

void TestMomentPanel::showsEverySide()
{
    MomentPanel panel;
    panel.setMoment(atSecond(12));
    QVERIFY(shows(panel, QStringLiteral("Second 12 to 13")));
    QVERIFY(shows(panel, QStringLiteral("Replica 2 killed")));
    QVERIFY(shows(panel, QStringLiteral("status 5xx")));
    QVERIFY(shows(panel, QStringLiteral("118")));
    QVERIFY(shows(panel, QStringLiteral("1.5"))); // the slowest …
    QVERIFY(shows(panel, QStringLiteral("1.3"))); // … and what it waited
    QVERIFY(shows(panel, QStringLiteral("not measured at that time")));
}

void TestMomentPanel::stepsByButtonAndKey()
{
    MomentPanel panel;
    panel.setMoment(atSecond(12));
    panel.QWidget::show();
    QSignalSpy wanted(&panel, &MomentPanel::wanted);
    QTest::mouseClick(panel.findChild<QToolButton *>(QStringLiteral("before")), Qt::LeftButton);
    QCOMPARE(wanted.takeFirst().at(0).value<std::chrono::nanoseconds>(), 11s);
    QTest::keyClick(&panel, Qt::Key_Right);
    QCOMPARE(wanted.takeFirst().at(0).value<std::chrono::nanoseconds>(), 13s);
    QSignalSpy closed(&panel, &MomentPanel::closed);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
}

void TestMomentPanel::staysAtTheStart()
{
    MomentPanel panel;
    panel.setMoment(atSecond(0));
    QVERIFY(!panel.findChild<QToolButton *>(QStringLiteral("before"))->isEnabled());
    QSignalSpy wanted(&panel, &MomentPanel::wanted);
    QTest::keyClick(&panel, Qt::Key_Left);
    QCOMPARE(wanted.size(), 0);
}

void TestMomentPanel::copiesAsText()
{
    MomentPanel panel;
    panel.setMoment(atSecond(12));
    QTest::mouseClick(panel.findChild<QPushButton *>(QStringLiteral("copyMoment")), Qt::LeftButton);
    const QString copied = QApplication::clipboard()->text();
    for (const char *part : {"Second 12 to 13", "Replica 2 killed", "Slow", "Cached", "503", "status 5xx"})
        QVERIFY2(copied.contains(QLatin1String(part)), part);
}

void TestMomentPanel::saysWhyThereIsNothing()
{
    MomentPanel panel;
    panel.setMissing(atSecond(3), QStringLiteral("This second was not kept."));
    QVERIFY(shows(panel, QStringLiteral("This second was not kept.")));
    QVERIFY(!panel.findChild<QPushButton *>(QStringLiteral("copyMoment"))->isEnabled());
}

QTEST_MAIN(TestMomentPanel)
#include "tst_moment_panel.moc"
