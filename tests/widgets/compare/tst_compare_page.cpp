#include "synthetic_run.h"

#include "compare/answer_panel.h"
#include "compare/compare_page.h"
#include "compare/course.h"
#include "compare/figure_cards.h"
#include "compare/run_bar.h"
#include "compare/state_pill.h"
#include "compare/target_header.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace escala;
using compare::Banner;
using compare::ComparePage;
using compare::ExperimentModel;
using experiment::Runner;

class TestComparePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aColumnForEachTarget();
    void renamingAndRemoving();
    void figuresSoFarAndTheAnswer();
    void settingsChangedAfterARunAreForTheNextOne();
    void otherTargetsClearThePageUntilTheyAreBack();
    void theStateSaysThatSettingsHaveChanged();
    void bannersAreFewDismissibleAndNeverTwice();
    void expiryIsMarkedOnce();
    void oneButtonStartsAndStops_data();
    void oneButtonStartsAndStops();
    void theStartButtonStaysWhereItIs();
    void aBadUrlIsRefusedAndKept();
};

void TestComparePage::aColumnForEachTarget()
{
    ExperimentModel model;
    ComparePage page(model);
    page.resize(1028, 640);
    page.show();
    for (int more = 0; more < 2; ++more) {
        const auto headers = page.findChildren<compare::TargetHeader *>();
        QCOMPARE(static_cast<std::size_t>(headers.size()), model.experiment().targets.size());
        int width = -1;
        for (const auto *card : page.findChildren<compare::FigureCard *>()) {
            width = width < 0 ? card->width() : width;
            QVERIFY2(std::abs(card->width() - width) <= 1, "cards are equally wide");
        }
        QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:8080/")));
        QCoreApplication::processEvents();
    }
}

