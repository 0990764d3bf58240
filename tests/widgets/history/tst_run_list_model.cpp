#include "history/run_list_model.h"
#include "stored_runs.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

using namespace escala;
using namespace escala::history;
using store::RunQuery;
using tests::StoredRuns;

class TestRunListModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsReadBeforeItIsAskedFor();
    void readsOnlyWhatIsLookedAt();
    void keepsWhatItShowsUntilTheAnswerComes();
    void dropsAnswersToOlderQuestions();
    void sortsByEachColumn_data();
    void sortsByEachColumn();
    void growsAndShrinks();
    void aNewNameIsAWish();
    void keepsUpWhatIsLookedAt();
    void namesAreNoMarkup();
    void saysWhatWentWrong();
};

namespace {

QString textAt(const RunListModel &model, int row, int column = RunListModel::Name)
{
    return model.index(row, column).data().toString();
}

}

void TestRunListModel::nothingIsReadBeforeItIsAskedFor()
{
    StoredRuns stored(3);
    RunListModel model(stored.fetch());
    model.sort(RunListModel::Name, Qt::AscendingOrder);
    QVERIFY(stored.asked.empty());
    QVERIFY(!model.isLoaded());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(textAt(model, 0), QStringLiteral("nightly-0000"));
}

// Ten thousand rows cost a window: the view asks for what it paints, and only that is read.
void TestRunListModel::readsOnlyWhatIsLookedAt()
{
    StoredRuns stored(10'000);
    RunListModel model(stored.fetch());
    const QAbstractItemModelTester tester(&model);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 10'000);
    const auto before = stored.asked.size();
    QCOMPARE(textAt(model, 7000), QStringLiteral("…"));
    for (int row = 7000; row < 7030; ++row)
        (void)textAt(model, row);
    QTRY_COMPARE(textAt(model, 7000), QStringLiteral("nightly-2999")); // the latest come first
    QCOMPARE(stored.asked.size(), before + 1);                         // all thirty are of one window
    QCOMPARE(stored.asked.back().offset, std::size_t(7000));
    QCOMPARE(stored.asked.back().limit, RunListModel::kWindow);
}

void TestRunListModel::keepsWhatItShowsUntilTheAnswerComes()
{
    StoredRuns stored(300);
    RunListModel model(stored.fetch());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 300);
    stored.hold();
    RunQuery filter;
    filter.text = "nightly-000";
    model.setFilter(filter);
    QCOMPARE(model.rowCount(), 300);
    QCOMPARE(textAt(model, 0), QStringLiteral("nightly-0299"));
    stored.answer();
    QTRY_COMPARE(model.rowCount(), 10);
    QCOMPARE(textAt(model, 0), QStringLiteral("nightly-0009"));
}

void TestRunListModel::dropsAnswersToOlderQuestions()
{
    StoredRuns stored(300);
    RunListModel model(stored.fetch());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 300);
    const QSignalSpy came(&model, &RunListModel::rowsCame);
    stored.hold();
    RunQuery filter;
    for (const auto *typed : {"n", "nightly-0", "nightly-0042"}) {
        filter.text = typed;
        model.setFilter(filter);
    }
    stored.answer();
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(came.count(), 1);
}

void TestRunListModel::sortsByEachColumn_data()
{
    using Sort = RunQuery::Sort;
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("sort");
    const auto row = [](const char *name, int column, Sort sort) {
        QTest::newRow(name) << column << static_cast<int>(sort);
    };
    row("name", RunListModel::Name, Sort::Name);
    row("state", RunListModel::Mark, Sort::Verdict);
    row("started", RunListModel::Started, Sort::Started);
    row("duration", RunListModel::Duration, Sort::Duration);
    row("rate", RunListModel::Rate, Sort::Rate);
    row("p99", RunListModel::P99, Sort::P99);
    row("requests", RunListModel::Requests, Sort::Requests);
    row("errors", RunListModel::Errors, Sort::Errors);
    row("hits", RunListModel::Hits, Sort::HitRatio);
}

void TestRunListModel::sortsByEachColumn()
{
    QFETCH(int, column);
    QFETCH(int, sort);
    StoredRuns stored(5);
    RunListModel model(stored.fetch());
    model.refresh();
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(column, order);
        QCOMPARE(static_cast<int>(stored.asked.back().sort), sort);
        QCOMPARE(stored.asked.back().ascending, order == Qt::AscendingOrder);
        QCOMPARE(stored.asked.back().offset, std::size_t(0));
    }
}

