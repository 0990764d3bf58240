#include "compare/answer_panel.h"
#include "compare/compare_page.h"
#include "compare/repeat_settings.h"
#include "compare/run_bar.h"
#include "gui_window.h"
#include "history/history_page.h"
#include "history/run_list_model.h"
#include "store/history.h"
#include "window/history_control.h"
#include "window/run_control.h"
#include "window/status_strip.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

using namespace escala;
using namespace std::chrono_literals;
using experiment::RepetitionResult;
using window::MainWindow;
using window::RunControl;
using ResultPtr = std::shared_ptr<const RepetitionResult>;

namespace {

constexpr int kLimit = 60'000;

}

/// Rounds as a user asks for them: real runs in turns, kept in a history, with real clicks and keys.
class TestGuiRepeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tellsBeforeWhatWillBeSeen();
    void threeRoundsInTurns();
    void aStopKeepsWholeRounds();
    void onceIsARunOfAllTargets();
    void theNumberIsRemembered();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;

    void openWindow();
    void setRounds(int rounds);
    /// By the menu, and waits until all is written.
    void exportRounds(const QString &folder);
    [[nodiscard]] compare::RepeatSettings &settings() const
    {
        return *m_window->findChild<compare::RepeatSettings *>();
    }
    [[nodiscard]] QString outlook() const { return settings().findChild<QLabel *>(QStringLiteral("dim"))->text(); }
    [[nodiscard]] QString answer() const
    {
        return m_window->page()
            .findChild<compare::AnswerPanel *>()
            ->findChild<QLabel *>(QStringLiteral("answer"))
            ->text();
    }
    [[nodiscard]] QString round() const
    {
        return m_window->findChild<window::StatusStrip *>()->findChild<QLabel *>(QStringLiteral("round"))->text();
    }
    /// All runs, the earliest first.
    [[nodiscard]] std::vector<store::RunRow> stored() const;
};

void TestGuiRepeat::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
}

void TestGuiRepeat::openWindow()
{
    m_window = std::make_unique<MainWindow>(tests::program("escala-server"));
    m_window->resize(1280, 720);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestGuiRepeat::init()
{
    QSettings().clear();
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("ESCALA_HISTORY", QFile::encodeName(m_dir->filePath(QStringLiteral("history.sqlite"))));
    openWindow();
    auto experiment = tests::shortComparison();
    experiment.plan.duration = 300ms;
    m_window->open(experiment);
}

void TestGuiRepeat::cleanup()
{
    m_window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

void TestGuiRepeat::setRounds(int rounds)
{
    auto *edit = settings().findChild<QSpinBox *>(QStringLiteral("rounds"));
    QTest::mouseClick(edit, Qt::LeftButton);
    edit->selectAll();
    QTest::keyClicks(edit, QString::number(rounds));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->value(), rounds);
}

void TestGuiRepeat::exportRounds(const QString &folder)
{
    QVERIFY(QDir().mkpath(folder));
    auto *button = m_window->findChild<compare::RunBar *>()->findChild<QToolButton *>(QStringLiteral("exports"));
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kLimit);
    auto *action = button->menu()->findChild<QAction *>(QStringLiteral("exportRounds"));
    QVERIFY(action->isVisible() && action->isEnabled());
    action->trigger();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->setDirectory(folder);
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(folder);
    QMetaObject::invokeMethod(dialog, "accept");
    const auto done = QStringLiteral("Exported to %1").arg(folder);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->page().banners().contains(done), kLimit);
}

std::vector<store::RunRow> TestGuiRepeat::stored() const
{
    const auto history = store::History::open(qEnvironmentVariable("ESCALA_HISTORY").toStdString());
    if (!history)
        return {};
    return (*history)
        ->list({.sort = store::RunQuery::Sort::Started, .ascending = true})
        .value_or(std::vector<store::RunRow>());
}

void TestGuiRepeat::tellsBeforeWhatWillBeSeen()
{
    QVERIFY(outlook().isEmpty());
    setRounds(10);
    QTRY_VERIFY_WITH_TIMEOUT(outlook().contains(QStringLiteral("12.5")), kLimit); // runs that vary by 10 %
    setRounds(20);
    QTRY_VERIFY_WITH_TIMEOUT(outlook().startsWith(QStringLiteral("20 rounds.")), kLimit);
    setRounds(1);
    QTRY_VERIFY_WITH_TIMEOUT(outlook().isEmpty(), kLimit);
}

