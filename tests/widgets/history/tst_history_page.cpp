#include "../compare/synthetic_run.h"
#include "charts/chart_board.h"
#include "compare/figure_cards.h"
#include "history/comparison_panel.h"
#include "history/comparison_sentence.h"
#include "history/history_page.h"
#include "history/open_runs.h"
#include "history/run_details.h"
#include "history/run_table.h"
#include "history/run_text.h"
#include "moment/moment_panel.h"
#include "stored_runs.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace escala;
using namespace escala::history;
using namespace std::chrono_literals;
using tests::StoredRuns;

namespace {

constexpr int kLimit = 30'000;

/// The page over runs in memory, shown.
struct Page {
    explicit Page(int count)
        : stored(count)
        , page(stored.fetch())
    {
        page.resize(1100, 640);
        page.show();
    }

    [[nodiscard]] RunTable &table() const { return *page.table(); }
    [[nodiscard]] QString nameAt(int row) { return page.model().index(row, RunListModel::Name).data().toString(); }
    [[nodiscard]] bool waitFor(int rows)
    {
        return QTest::qWaitFor([this, rows] { return page.model().rowCount() == rows; }, kLimit);
    }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        const auto place = table().visualRect(page.model().index(row, RunListModel::Started)).center();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, keys, place);
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return page.findChild<Widget *>(QLatin1StringView(name));
    }

    StoredRuns stored;
    HistoryPage page;
};

OpenRun opened(const QString &name, std::uint64_t answers)
{
    return {
        .id = name.toStdString(), .name = name, .result = tests::syntheticResult(experiment::quickPreset(), answers)};
}

}

class TestHistoryPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyListSaysWhatToDo();
    void tenThousandRunsCostAWindowEach();
    void aClickOnAHeaderSorts();
    void theSelectionFollowsItsRuns();
    void allOfThemCanBeSelected();
    void f2Renames();
    void noRefreshWhileANameIsTyped();
    void keysOpenAndRemove();
    void detailsKeepTagsAndNotes();
    void menuActsOnWhatIsSelected();
    void aRunUnderWayIsShownAsOne();
    void openedRunsAreForReading();
    void severalRunsStandBesideEachOther();
    void sidesOfSeveralRunsKeepTheirMarks();
    void baselineAndNamesPairTheTargets();
    void whatDiffersIsAskedForOnce();
    void thereIsRoomForOneAtTheSide();
    void whatIsUnderWayIsSaidToBe();
    void narrowWindowsKeepNames();
    void largeFiguresAreWhole_data();
    void largeFiguresAreWhole();
};

void TestHistoryPage::anEmptyListSaysWhatToDo()
{
    Page history(0);
    QTRY_VERIFY(history.find<QLabel>("answer") && history.page.model().isLoaded());
    QTRY_VERIFY(!history.table().isVisible());
    QVERIFY(!history.find<QPushButton>("showAll")->isVisible());
    QSignalSpy cleared(&history.page, &HistoryPage::clearFilterRequested);
    store::RunQuery filter;
    filter.text = "nowhere";
    history.page.model().setFilter(filter);
    QTRY_VERIFY(history.find<QPushButton>("showAll")->isVisible());
    QTest::mouseClick(history.find<QPushButton>("showAll"), Qt::LeftButton);
    QCOMPARE(cleared.count(), 1);
}