void TestRunListModel::growsAndShrinks()
{
    StoredRuns stored(150);
    RunListModel model(stored.fetch());
    const QAbstractItemModelTester tester(&model);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 150);
    (void)textAt(model, 149);
    QTRY_COMPARE(textAt(model, 149), QStringLiteral("nightly-0000"));
    stored.runs.push_back(tests::storedRun(150));
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 151);
    QCOMPARE(textAt(model, 0), QStringLiteral("nightly-0150"));
    QTRY_COMPARE(textAt(model, 150), QStringLiteral("nightly-0000"));
    QCOMPARE(model.rowOf(stored.runs.front().id), 150);
    stored.runs.erase(stored.runs.begin(), stored.runs.begin() + 100);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 51);
    QCOMPARE(textAt(model, 50), QStringLiteral("nightly-0100"));
    stored.runs.clear();
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 0);
    QVERIFY(model.isLoaded());
}

void TestRunListModel::aNewNameIsAWish()
{
    StoredRuns stored(3);
    RunListModel model(stored.fetch());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    QSignalSpy wished(&model, &RunListModel::renameRequested);
    QVERIFY(!model.setData(model.index(1, RunListModel::Name), QStringLiteral("  "), Qt::EditRole));
    QVERIFY(!model.setData(model.index(1, RunListModel::Name), QStringLiteral("nightly-0001"), Qt::EditRole));
    QVERIFY(!model.setData(model.index(1, RunListModel::Rate), QStringLiteral("12"), Qt::EditRole));
    QVERIFY(wished.isEmpty());
    QVERIFY(model.setData(model.index(1, RunListModel::Name), QStringLiteral(" before  the cache "), Qt::EditRole));
    QCOMPARE(wished.count(), 1);
    QCOMPARE(wished[0][0].value<std::string>(), stored.runs[1].id);
    QCOMPARE(wished[0][1].toString(), QStringLiteral("before the cache"));
    QCOMPARE(textAt(model, 1), QStringLiteral("before the cache"));
}

// Whatever was scrolled by: a refresh reads the first window and those that are looked at. Others are kept as they
// were, and read again when somebody comes back to them.
void TestRunListModel::keepsUpWhatIsLookedAt()
{
    StoredRuns stored(2'000);
    RunListModel model(stored.fetch());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2'000);
    for (int row = 0; row < 2'000; row += 100)
        (void)textAt(model, row);
    QTRY_COMPARE(stored.asked.size(), 20UL);
    QTRY_COMPARE(textAt(model, 1'999), QStringLiteral("nightly-0000"));
    model.refresh();
    QTRY_COMPARE(stored.asked.size(), 40UL);
    stored.asked.clear();
    (void)textAt(model, 1'000);
    stored.runs.push_back(tests::storedRun(2'000));
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2'001);
    QCOMPARE(stored.asked.size(), 2UL);
    QCOMPARE(stored.asked.back().offset, std::size_t(1'000));
    QVERIFY(model.isStale(1'500));
    QCOMPARE(textAt(model, 1'500), QStringLiteral("nightly-0499"));     // nothing flickers …
    QTRY_COMPARE(textAt(model, 1'500), QStringLiteral("nightly-0500")); // … and then it is right
    QVERIFY(!model.isStale(1'500));
}

void TestRunListModel::namesAreNoMarkup()
{
    StoredRuns stored(1);
    stored.runs.front().name = "<b>before</b> <img src=\"file:///etc/hostname\">";
    RunListModel model(stored.fetch());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(textAt(model, 0), QString::fromStdString(stored.runs.front().name));
    const auto tip = model.index(0, RunListModel::Name).data(Qt::ToolTipRole).toString();
    QVERIFY(Qt::mightBeRichText(tip) && !tip.contains(QStringLiteral("<b>")) && !tip.contains(QStringLiteral("<img")));
    QVERIFY(tip.contains(QStringLiteral("&lt;b&gt;before")));
}

void TestRunListModel::saysWhatWentWrong()
{
    StoredRuns stored(3);
    stored.error = store::StoreError{.kind = store::StoreError::Kind::Newer, .message = "Written by a later version."};
    RunListModel model(stored.fetch());
    QSignalSpy failed(&model, &RunListModel::failed);
    model.refresh();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].toString(), QStringLiteral("Written by a later version."));
    QVERIFY(!model.isLoaded());
    model.refresh(); // again and again, while the page is open: said once
    QCoreApplication::processEvents();
    QCOMPARE(failed.count(), 1);
    stored.error.reset();
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    stored.error = store::StoreError{.kind = store::StoreError::Kind::Newer, .message = "Written by a later version."};
    model.refresh();
    QTRY_COMPARE(failed.count(), 2);
}

QTEST_MAIN(TestRunListModel)
#include "tst_run_list_model.moc"