void TestComparePage::renamingAndRemoving()
{
    ExperimentModel model;
    ComparePage page(model);
    page.show();
    auto *header = page.findChildren<compare::TargetHeader *>().first();
    QTest::mouseClick(header->findChild<QToolButton *>(QStringLiteral("rename")), Qt::LeftButton);
    auto *edit = header->findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("Lento"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(model.experiment().targets[0].name, std::string("Lento"));
    QTest::mouseClick(header->findChild<QToolButton *>(QStringLiteral("remove")), Qt::LeftButton);
    QCOMPARE(model.experiment().targets.size(), std::size_t(1));
    page.setState(Runner::State::StartingServers);
    for (const auto *button : page.findChildren<compare::TargetHeader *>().first()->findChildren<QToolButton *>())
        QVERIFY(!button->isEnabled());
}

void TestComparePage::figuresSoFarAndTheAnswer()
{
    ExperimentModel model;
    ComparePage page(model);
    page.show();
    page.setState(Runner::State::StartingServers);
    page.showView(tests::syntheticView(model.experiment(), 3000));
    const auto *answer = page.findChild<QLabel *>(QStringLiteral("answer"));
    const auto *generator = page.findChild<QLabel *>(QStringLiteral("generator"));
    QVERIFY2(answer->text().contains(QStringLiteral("Cached")), qPrintable(answer->text()));
    QVERIFY2(generator->text().startsWith(QStringLiteral("Figures so far")), qPrintable(generator->text()));
    const auto cards = page.findChildren<compare::FigureCard *>();
    QVERIFY2(cards.first()->accessibleName().contains(QStringLiteral("1,000")),
             qPrintable(cards.first()->accessibleName()));

    page.showResult(tests::syntheticResult(model.experiment(), 3000));
    QVERIFY2(generator->text().startsWith(QStringLiteral("Generator")), qPrintable(generator->text()));
}

void TestComparePage::settingsChangedAfterARunAreForTheNextOne()
{
    ExperimentModel model;
    ComparePage page(model);
    page.setState(Runner::State::StartingServers);
    page.showResult(tests::syntheticResult(model.experiment(), 30));
    page.setState(Runner::State::Finished);
    const auto *settings = page.findChild<QLabel *>(QStringLiteral("dim"));
    const auto before = settings->text();
    auto plan = model.experiment().plan;
    plan.users = 21;
    model.setPlan(plan);
    QVERIFY2(settings->text().startsWith(QStringLiteral("Measured with: ") + before), qPrintable(settings->text()));
    QVERIFY2(settings->text().contains(QStringLiteral("Next run: 21 users")), qPrintable(settings->text()));
    plan.users = 20;
    model.setPlan(plan);
    QCOMPARE(settings->text(), before);
    model.changeServers([](experiment::ServerSpec &server) { server.delay = std::chrono::milliseconds(7); });
    QVERIFY2(settings->text().contains(QStringLiteral("other settings of the servers")), qPrintable(settings->text()));
}

void TestComparePage::otherTargetsClearThePageUntilTheyAreBack()
{
    ExperimentModel model;
    ComparePage page(model);
    page.setState(Runner::State::StartingServers);
    page.showResult(tests::syntheticResult(model.experiment(), 30));
    page.setState(Runner::State::Finished);
    const auto *answer = page.findChild<QLabel *>(QStringLiteral("answer"));
    const auto *generator = page.findChild<QLabel *>(QStringLiteral("generator"));
    const auto before = answer->text();
    QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:9999/")));
    QVERIFY2(answer->text().startsWith(QStringLiteral("Press Start")), qPrintable(answer->text()));
    QVERIFY2(generator->text().contains(QStringLiteral("still be exported")), qPrintable(generator->text()));
    model.removeTarget(2);
    QCOMPARE(answer->text(), before);
}

void TestComparePage::theStateSaysThatSettingsHaveChanged()
{
    ExperimentModel model;
    QMenu exports;
    QMenu more;
    compare::RunBar bar(model, &exports, &more);
    const auto *pill = bar.findChild<compare::StatePill *>();
    QCOMPARE(pill->text(), QStringLiteral("Ready"));
    for (const auto state : {Runner::State::StartingServers, Runner::State::Measuring, Runner::State::Finished})
        bar.setState(state);
    QCOMPARE(pill->text(), QStringLiteral("Finished"));
    const auto same = model.experiment().plan;
    auto plan = same;
    plan.users = 21;
    model.setPlan(plan);
    QCOMPARE(pill->text(), QStringLiteral("Outdated"));
    QVERIFY(!pill->toolTip().isEmpty());
    model.setPlan(same);
    QCOMPARE(pill->text(), QStringLiteral("Finished"));
    QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:9999/")));
    QCOMPARE(pill->text(), QStringLiteral("Ready")); // the page has no figures
    bar.setState(Runner::State::StartingServers);
    bar.setState(Runner::State::Failed);
    QCOMPARE(pill->text(), QStringLiteral("Failed"));
    model.setPlan(plan);
    QCOMPARE(pill->text(), QStringLiteral("Ready"));
}

void TestComparePage::bannersAreFewDismissibleAndNeverTwice()
{
    compare::BannerStack stack;
    stack.add(Banner::Kind::Error, QStringLiteral("one"));
    stack.add(Banner::Kind::Notice, QStringLiteral("two"));
    stack.add(Banner::Kind::Error, QStringLiteral("one"));
    QCOMPARE(stack.sentences(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    stack.add(Banner::Kind::Error, QStringLiteral("three"));
    stack.add(Banner::Kind::Error, QStringLiteral("four"));
    QCOMPARE(stack.sentences().size(), 3);
    QCOMPARE(stack.sentences().first(), QStringLiteral("four"));
    stack.show();
    QCoreApplication::processEvents();
    for (auto *button : stack.findChildren<QToolButton *>()) {
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(stack.sentences().isEmpty());
    QVERIFY(!stack.isVisible());
}

void TestComparePage::expiryIsMarkedOnce()
{
    const auto experiment = experiment::quickPreset();
    const auto course = compare::courseOf(experiment, *tests::syntheticView(experiment, 300));
    QCOMPARE(course->sides.size(), std::size_t(2));
    QCOMPARE(course->marks.size(), std::size_t(1));
    QVERIFY(course->marks.front().at == std::chrono::seconds(1));
    QVERIFY(course->running);
    QVERIFY(course->plannedLength == std::chrono::seconds(10));
}

void TestComparePage::oneButtonStartsAndStops_data()
{
    QTest::addColumn<Runner::State>("state");
    QTest::addColumn<int>("starts");
    QTest::addColumn<int>("stops");
    QTest::newRow("idle") << Runner::State::Idle << 1 << 0;
    QTest::newRow("starting servers") << Runner::State::StartingServers << 0 << 1;
    QTest::newRow("warming up") << Runner::State::WarmingUp << 0 << 1;
    QTest::newRow("measuring") << Runner::State::Measuring << 0 << 1;
    QTest::newRow("finishing: stopped already") << Runner::State::Finishing << 0 << 0;
    QTest::newRow("finished") << Runner::State::Finished << 1 << 0;
    QTest::newRow("failed") << Runner::State::Failed << 1 << 0;
}

void TestComparePage::oneButtonStartsAndStops()
{
    QFETCH(Runner::State, state);
    ExperimentModel model;
    QMenu exports;
    QMenu more;
    compare::RunBar bar(model, &exports, &more);
    const QSignalSpy starts(&bar, &compare::RunBar::startRequested);
    const QSignalSpy stops(&bar, &compare::RunBar::stopRequested);
    bar.show();
    bar.setState(state);
    QTest::mouseClick(bar.findChild<QPushButton *>(QStringLiteral("primary")), Qt::LeftButton);
    QTEST(static_cast<int>(starts.count()), "starts");
    QTEST(static_cast<int>(stops.count()), "stops");
}

void TestComparePage::theStartButtonStaysWhereItIs()
{
    ExperimentModel model;
    QMenu exports;
    QMenu more;
    compare::RunBar bar(model, &exports, &more);
    bar.resize(1280, 44);
    bar.show();
    const auto *button = bar.findChild<QPushButton *>(QStringLiteral("primary"));
    const auto place = button->geometry();
    for (int state = 0; state <= static_cast<int>(Runner::State::Failed); ++state) {
        bar.setState(static_cast<Runner::State>(state));
        QCoreApplication::processEvents();
        QCOMPARE(button->geometry(), place);
    }
}

void TestComparePage::aBadUrlIsRefusedAndKept()
{
    ExperimentModel model;
    QMenu exports;
    QMenu more;
    compare::RunBar bar(model, &exports, &more);
    const QSignalSpy refusals(&bar, &compare::RunBar::urlRefused);
    bar.show();
    auto *url = bar.findChild<QLineEdit *>(QStringLiteral("url"));
    QTest::keyClicks(url, QStringLiteral("http://127.0.0.1:99999/"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(refusals.count(), 1);
    QCOMPARE(url->text(), QStringLiteral("http://127.0.0.1:99999/")); // to be corrected, not typed again
    url->setText(QStringLiteral("http://127.0.0.1:9999/"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(refusals.count(), 1);
    QVERIFY(url->text().isEmpty());
    QCOMPARE(model.experiment().targets.size(), std::size_t(3));
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
