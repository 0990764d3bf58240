#include "compare/duration_edit.h"

#include <QLineEdit>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class TestDurationEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typed_data();
    void typed();
    void whatMakesNoSenseIsNotTaken_data();
    void whatMakesNoSenseIsNotTaken();
    void shownTextReadsBack_data();
    void shownTextReadsBack();
    void zeroHasAWord();
    void arrowsWalkOneTwoFive();
    void spanishComma();
};

namespace {

void type(compare::DurationEdit &edit, const QString &text)
{
    edit.show();
    edit.selectAll();
    QTest::keyClicks(&edit, text);
    QTest::keyClick(&edit, Qt::Key_Return);
}

}

void TestDurationEdit::typed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<nanoseconds>("duration");
    QTest::newRow("milliseconds") << QStringLiteral("250 ms") << nanoseconds(250ms);
    QTest::newRow("no blank") << QStringLiteral("250ms") << nanoseconds(250ms);
    QTest::newRow("a bare number is seconds") << QStringLiteral("7") << nanoseconds(7s);
    QTest::newRow("a fraction") << QStringLiteral("1.5s") << nanoseconds(1500ms);
    QTest::newRow("minutes") << QStringLiteral("2 min") << nanoseconds(2min);
    QTest::newRow("minutes as on the command line") << QStringLiteral("2m") << nanoseconds(2min);
    QTest::newRow("microseconds") << QStringLiteral("1500 us") << nanoseconds(1500us);
}

void TestDurationEdit::typed()
{
    QFETCH(QString, text);
    QFETCH(nanoseconds, duration);
    compare::DurationEdit edit(0ns, 1h);
    edit.setLocale(QLocale::c());
    type(edit, text);
    QCOMPARE(edit.duration().count(), duration.count());
}

void TestDurationEdit::whatMakesNoSenseIsNotTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << QStringLiteral("soon");
    QTest::newRow("negative") << QStringLiteral("-5s");
    QTest::newRow("above the range") << QStringLiteral("3h");
    QTest::newRow("nothing") << QStringLiteral(" ");
    QTest::newRow("endless digits") << QStringLiteral("99999999999999999999999s");
}

void TestDurationEdit::whatMakesNoSenseIsNotTaken()
{
    QFETCH(QString, text);
    compare::DurationEdit edit(1ms, 1h);
    edit.setDuration(5s);
    type(edit, text);
    QCOMPARE(edit.duration().count(), nanoseconds(5s).count());
}

void TestDurationEdit::shownTextReadsBack_data()
{
    QTest::addColumn<nanoseconds>("duration");
    QTest::addColumn<QString>("text");
    QTest::newRow("200 ms") << nanoseconds(200ms) << QStringLiteral("200 ms");
    QTest::newRow("5 s") << nanoseconds(5s) << QStringLiteral("5 s");
    QTest::newRow("300 s") << nanoseconds(300s) << QStringLiteral("5 min");
    QTest::newRow("1.5 ms") << nanoseconds(1500us) << QStringLiteral("1500 µs");
}

void TestDurationEdit::shownTextReadsBack()
{
    QFETCH(nanoseconds, duration);
    QFETCH(QString, text);
    compare::DurationEdit edit(0ns, 1h);
    edit.setLocale(QLocale::c());
    edit.setDuration(duration);
    QCOMPARE(edit.text(), text);
    QCOMPARE(edit.valueFromText(edit.text()), edit.value());
}

void TestDurationEdit::zeroHasAWord()
{
    compare::DurationEdit edit(0ns, 1h, QStringLiteral("no limit"));
    edit.setDuration(0ns);
    QCOMPARE(edit.text(), QStringLiteral("no limit"));
    type(edit, QStringLiteral("0s"));
    QCOMPARE(edit.duration().count(), 0);
}

void TestDurationEdit::arrowsWalkOneTwoFive()
{
    compare::DurationEdit edit(0ns, 1h);
    edit.setDuration(200ms);
    edit.stepBy(1);
    QCOMPARE(edit.duration().count(), nanoseconds(500ms).count());
    edit.stepBy(1);
    QCOMPARE(edit.duration().count(), nanoseconds(1s).count());
    edit.stepBy(-2);
    QCOMPARE(edit.duration().count(), nanoseconds(200ms).count());
    edit.setDuration(1ms);
    edit.stepBy(-1);
    QCOMPARE(edit.duration().count(), 0);
    edit.stepBy(1);
    QVERIFY(edit.duration() > 0ns);
}

void TestDurationEdit::spanishComma()
{
    compare::DurationEdit edit(0ns, 1h);
    edit.setLocale(QLocale(QLocale::Spanish, QLocale::Spain));
    type(edit, QStringLiteral("1,5 s"));
    QCOMPARE(edit.duration().count(), nanoseconds(1500ms).count());
}

QTEST_MAIN(TestDurationEdit)
#include "tst_duration_edit.moc"
