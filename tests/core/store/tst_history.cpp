#include "report/report.h"
#include "store/history.h"
#include "store/query.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <QTest>

#include <algorithm>

using namespace escala;
using namespace std::chrono_literals;
using store::History;
using store::RunQuery;
using store::StoreError;

namespace {

template <typename Value>
Value valueOf(std::expected<Value, StoreError> outcome)
{
    if (!outcome)
        qFatal("%s", outcome.error().message.c_str());
    if constexpr (!std::is_void_v<Value>)
        return std::move(*outcome);
}

void storeRun(const std::filesystem::path &file, const SampleRun &run, const store::Repetition &repetition = {})
{
    const auto database = valueOf(store::Database::open(file));
    store::RunWriter writer(*database);
    valueOf(writer.begin(run.head, repetition));
    valueOf(writer.add(run.seconds, run.head));
    valueOf(writer.finish(run.result));
}

QByteArray idsOf(const std::vector<store::RunRow> &rows)
{
    QByteArray ids;
    for (const store::RunRow &row : rows)
        ids += (ids.isEmpty() ? "" : " ") + QByteArray::fromStdString(row.name).split(' ').last();
    return ids;
}

}

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesAnEqualResultBack_data();
    void givesAnEqualResultBack();
    void tellsWhatTheListShows();
    void rebuildsARunThatWasCutOff();
    void hasEachSecond();
    void findsRuns_data();
    void findsRuns();
    void sorts_data();
    void sorts();
    void takesStartsOfIds();
    void changes();
    void deletesWithUndo();
    void keepsWhatRetentionSays_data();
    void keepsWhatRetentionSays();
    void retentionSparesWhatWasJustRemoved();
    void marksRunsWhoseWriterIsGone();
    void marksRunsWhoseWriterGoesMeanwhile();
    void writesOfCoursesWhatIsNew();
    void leavesRunsAloneThatAreBeingWritten();
    void twoConnectionsSeeEachOther();

private:
    [[nodiscard]] std::filesystem::path fresh()
    {
        return std::filesystem::current_path() / ("history" + std::to_string(++m_files)) / "history.sqlite";
    }
    int m_files = 0;
};

void TestHistory::givesAnEqualResultBack_data()
{
    QTest::addColumn<SampleShape>("shape");
    QTest::newRow("one target, one second") << SampleShape{.targets = 1, .seconds = 1};
    QTest::newRow("servers, faults and marks") << SampleShape{};
    QTest::newRow("longer than fine points are kept") << SampleShape{.seconds = 90, .requests = 20};
    QTest::newRow("nothing answered") << SampleShape{.targets = 1, .seconds = 2, .requests = 0};
}

void TestHistory::givesAnEqualResultBack()
{
    QFETCH(const SampleShape, shape);
    const SampleRun run = sampleRun(shape);
    const auto file = fresh();
    storeRun(file, run);
    const auto history = valueOf(History::open(file));
    const auto loaded = valueOf(history->load(run.result.id));
    QCOMPARE(QByteArray::fromStdString(report::resultJson(*loaded)),
             QByteArray::fromStdString(report::resultJson(run.result)));
    QCOMPARE(difference(*loaded, run.result), std::string());
}

void TestHistory::tellsWhatTheListShows()
{
    const SampleRun run = sampleRun({.seconds = 7});
    const auto file = fresh();
    storeRun(file, run, {.group = "g", .round = 3});
    const auto row = valueOf(valueOf(History::open(file))->row(run.result.id));
    QCOMPARE(row.id, run.result.id);
    QCOMPARE(row.name, run.result.experiment.name);
    QVERIFY(row.startedAt == run.result.startedAt);
    QCOMPARE(row.duration.count(), 7000);
    QCOMPARE(row.state, store::RunState::Finished);
    QCOMPARE(row.verdict, std::optional(metrics::Verdict::Degraded));
    QVERIFY(row.targets == (std::vector<std::string>{"Elsewhere", "Proxied 1"}));
    QVERIFY(row.urls == (std::vector<std::string>{"http://127.0.0.1:5001/", "http://127.0.0.1:5002/"}));
    QCOMPARE(row.requests, 7U * 2 * 200);
    QVERIFY(row.errors > 0 && row.achievedRps && row.p99 && row.hitRatio);
    QCOMPARE(row.group, std::string("g"));
    QCOMPARE(row.round, 3U);
    QVERIFY(row.bytes > 1000);
}