// Scrolling from end to end reads the windows that were painted, and no more; sorting and searching read one.
void TestHistoryPage::tenThousandRunsCostAWindowEach()
{
    Page history(10'000);
    QVERIFY(history.waitFor(10'000));
    auto *bar = history.table().verticalScrollBar();
    history.stored.asked.clear();
    for (int step = 1; step <= 20; ++step) {
        bar->setValue(bar->maximum() / 20 * step);
        history.table().viewport()->repaint();
        QCoreApplication::processEvents();
    }
    QVERIFY2(history.stored.asked.size() <= 40, qPrintable(QString::number(history.stored.asked.size())));
    QTRY_COMPARE(history.nameAt(9'999), QStringLiteral("nightly-0000"));
    history.stored.asked.clear();
    store::RunQuery filter;
    filter.text = "nightly-99";
    history.page.model().setFilter(filter);
    QVERIFY(history.waitFor(100));
    QCOMPARE(history.stored.asked.size(), std::size_t(1));
    QCOMPARE(bar->value(), 0);
}

void TestHistoryPage::aClickOnAHeaderSorts()
{
    Page history(300);
    history.page.resize(1500, 640); // else there is no room for requests
    QVERIFY(history.waitFor(300));
    auto *header = history.table().horizontalHeader();
    const auto click = [header](int column) {
        const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                           header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    };
    QCOMPARE(history.nameAt(0), QStringLiteral("nightly-0299"));
    click(RunListModel::Name);
    QTRY_COMPARE(history.nameAt(0), QStringLiteral("nightly-0000"));
    click(RunListModel::Name);
    QTRY_COMPARE(history.nameAt(0), QStringLiteral("nightly-0299"));
    click(RunListModel::Requests);
    QTRY_COMPARE(history.nameAt(0), QStringLiteral("nightly-0000")); // 1,000 is the least
}

// A run that comes in above pushes the rows down; what was selected is still what was selected.
void TestHistoryPage::theSelectionFollowsItsRuns()
{
    Page history(250);
    QVERIFY(history.waitFor(250));
    history.click(2);
    history.click(4, Qt::ControlModifier);
    const auto idsOf = [&history] {
        std::vector<std::string> ids;
        for (const auto &run : history.table().selectedRuns())
            ids.push_back(run.id);
        return ids;
    };
    const std::vector<std::string> chosen{tests::storedRun(247).id, tests::storedRun(245).id};
    QVERIFY(idsOf() == chosen);
    history.stored.runs.push_back(tests::storedRun(250));
    history.page.refresh();
    QVERIFY(history.waitFor(251));
    QVERIFY(idsOf() == chosen);
    QVERIFY(history.table().selectionModel()->isRowSelected(3));
    QVERIFY(!history.table().selectionModel()->isRowSelected(2));
    history.page.model().sort(RunListModel::Name, Qt::AscendingOrder); // they are out of sight now
    QTRY_COMPARE(history.nameAt(0), QStringLiteral("nightly-0000"));
    QVERIFY(idsOf() == chosen);
    history.click(0);
    QVERIFY(idsOf() == std::vector<std::string>{tests::storedRun(0).id});
}

void TestHistoryPage::allOfThemCanBeSelected()
{
    Page history(10'000);
    QVERIFY(history.waitFor(10'000));
    history.table().setFocus();
    QTest::keyClick(&history.table(), Qt::Key_A, Qt::ControlModifier);
    QTRY_COMPARE(history.table().selectedRuns().size(), std::size_t(10'000)); // also those that nobody has looked at
    history.stored.runs.push_back(tests::storedRun(10'000));                  // comes first, and pushes all rows down
    for (int tick = 0; tick < 5; ++tick) {                                    // as while the page is open
        history.page.refresh();
        history.table().viewport()->repaint();
        QCoreApplication::processEvents();
    }
    QCOMPARE(history.page.model().rowCount(), 10'001);
    QCOMPARE(history.table().selectedRuns().size(), std::size_t(10'000));
    QVERIFY(!history.table().selectionModel()->isRowSelected(0));
    QVERIFY(history.table().selectionModel()->isRowSelected(1));
    QSignalSpy removed(&history.page, &HistoryPage::removeRequested);
    QTest::keyClick(&history.table(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][0].value<std::vector<store::RunRow>>().size(), std::size_t(10'000));
}

void TestHistoryPage::f2Renames()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    QSignalSpy renamed(&history.page.model(), &RunListModel::renameRequested);
    history.click(1);
    QTest::keyClick(&history.table(), Qt::Key_F2);
    auto *edit = history.table().findChild<QLineEdit *>();
    QVERIFY(edit);
    QTest::keyClicks(edit, QStringLiteral("before the cache"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(renamed.count(), 1);
    QCOMPARE(renamed[0][0].value<std::string>(), tests::storedRun(3).id);
    QCOMPARE(renamed[0][1].toString(), QStringLiteral("before the cache"));
}

void TestHistoryPage::noRefreshWhileANameIsTyped()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    history.click(0);
    QTest::keyClick(&history.table(), Qt::Key_F2);
    auto *edit = history.table().findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("half a na"));
    const auto asked = history.stored.asked.size();
    history.page.refresh();
    QCOMPARE(history.stored.asked.size(), asked);
    QCOMPARE(edit->text(), QStringLiteral("half a na"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!history.table().isEditing());
    history.page.refresh();
    QCOMPARE(history.stored.asked.size(), asked + 1);
}

void TestHistoryPage::keysOpenAndRemove()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    QSignalSpy opened(&history.page, &HistoryPage::openRequested);
    QSignalSpy removed(&history.page, &HistoryPage::removeRequested);
    QTest::keyClick(&history.table(), Qt::Key_Return);
    QVERIFY(opened.isEmpty()); // nothing is selected
    history.page.focusList();
    QTest::keyClick(&history.table(), Qt::Key_Down);
    QTest::keyClick(&history.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&history.table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    const std::vector<std::string> ids{tests::storedRun(3).id, tests::storedRun(2).id};
    QVERIFY(opened[0][0].value<std::vector<std::string>>() == ids);
    QCOMPARE(opened[0][1].toBool(), false);
    QTest::mouseClick(history.find<QPushButton>("compareRuns"), Qt::LeftButton);
    QCOMPARE(opened[1][1].toBool(), true);
    QTest::keyClick(&history.table(), Qt::Key_Delete);
    QCOMPARE(removed[0][0].value<std::vector<store::RunRow>>().size(), std::size_t(2));
}

void TestHistoryPage::detailsKeepTagsAndNotes()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    QSignalSpy tags(history.page.details(), &RunDetails::tagsEdited);
    QSignalSpy notes(history.page.details(), &RunDetails::noteEdited);
    history.click(0);
    auto *tagEdit = history.find<QLineEdit>("tags");
    QVERIFY(tagEdit->isVisible());
    QTest::keyClicks(tagEdit, QStringLiteral("v2.1, nightly,, v2.1"));
    QTest::keyClick(tagEdit, Qt::Key_Return);
    QCOMPARE(tags.count(), 1);
    QVERIFY(tagsOf(tags[0][1].toString()) == (std::vector<std::string>{"nightly", "v2.1"}));
    auto *note = history.find<QPlainTextEdit>("note");
    note->setFocus();
    QTest::keyClicks(note, QStringLiteral("with the new pool"));
    history.click(1); // goes on to another run: what was typed is of the first one
    QCOMPARE(notes.count(), 1);
    QCOMPARE(notes[0][0].value<std::string>(), tests::storedRun(4).id);
    QCOMPARE(notes[0][1].toString(), QStringLiteral("with the new pool"));
    QCOMPARE(note->toPlainText(), QString());
    const auto result = tests::syntheticResult(experiment::quickPreset(), 30);
    history.page.details()->showResult(tests::storedRun(4).id, result); // too late
    history.page.details()->showResult(tests::storedRun(3).id, result);
    QStringList texts;
    for (const auto *label : history.page.details()->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(texts.contains(QString::fromStdString(experiment::settingsLine(result->experiment))));
}

void TestHistoryPage::menuActsOnWhatIsSelected()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    history.click(0);
    QSignalSpy again(&history.page, &HistoryPage::runAgainRequested);
    QSignalSpy baseline(&history.page, &HistoryPage::baselineRequested);
    QSignalSpy file(&history.page, &HistoryPage::exportFileRequested);
    Q_EMIT history.table().menuRequested(history.page.mapToGlobal(QPoint(40, 40)));
    auto *menu = history.page.findChild<QMenu *>();
    QVERIFY(menu);
    for (const auto *name : {"again", "baseline", "exportFile"})
        menu->findChild<QAction *>(QLatin1StringView(name))->trigger();
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("compare")));
    QCOMPARE(again[0][0].value<std::string>(), tests::storedRun(4).id);
    QCOMPARE(baseline[0][1].toBool(), true);
    QCOMPARE(file.count(), 1);
    menu->close();
}

void TestHistoryPage::aRunUnderWayIsShownAsOne()
{
    Page history(5);
    history.stored.runs.back().state = store::RunState::Running;
    history.stored.runs.back().verdict.reset();
    history.page.refresh();
    const auto mark = [&history] { return history.page.model().index(0, RunListModel::Mark).data().toString(); };
    QTRY_COMPARE(mark(), QStringLiteral("Running"));
    QSignalSpy opened(&history.page, &HistoryPage::openRequested);
    QSignalSpy removed(&history.page, &HistoryPage::removeRequested);
    history.click(0);
    QTest::keyClick(&history.table(), Qt::Key_Return);
    QTest::keyClick(&history.table(), Qt::Key_Delete);
    QCOMPARE(opened.count(), 1); // as far as it has come
    QVERIFY(removed.isEmpty());
    QCOMPARE(history.page.banners().size(), 1); // it is not deleted without a word
    history.stored.runs.back().state = store::RunState::Finished;
    history.stored.runs.back().verdict = metrics::Verdict::Degraded;
    history.page.refresh();
    QTRY_COMPARE(mark(), QStringLiteral("Degraded"));
    QTest::keyClick(&history.table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 2);
}

void TestHistoryPage::openedRunsAreForReading()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    QSignalSpy changed(&history.page, &HistoryPage::openChanged);
    history.page.open({opened(QStringLiteral("Nightly"), 300)}, false);
    QVERIFY(history.page.isOpen());
    QCOMPARE(history.page.openRuns()->result()->targets.size(), std::size_t(2));
    QCOMPARE(history.page.openRuns()->title(), QStringLiteral("Nightly"));
    QCOMPARE(history.page.findChildren<compare::FigureCards *>().size(), 2);
    QVERIFY(history.find<QPushButton>("overlay")->isVisible());
    QTest::keyClick(history.page.openRuns()->board(), Qt::Key_Escape);
    QVERIFY(!history.page.isOpen());
    QVERIFY(!history.page.openRuns()->result());
    QCOMPARE(changed.count(), 2);
}

void TestHistoryPage::severalRunsStandBesideEachOther()
{
    Page history(5);
    QVERIFY(history.waitFor(5));
    history.page.open({opened(QStringLiteral("Before"), 300), opened(QStringLiteral("After"), 600)}, true);
    const auto &result = *history.page.openRuns()->result();
    QStringList names;
    for (const auto &target : result.targets)
        names << QString::fromStdString(target.target.name);
    QCOMPARE(names,
             QStringList({QStringLiteral("Before · Slow"), QStringLiteral("Before · Cached"),
                          QStringLiteral("After · Slow"), QStringLiteral("After · Cached")}));
    QVERIFY(history.find<QPushButton>("overlay")->isChecked());
    QTest::mouseClick(history.find<QPushButton>("overlay"), Qt::LeftButton);
    QVERIFY(!history.find<QPushButton>("overlay")->isChecked());
    QCOMPARE(history.page.findChildren<compare::FigureCards *>().size(), 4);
}

void TestHistoryPage::sidesOfSeveralRunsKeepTheirMarks()
{
    auto marked = std::make_shared<experiment::RunResult>(*opened(QStringLiteral("Second"), 300).result);
    marked->marks.push_back({.kind = metrics::Mark::Kind::Paused, .at = std::chrono::seconds(2)});
    marked->faults.push_back({.fault = {}, .target = 1, .server = {}});
    marked->generator.verdict = metrics::Verdict::Invalid;
    marked->generator.reasons.push_back({.kind = metrics::VerdictReason::Kind::FewSamples, .target = 1});
    const auto both = sideBySide(
        {opened(QStringLiteral("First"), 300), {.id = "2", .name = QStringLiteral("Second"), .result = marked}});
    QCOMPARE(both->marks.size(), std::size_t(2)); // of both targets of the second run, and none of the first
    QVERIFY(both->marks[0].target == 2U && both->marks[1].target == 3U);
    QCOMPARE(both->faults.front().target, std::size_t(3));
    QVERIFY(both->generator.verdict == metrics::Verdict::Invalid);
    QCOMPARE(both->generator.reasons.front().target, std::size_t(3));
    QVERIFY(!sideBySide({}));
}

void TestHistoryPage::baselineAndNamesPairTheTargets()
{
    const auto one = opened(QStringLiteral("One"), 300);
    QVERIFY(pairsOf({one}) == (std::vector<OpenPair>{{.baseline = {0, 0}, .candidate = {0, 1}}}));
    auto swapped = std::make_shared<experiment::RunResult>(*opened(QStringLiteral("Two"), 300).result);
    std::swap(swapped->targets[0], swapped->targets[1]);
    swapped->startedAt += std::chrono::hours(1);
    OpenRun two{.id = "2", .name = QStringLiteral("Two"), .result = swapped};
    const std::vector<OpenPair> byName{{.baseline = {0, 0}, .candidate = {1, 1}},
                                       {.baseline = {0, 1}, .candidate = {1, 0}}};
    QVERIFY(pairsOf({one, two}) == byName); // the earlier one is the baseline
    two.baseline = true;
    QVERIFY(pairsOf({one, two}).front().baseline.run == 1);
    for (auto &target : swapped->targets)
        target.target.name += " of another plan";
    two.baseline = false;
    QVERIFY(pairsOf({one, two})
            == (std::vector<OpenPair>{{.baseline = {0, 0}, .candidate = {1, 0}},
                                      {.baseline = {0, 1}, .candidate = {1, 1}}}));
}

void TestHistoryPage::whatDiffersIsAskedForOnce()
{
    Page history(2);
    QSignalSpy asked(history.page.openRuns(), &OpenRuns::comparisonRequested);
    history.page.open({opened(QStringLiteral("One"), 300)}, false);
    QVERIFY(asked.isEmpty());
    auto *button = history.find<QPushButton>("whatDiffers");
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(history.page.openRuns()->comparison()->isVisible());
    report::ComparedRuns pair;
    pair.baseline = {.id = "1", .run = "One", .target = "Slow", .verdictText = {}};
    pair.candidate = {.id = "1", .run = "One", .target = "Cached", .verdictText = {}};
    for (std::size_t figure = 0; figure < analysis::kFigures; ++figure) {
        analysis::FigureComparison row;
        row.figure = static_cast<analysis::Figure>(figure);
        row.baseline = 100;
        row.candidate = 123;
        row.ratio = 1.23;
        row.interval = analysis::Interval{.low = 1.05, .high = 1.47};
        row.word = figure == 0 ? analysis::Word::Faster : analysis::Word::NoDemonstrableDifference;
        pair.comparison.rows.push_back(row);
    }
    history.page.openRuns()->showComparison({pair});
    const auto *table = history.find<QTableWidget>("comparison");
    QVERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), 2 + static_cast<int>(analysis::kFigures));
    QVERIFY(table->item(2, 4)->text().contains(QStringLiteral("faster")));
    QVERIFY(table->item(2, 3)->text().contains(QStringLiteral("1.05")));
    QCOMPARE(comparisonSentence({pair}),
             QStringLiteral("Cached: throughput 1.23× (faster), p99 without demonstrable difference."));
    QTest::mouseClick(history.find<QPushButton>("copyComparison"), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("1.23")));
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void TestHistoryPage::thereIsRoomForOneAtTheSide()
{
    Page history(2);
    history.page.open({opened(QStringLiteral("One"), 300)}, false);
    auto *compare = history.find<QPushButton>("whatDiffers");
    QTest::mouseClick(compare, Qt::LeftButton);
    QVERIFY(history.page.openRuns()->comparison()->isVisible());
    history.page.openRuns()->moment()->show(); // as whoever has the seconds does
    QVERIFY(!history.page.openRuns()->comparison()->isVisible());
    QTest::mouseClick(compare, Qt::LeftButton);
    QVERIFY(!history.page.openRuns()->moment()->isVisible());
}

// Its figures so far, said to be that; and how to see those that came since.
void TestHistoryPage::whatIsUnderWayIsSaidToBe()
{
    Page history(2);
    const auto says = [&history](const char *words) {
        const auto *line = history.page.openRuns()->findChild<QLabel *>(QStringLiteral("generator"));
        return line->text().contains(QLatin1StringView(words));
    };
    auto run = opened(QStringLiteral("Soak"), 300);
    auto soFar = std::make_shared<experiment::RunResult>(*run.result);
    soFar->stopped = true;
    run.result = soFar;
    run.state = store::RunState::Running;
    history.page.open({run}, true);
    auto *renew = history.find<QPushButton>("renew");
    QVERIFY(renew->isVisible());
    QVERIFY(says("Still under way") && !says("Stopped early"));
    QSignalSpy wanted(history.page.openRuns(), &OpenRuns::renewRequested);
    QTest::mouseClick(renew, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    run = opened(QStringLiteral("Soak"), 600);
    history.page.renew({run});
    QVERIFY(!renew->isVisible());
    QVERIFY(!says("Still under way"));
    QVERIFY(history.find<QPushButton>("overlay")->isChecked()); // seen the same way
    run.state = store::RunState::Interrupted;
    history.page.open({run}, false);
    QVERIFY(says("Interrupted"));
}

void TestHistoryPage::narrowWindowsKeepNames()
{
    Page history(2);
    QVERIFY(history.waitFor(2));
    for (const int width : {1500, 1044, 740}) {
        history.page.resize(width, 500);
        QCoreApplication::processEvents();
        QVERIFY2(history.table().columnWidth(RunListModel::Name) >= 100, qPrintable(QString::number(width)));
    }
    QVERIFY(history.table().isColumnHidden(RunListModel::Requests));
    history.page.resize(1500, 500);
    QTRY_VERIFY(!history.table().isColumnHidden(RunListModel::Requests));
}

void TestHistoryPage::largeFiguresAreWhole_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedStates);
    QTest::newRow("Spanish") << QLocale(QLocale::Spanish, QLocale::Spain);
}

// With the font and the margins of the window's style.
void TestHistoryPage::largeFiguresAreWhole()
{
    QFETCH(const QLocale, locale);
    const QLocale before;
    QLocale::setDefault(locale);
    const auto restored = qScopeGuard([&before] { QLocale::setDefault(before); });
    Page history(1);
    QFont font;
    font.setPixelSize(13);
    history.table().setFont(font);
    history.table().setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0px 18px 0px 4px; }"));
    auto &run = history.stored.runs.front();
    run.achievedRps = 1'234'567;
    run.requests = 123'456'789;
    run.errors = 123'456;
    run.p99 = 12.34;
    run.duration = 25h;
    run.hitRatio = 0.99994;
    history.page.model().refresh();
    history.page.resize(1600, 640);
    QVERIFY(history.waitFor(1));
    QTRY_VERIFY(history.page.model().index(0, RunListModel::Requests).data().toString().contains(u"456"));
    for (int column = RunListModel::Mark; column < RunListModel::Columns; ++column) {
        QVERIFY(!history.table().isColumnHidden(column));
        const auto cell = history.page.model().index(0, column);
        const auto text = cell.data().toString();
        const int needed = history.table().sizeHintForIndex(cell).width();
        QVERIFY2(needed <= history.table().columnWidth(column),
                 qPrintable(QStringLiteral("%1: %2").arg(text).arg(needed)));
    }
}

QTEST_MAIN(TestHistoryPage)
#include "tst_history_page.moc"