void TestGuiRepeat::threeRoundsInTurns()
{
    setRounds(3);
    const QSignalSpy began(&m_window->runs(), &RunControl::roundBegins);
    const QSignalSpy repeated(&m_window->runs(), &RunControl::repeated);
    const QSignalSpy states(&m_window->runs(), &RunControl::stateChanged);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(began.count(), 3, kLimit);
    QCOMPARE(round(), QStringLiteral("Round 2 of 3: Slow"));
    QCOMPARE(answer(), round());
    QVERIFY(!settings().isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(repeated.count(), 1, kLimit);
    QCOMPARE(began.count(), 6);
    QVERIFY(round().isEmpty());
    QVERIFY(settings().isEnabled());
    using State = experiment::Runner::State;
    QCOMPARE(std::ranges::count(states, QVariantList{QVariant::fromValue(State::StartingServers)}), 1);
    QCOMPARE(std::ranges::count(states, QVariantList{QVariant::fromValue(State::Finished)}), 1);
    // Too few for an interval, which is said beside the figures.
    QTRY_VERIFY_WITH_TIMEOUT(answer().contains(QStringLiteral("of 3 rounds count.")), kLimit);

    QTRY_COMPARE_WITH_TIMEOUT(stored().size(), 6UL, kLimit);
    const auto runs = stored();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        QVERIFY(!runs[i].group.empty());
        QCOMPARE(runs[i].group, runs.front().group);
        QCOMPARE(runs[i].round, static_cast<std::uint32_t>(i / 2 + 1));
        QCOMPARE(runs[i].targets.size(), 1UL);
        QCOMPARE(runs[i].targets.front(), std::string(i % 2 == 0 ? "Slow" : "Cached"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(outlook().contains(QStringLiteral("3 earlier runs of this plan")), kLimit);

    exportRounds(m_dir->filePath(QStringLiteral("rounds")));
    for (const auto *file : {"rounds.txt", "rounds.json", "round-1-1-Slow/result.json", "round-1-2-Cached/report.html",
                             "round-3-1-Slow/charts/response-time.svg", "round-3-2-Cached/series.csv"})
        QVERIFY2(QFileInfo::exists(m_dir->filePath(QStringLiteral("rounds/") + QLatin1StringView(file))), file);
    auto *show = m_window->page().findChild<QPushButton *>(QStringLiteral("bannerAction"));
    QVERIFY(show && show->isVisible());
    QTest::mouseClick(show, Qt::LeftButton);
    QVERIFY(m_window->history().page()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->history().page()->model().rowCount(), 6, kLimit);
}

void TestGuiRepeat::aStopKeepsWholeRounds()
{
    setRounds(20); // more than go by until the click
    const QSignalSpy began(&m_window->runs(), &RunControl::roundBegins);
    const QSignalSpy repeated(&m_window->runs(), &RunControl::repeated);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(began.count() >= 3, kLimit);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(repeated.count(), 1, kLimit);
    QVERIFY(!m_window->runs().isRunning());
    const auto result = repeated.first().first().value<ResultPtr>();
    QVERIFY(result->stopped);
    QCOMPARE_GE(result->runs.size(), 2UL);
    QCOMPARE_LT(result->runs.size(), 40UL);
    QTRY_VERIFY_WITH_TIMEOUT(answer().contains(QStringLiteral("of 20 rounds count.")), kLimit);
    QCOMPARE(tests::primaryButton(*m_window)->text(), QStringLiteral("Start  F5"));
    const auto whole = [this] {
        return std::ranges::count_if(stored(), [](const store::RunRow &run) {
            return run.round == 1 && run.state == store::RunState::Finished;
        });
    };
    QTRY_COMPARE_WITH_TIMEOUT(whole(), 2, kLimit);
}

void TestGuiRepeat::onceIsARunOfAllTargets()
{
    setRounds(2);
    const QSignalSpy repeated(&m_window->runs(), &RunControl::repeated);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(repeated.count(), 1, kLimit);
    setRounds(1);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QCOMPARE(repeated.count(), 1);
    QVERIFY(!answer().contains(QStringLiteral("round")));
    QTRY_COMPARE_WITH_TIMEOUT(stored().size(), 5UL, kLimit);
    QVERIFY(stored().back().group.empty());
    QCOMPARE(stored().back().targets.size(), 2UL);
}

void TestGuiRepeat::theNumberIsRemembered()
{
    setRounds(7);
    m_window->close();
    m_window.reset();
    openWindow();
    QCOMPARE(settings().rounds(), 7U);
}

QTEST_MAIN(TestGuiRepeat)
#include "tst_gui_repeat.moc"