void TestHistory::rebuildsARunThatWasCutOff()
{
    const SampleRun run = sampleRun({.seconds = 20});
    const auto file = fresh();
    {
        const auto database = valueOf(store::Database::open(file));
        store::RunWriter writer(*database);
        valueOf(writer.begin(run.head));
        valueOf(writer.add(run.seconds, run.head));
        valueOf(writer.abandon());
    }
    const auto history = valueOf(History::open(file));
    const auto row = valueOf(history->row(run.head.id));
    QCOMPARE(row.state, store::RunState::Interrupted);
    QVERIFY(!row.verdict);
    QCOMPARE(row.requests, 20U * 2 * 200);
    QCOMPARE(row.duration.count(), 20'000);
    const auto loaded = valueOf(history->load(run.head.id));
    for (std::size_t target = 0; target < 2; ++target) {
        const auto &rebuilt = loaded->targets[target];
        const auto &whole = run.result.targets[target];
        QVERIFY(rebuilt.total->response == whole.total->response);
        QVERIFY(rebuilt.total->service == whole.total->service);
        QVERIFY(rebuilt.total->status == whole.total->status);
        QVERIFY(rebuilt.total->slowest == whole.total->slowest);
        QVERIFY(rebuilt.figures.summary.response == whole.figures.summary.response);
        QCOMPARE(rebuilt.figures.summary.achievedRps, whole.figures.summary.achievedRps);
        QVERIFY(rebuilt.figures.tail == whole.figures.tail);
        QVERIFY(rebuilt.figures.heat == whole.figures.heat);
        QCOMPARE(rebuilt.figures.seconds.size(), 20U);
        QVERIFY(!rebuilt.figures.series.empty());
    }
    QVERIFY(loaded->stopped);
    QVERIFY(QByteArray::fromStdString(loaded->notes.back()).contains("interrupted"));
    QVERIFY(!report::resultJson(*loaded).empty());
}

void TestHistory::hasEachSecond()
{
    const SampleShape shape{.seconds = 12};
    const SampleRun run = sampleRun(shape);
    const auto file = fresh();
    storeRun(file, run);
    const auto history = valueOf(History::open(file));
    const auto seconds = valueOf(history->seconds(run.result.id, 1));
    QCOMPARE(seconds.size(), 12U);
    for (std::size_t second = 0; second < seconds.size(); ++second)
        QVERIFY(seconds[second] == sampleSecond(shape, 1, second).second);
    const auto some = valueOf(history->seconds(run.result.id, 0, 3s, 5s));
    QCOMPARE(some.size(), 2U);
    QVERIFY(some.front().point.start == 3s);
    QVERIFY(valueOf(history->seconds(run.result.id, 7)).empty());
}

void TestHistory::findsRuns_data()
{
    QTest::addColumn<RunQuery>("query");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("all, the latest first") << RunQuery{} << QByteArray("5 4 3 2 1");
    QTest::newRow("by a name") << RunQuery{.text = "sample 3"} << QByteArray("3");
    QTest::newRow("by words in any case and order") << RunQuery{.text = "  4 SAMPLE "} << QByteArray("4");
    QTest::newRow("by a note") << RunQuery{.text = "straße"} << QByteArray("2");
    QTest::newRow("by a target") << RunQuery{.text = "proxied"} << QByteArray("5 4 3 2 1");
    QTest::newRow("by a URL") << RunQuery{.text = ":5001/"} << QByteArray("5 4 3 2 1");
    QTest::newRow("per cent is no placeholder") << RunQuery{.text = "%"} << QByteArray();
    QTest::newRow("by a tag") << RunQuery{.tag = "ci"} << QByteArray("4");
    QTest::newRow("a tag is whole") << RunQuery{.tag = "c"} << QByteArray();
    QTest::newRow("a tag with quotes") << RunQuery{.tag = "say \"hi\""} << QByteArray("4");
    QTest::newRow("by state") << RunQuery{.state = store::RunState::Interrupted} << QByteArray();
    QTest::newRow("by verdict") << RunQuery{.verdict = metrics::Verdict::Degraded} << QByteArray("5 4 3 2 1");
    QTest::newRow("baselines") << RunQuery{.baselines = true} << QByteArray("1");
    QTest::newRow("a page of it") << RunQuery{.offset = 1, .limit = 2} << QByteArray("4 3");
    QTest::newRow("beyond the end") << RunQuery{.offset = 9} << QByteArray();
}

void TestHistory::findsRuns()
{
    QFETCH(const RunQuery, query);
    QFETCH(const QByteArray, found);
    const auto file = fresh();
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        storeRun(file, sampleRun({.seconds = 1, .requests = 5, .seed = seed}));
    const auto history = valueOf(History::open(file));
    valueOf(history->setNote("00000002", "In der Straße"));
    valueOf(history->setTags("00000004", {"ci", "say \"hi\""}));
    valueOf(history->setBaseline("00000001", true));
    QCOMPARE(idsOf(valueOf(history->list(query))), found);
    if (query.offset == 0)
        QCOMPARE(valueOf(history->count(query)),
                 static_cast<std::size_t>(found.isEmpty() ? 0 : found.split(' ').size()));
}

void TestHistory::sorts_data()
{
    QTest::addColumn<RunQuery::Sort>("sort");
    QTest::addColumn<QByteArray>("descending");
    QTest::newRow("start") << RunQuery::Sort::Started << QByteArray("3 2 1");
    QTest::newRow("name") << RunQuery::Sort::Name << QByteArray("3 2 1");
    QTest::newRow("duration") << RunQuery::Sort::Duration << QByteArray("1 3 2");
    QTest::newRow("requests") << RunQuery::Sort::Requests << QByteArray("2 1 3");
    QTest::newRow("rate") << RunQuery::Sort::Rate << QByteArray("2 1 3");
    QTest::newRow("verdict, and the later of equal ones first") << RunQuery::Sort::Verdict << QByteArray("3 2 1");
}

void TestHistory::sorts()
{
    QFETCH(const RunQuery::Sort, sort);
    QFETCH(QByteArray, descending);
    const auto file = fresh();
    storeRun(file, sampleRun({.seconds = 9, .requests = 20, .seed = 1}));
    storeRun(file, sampleRun({.seconds = 2, .requests = 300, .seed = 2}));
    storeRun(file, sampleRun({.seconds = 3, .requests = 5, .seed = 3}));
    const auto history = valueOf(History::open(file));
    QCOMPARE(idsOf(valueOf(history->list({.sort = sort}))), descending);
    std::ranges::reverse(descending);
    QCOMPARE(idsOf(valueOf(history->list({.sort = sort, .ascending = true}))), descending);
    for (const auto each : {RunQuery::Sort::P99, RunQuery::Sort::Errors, RunQuery::Sort::HitRatio})
        QCOMPARE(valueOf(history->list({.sort = each})).size(), 3U);
}

void TestHistory::takesStartsOfIds()
{
    const auto file = fresh();
    storeRun(file, sampleRun({.seconds = 1, .seed = 0x1a}));
    storeRun(file, sampleRun({.seconds = 1, .seed = 0x1b}));
    const auto history = valueOf(History::open(file));
    QCOMPARE(valueOf(history->row("0000001b")).name, std::string("Sample 27"));
    QCOMPARE(history->row("0000001").error().kind, StoreError::Kind::Ambiguous);
    QCOMPARE(history->row("9").error().kind, StoreError::Kind::NotFound);
    QCOMPARE(history->row("").error().kind, StoreError::Kind::NotFound);
    QCOMPARE(history->load("nothing").error().kind, StoreError::Kind::NotFound);
    QCOMPARE(history->rename("%", "x").error().kind, StoreError::Kind::NotFound);
}

void TestHistory::changes()
{
    const auto file = fresh();
    storeRun(file, sampleRun({.seconds = 1}));
    const auto history = valueOf(History::open(file));
    const std::string id = valueOf(history->list()).front().id;
    valueOf(history->rename(id, "Before the change"));
    valueOf(history->setNote(id, "two\nlines"));
    valueOf(history->setTags(id, {" z ", "a", "", "a"}));
    valueOf(history->setBaseline(id, true));
    auto row = valueOf(history->row(id));
    QCOMPARE(row.name, std::string("Before the change"));
    QCOMPARE(row.note, std::string("two\nlines"));
    QVERIFY(row.tags == (std::vector<std::string>{"a", "z"}));
    QVERIFY(row.baseline);
    QVERIFY(valueOf(history->tags()) == (std::vector<std::string>{"a", "z"}));
    QCOMPARE(valueOf(history->count({.text = "before LINES z"})), 1U);
    QCOMPARE(valueOf(history->count({.text = "sample"})), 0U);
    valueOf(history->addTags(id, {" b ", "a"}));
    valueOf(history->removeTags(id, {" z ", "not there"}));
    QVERIFY(valueOf(history->row(id)).tags == (std::vector<std::string>{"a", "b"}));
    valueOf(history->setBaseline(id, false));
    valueOf(history->setTags(id, {}));
    row = valueOf(history->row(id));
    QVERIFY(!row.baseline && row.tags.empty());
}

void TestHistory::deletesWithUndo()
{
    const auto file = fresh();
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
        storeRun(file, sampleRun({.seconds = 1, .seed = seed}));
    const auto history = valueOf(History::open(file));
    valueOf(history->remove({"00000001", "00000002", "00000001-89ab"})); // one of them is named twice
    QCOMPARE(idsOf(valueOf(history->list())), "3");
    QCOMPARE(history->load("00000001").error().kind, StoreError::Kind::NotFound);
    QCOMPARE(valueOf(history->removed()).size(), 2U);
    valueOf(history->restore({"00000001"}));
    QCOMPARE(idsOf(valueOf(history->list())), "3 1");
    QVERIFY(!history->remove({"00000003", "nothing"}));
    QCOMPARE(idsOf(valueOf(history->list())), "3 1"); // all or none
    QCOMPARE(valueOf(history->purge(1h)), 0U);
    QCOMPARE(valueOf(history->purge()), 1U);
    QVERIFY(!history->restore({"00000002"}));
    QVERIFY(valueOf(history->check()).empty());
}

void TestHistory::keepsWhatRetentionSays_data()
{
    QTest::addColumn<store::Retention>("retention");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("no limit") << store::Retention{} << QByteArray("5 4 3 2 1");
    QTest::newRow("by number, baselines and tagged ones stay")
        << store::Retention{.maxRuns = 2} << QByteArray("5 4 2 1");
    QTest::newRow("by age") << store::Retention{.maxAge = 1h} << QByteArray("2 1");
    QTest::newRow("by bytes") << store::Retention{.maxBytes = 1} << QByteArray("2 1");
}

void TestHistory::keepsWhatRetentionSays()
{
    QFETCH(const store::Retention, retention);
    QFETCH(const QByteArray, left);
    const auto file = fresh();
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SampleRun run = sampleRun({.seconds = 1, .requests = 5, .seed = seed});
        run.head.startedAt = run.result.startedAt -= std::chrono::years(10);
        storeRun(file, run);
    }
    const auto history = valueOf(History::open(file));
    valueOf(history->setBaseline("00000001", true));
    valueOf(history->setTags("00000002", {"kept"}));
    valueOf(history->applyRetention(retention));
    QCOMPARE(idsOf(valueOf(history->list())), left);
}

/// They could still be brought back, and they don't count among those that are kept.
void TestHistory::retentionSparesWhatWasJustRemoved()
{
    const auto file = fresh();
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        storeRun(file, sampleRun({.seconds = 1, .requests = 5, .seed = seed}));
    const auto history = valueOf(History::open(file));
    const std::string latest = valueOf(history->list()).front().id;
    const std::string first = valueOf(history->list()).back().id;
    valueOf(history->remove({latest, first}));
    QCOMPARE(valueOf(history->applyRetention({.maxRuns = 1}, 1h)), 1U);
    QCOMPARE(valueOf(history->count()), 1U);
    valueOf(history->restore({latest, first}));
    QCOMPARE(valueOf(history->count()), 3U);
    valueOf(history->remove({first}));
    QCOMPARE(valueOf(history->applyRetention({}, -1h)), 1U); // an hour from now
    QVERIFY(valueOf(history->removed()).empty());
}

void TestHistory::marksRunsWhoseWriterIsGone()
{
    const SampleRun run = sampleRun();
    const auto file = fresh();
    {
        const auto database = valueOf(store::Database::open(file));
        store::RunWriter writer(*database);
        valueOf(writer.begin(run.head));
        valueOf(writer.add(run.seconds, run.head));
        valueOf(database->execute("UPDATE runs SET writer = 'a-boot-of-long-ago:4711:1'"));
    }
    const auto history = valueOf(History::open(file));
    QCOMPARE(valueOf(history->row(run.head.id)).state, store::RunState::Interrupted);
}

/// A window is open all day.
void TestHistory::marksRunsWhoseWriterGoesMeanwhile()
{
    const SampleRun run = sampleRun();
    const auto file = fresh();
    const auto database = valueOf(store::Database::open(file));
    store::RunWriter writer(*database);
    valueOf(writer.begin(run.head));
    const auto history = valueOf(History::open(file));
    QCOMPARE(valueOf(history->list()).front().state, store::RunState::Running);
    valueOf(database->execute("UPDATE runs SET writer = 'a-boot-of-long-ago:4711:1'"));
    QCOMPARE(valueOf(history->list()).front().state, store::RunState::Interrupted);
}

/// Else each second of a run of hours with many servers would write all of them again.
void TestHistory::writesOfCoursesWhatIsNew()
{
    const SampleRun run = sampleRun({.seconds = 5});
    const auto file = fresh();
    const auto database = valueOf(store::Database::open(file));
    const auto sizes = [&] {
        store::Query query(*database, "SELECT length(data) FROM courses ORDER BY part");
        valueOf(query.run());
        std::vector<std::int64_t> all;
        while (query.next())
            all.push_back(query.integer(0));
        return all;
    };
    store::RunWriter writer(*database);
    valueOf(writer.begin(run.head));
    store::ServerCourses courses(2);
    courses[1].resize(2);
    const std::chrono::steady_clock::time_point since(123'456'789ns);
    constexpr std::uint64_t kSeconds = 500;
    for (std::uint64_t second = 0; second < kSeconds; ++second) {
        for (auto &course : courses[1])
            course.push_back({.at = since + std::chrono::seconds(second), .requests = second * 1'000'003});
        valueOf(writer.add({}, run.head, courses));
    }
    valueOf(writer.add({}, run.head, courses));
    QCOMPARE(sizes().size(), kSeconds); // nothing where nothing is new
    QVERIFY(std::ranges::max(sizes()) < 100);
    const auto history = valueOf(History::open(file));
    const auto soFar = valueOf(history->load(run.head.id));
    QVERIFY(soFar->targets[0].courses.empty());
    for (std::size_t server = 0; server < 2; ++server)
        QVERIFY(std::ranges::equal(soFar->targets[1].courses.at(server), courses[1][server], {},
                                   &experiment::ServerMoment::at, &experiment::ServerMoment::at));
    valueOf(writer.finish(run.result));
    QVERIFY(sizes().empty()); // the result has them
    QCOMPARE(difference(*valueOf(history->load(run.head.id)), run.result), std::string());
}

void TestHistory::leavesRunsAloneThatAreBeingWritten()
{
    const SampleRun run = sampleRun();
    const auto file = fresh();
    const auto database = valueOf(store::Database::open(file));
    store::RunWriter writer(*database);
    valueOf(writer.begin(run.head));
    const auto history = valueOf(History::open(file));
    QCOMPARE(valueOf(history->row(run.head.id)).state, store::RunState::Running);
    QCOMPARE(history->remove({run.head.id}).error().kind, StoreError::Kind::Locked);
    QCOMPARE(valueOf(history->applyRetention({.maxRuns = 0})), 0U);
    valueOf(writer.add(run.seconds, run.head));
    const auto soFar = valueOf(history->load(run.head.id));
    QCOMPARE(soFar->targets[0].figures.seconds.size(), 5U);
    QVERIFY(QByteArray::fromStdString(soFar->notes.back()).contains("still going on"));
    valueOf(history->rename(run.head.id, "Another name"));
    valueOf(writer.finish(run.result));
    const auto row = valueOf(history->row(run.head.id));
    QCOMPARE(row.state, store::RunState::Finished);
    QCOMPARE(row.name, std::string("Another name"));
}

void TestHistory::twoConnectionsSeeEachOther()
{
    const auto file = fresh();
    const auto one = valueOf(History::open(file));
    const auto other = valueOf(History::open(file));
    storeRun(file, sampleRun({.seconds = 1}));
    QCOMPARE(valueOf(one->count()), 1U);
    valueOf(one->remove({valueOf(other->list()).front().id}));
    QCOMPARE(valueOf(other->count()), 0U);
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
