#include "report/report.h"
#include "store/history.h"
#include "store/run_file.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <functional>

#include <sys/stat.h>

using namespace escala;
using namespace std::chrono_literals;
using store::History;
using store::StoreError;

namespace {

QByteArray readAll(const char *name)
{
    QFile file(QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const char *name, const QByteArray &bytes)
{
    QFile file(QString::fromLatin1(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", name);
}

void storeRun(const char *file, const SampleRun &run, bool finished = true)
{
    const auto database = store::Database::open(file);
    store::RunWriter writer(**database);
    if (!writer.begin(run.head, {.group = "g", .round = 2}) || !writer.add(run.seconds, run.head)
        || !(finished ? writer.finish(run.result) : writer.abandon()))
        qFatal("can't store a run");
}

using Edit = std::function<void(store::RunFile &)>;

/// A run of one target and second.
store::RunFile smallRun()
{
    SampleRun run = sampleRun({.targets = 1, .seconds = 1, .requests = 3});
    for (experiment::TargetResult &target : run.result.targets) {
        target.total.reset(); // takes room in each copy
        target.figures.total.reset();
    }
    store::RunRow row;
    row.name = "Made";
    row.state = store::RunState::Finished;
    return {.row = row, .result = std::move(run.result), .seconds = std::move(run.seconds)};
}

void setTargets(store::RunFile &run, std::size_t count)
{
    auto &planned = run.result.experiment.targets;
    planned.resize(count, planned.front());
    for (std::size_t target = 0; target < count; ++target)
        planned[target].name = "Target " + std::to_string(target);
    run.result.experiment.faults.clear();
    run.result.targets.resize(count, run.result.targets.front());
}

QByteArray part(const char *name, const QByteArray &bytes)
{
    QByteArray length(8, '\0');
    qToBigEndian(static_cast<quint64>(bytes.size()), length.data());
    return name + length + bytes;
}

/// Says that it unpacks to so many bytes, and has as many as that takes at least.
QByteArray claim(quint32 size)
{
    QByteArray length(4, '\0');
    qToBigEndian(size, length.data());
    return '\1' + length + QByteArray(static_cast<qsizetype>(size / 1000), '\0');
}

}

class TestRunFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesARunToAnotherHistory();
    void takesAnInterruptedRun();
    void givesANewIdWhereItIsTaken();
    void masksCredentials();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void refusesWhatHasNoEnd();
    void refusesEveryCutAndEveryFlippedByte();
    void refusesWhatNoRunHas_data();
    void refusesWhatNoRunHas();
    void refusesWhatUnpacksToTooMuch_data();
    void refusesWhatUnpacksToTooMuch();
    void takesAsManyTargetsAsARunCanHave();
    void saysThatAFileCantBeWritten();
};

void TestRunFile::takesARunToAnotherHistory()
{
    const SampleRun run = sampleRun();
    storeRun("here.sqlite", run);
    const auto here = History::open("here.sqlite");
    QVERIFY((*here)->setNote(run.head.id, "A note"));
    QVERIFY((*here)->setTags(run.head.id, {"ci"}));
    QVERIFY((*here)->rename(run.head.id, "Renamed"));
    QVERIFY((*here)->exportRun(run.head.id, "run.escala-run"));
    const auto there = History::open("there.sqlite");
    const auto id = (*there)->importRun("run.escala-run");
    QVERIFY2(id.has_value(), id ? "" : id.error().message.c_str());
    QCOMPARE(*id, run.head.id);
    auto expected = (*here)->row(*id).value();
    auto row = (*there)->row(*id).value();
    expected.bytes = row.bytes; // about
    QVERIFY(row == expected);
    QCOMPARE(difference(**(*there)->load(*id), run.result), std::string());
    QCOMPARE((*there)->seconds(*id, 1)->size(), 5U);
    QVERIFY((*there)->seconds(*id, 1) == (*here)->seconds(*id, 1).value());
    QCOMPARE((*there)->count({.text = "renamed", .tag = "ci"}).value(), 1U);
}

void TestRunFile::takesAnInterruptedRun()
{
    const SampleRun run = sampleRun({.seconds = 4, .seed = 9});
    storeRun("cut.sqlite", run, false);
    const auto here = History::open("cut.sqlite");
    QVERIFY((*here)->exportRun(run.head.id, "cut.escala-run"));
    const auto there = History::open("cut-there.sqlite");
    const auto id = (*there)->importRun("cut.escala-run");
    QVERIFY(id.has_value());
    auto expected = (*here)->row(*id).value();
    auto row = (*there)->row(*id).value();
    expected.bytes = row.bytes;
    QVERIFY(row == expected);
    QCOMPARE(difference(**(*there)->load(*id), **(*here)->load(*id)), std::string());
}

void TestRunFile::givesANewIdWhereItIsTaken()
{
    const SampleRun run = sampleRun({.seconds = 1});
    storeRun("twice.sqlite", run);
    const auto history = History::open("twice.sqlite");
    QVERIFY((*history)->exportRun(run.head.id, "twice.escala-run"));
    const auto id = (*history)->importRun("twice.escala-run");
    QVERIFY(id.has_value());
    QVERIFY(*id != run.head.id);
    QCOMPARE((*history)->count().value(), 2U);
    QCOMPARE((*history)->load(*id).value()->id, *id);
}

void TestRunFile::masksCredentials()
{
    SampleRun run = sampleRun({.targets = 1, .seconds = 1});
    for (experiment::RunResult *result : {&run.head, &run.result}) {
        result->experiment.targets[0].url = "http://user:geheim@127.0.0.1:5001/";
        result->experiment.plan.request.headers = {{"Authorization", "Bearer geheim"}};
        result->targets[0].target = result->experiment.targets[0];
        result->notes = {"asked http://user:geheim@127.0.0.1/"};
    }
    storeRun("secret.sqlite", run);
    const auto history = History::open("secret.sqlite");
    QVERIFY((*history)->exportRun(run.head.id, "secret.escala-run"));
    const auto read = store::readRunFile(readAll("secret.escala-run"));
    QVERIFY(read.has_value());
    QVERIFY(read->result.experiment.targets[0].url.find("geheim") == std::string::npos);
    QVERIFY(read->result.experiment.plan.request.headers[0].second.find("geheim") == std::string::npos);
    QVERIFY(read->result.notes[0].find("geheim") == std::string::npos);
    // Kept at home, so that the run can be made again.
    QCOMPARE((*history)->load(run.head.id).value()->experiment.plan.request.headers[0].second,
             std::string("Bearer geheim"));
}

void TestRunFile::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("empty") << QByteArray() << QByteArray("no run that was exported");
    QTest::newRow("something else") << QByteArray("{\"format\": \"escala-result/1\"}") << QByteArray("no run");
    QTest::newRow("only its head") << QByteArray("EscalaRun\n") << QByteArray("damaged or was cut off");
    QTest::newRow("a later version") << QByteArray("EscalaRun\n\0\0\0\x7", 14) + QByteArray(100, 'x')
                                     << QByteArray("later version of Escala");
}

void TestRunFile::refusesBadFiles()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, sentence);
    write("bad.escala-run", bytes);
    const auto history = History::open("bad.sqlite");
    const auto id = (*history)->importRun("bad.escala-run");
    QVERIFY(!id);
    QCOMPARE(id.error().kind, StoreError::Kind::BadFile);
    QVERIFY2(QByteArray::fromStdString(id.error().message).contains(sentence), id.error().message.c_str());
    QCOMPARE((*history)->importRun("not-there").error().kind, StoreError::Kind::BadFile);
    QCOMPARE((*history)->count().value(), 0U);
}

void TestRunFile::refusesWhatHasNoEnd()
{
    QCOMPARE(::mkfifo("pipe", 0600), 0);
    const auto history = History::open("endless.sqlite");
    for (const char *name : {"pipe", "/dev/zero", "."}) {
        const auto id = (*history)->importRun(name);
        QVERIFY(!id);
        QCOMPARE(id.error().kind, StoreError::Kind::BadFile);
    }
}

void TestRunFile::refusesEveryCutAndEveryFlippedByte()
{
    const SampleRun run = sampleRun({.targets = 1, .seconds = 1, .requests = 3});
    store::RunRow row;
    row.name = "Good";
    row.state = store::RunState::Finished;
    const QByteArray good = store::writeRunFile({.row = row, .result = run.result, .seconds = run.seconds});
    QVERIFY(store::readRunFile(good).has_value());
    for (qsizetype at = 0; at < good.size(); at += 7) {
        QVERIFY(!store::readRunFile(good.first(at)));
        QByteArray flipped = good;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x20);
        QVERIFY(!store::readRunFile(flipped));
    }
}

void TestRunFile::refusesWhatNoRunHas_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QByteArray>("sentence");
    const QByteArray targets("more targets than a run can have: 256 at most");
    const QByteArray times("times that no run has: 2000 h at most");
    const auto row = [](const char *name, const QByteArray &sentence, const Edit &edit) {
        QTest::newRow(name) << edit << sentence;
    };
    row("one target too many", targets, [](auto &run) { setTargets(run, 257); });
    row("a second after decades", times, [](auto &run) { run.seconds[0].second.point.start = std::chrono::years(50); });
    row("a second of decades", times, [](auto &run) { run.seconds[0].second.point.length = std::chrono::years(50); });
    row("a second before the start", times, [](auto &run) { run.seconds[0].second.point.start = -1s; });
    row("a point after the last hour", times, [](auto &run) {
        auto &points = run.result.targets[0].figures.seconds;
        points.resize(std::max<std::size_t>(points.size(), 1));
        points.back().start = 2000h;
        points.back().length = 1s;
    });
    row("a run of decades", times,
        [](auto &run) { run.result.targets[0].figures.summary.duration = std::chrono::years(50); });
    row("a run that ended before it began", times,
        [](auto &run) { run.result.targets[0].figures.summary.duration = -1s; });
    row("a mark after decades", times, [](auto &run) { run.result.marks = {{.at = std::chrono::years(50)}}; });
    row("a fault that was undone after decades", times, [](auto &run) {
        run.result.faults = {{.fault = {}, .server = "Slow", .at = 1s, .until = std::chrono::years(50)}};
    });
}

void TestRunFile::refusesWhatNoRunHas()
{
    QFETCH(const Edit, edit);
    QFETCH(const QByteArray, sentence);
    store::RunFile run = smallRun();
    edit(run);
    write("made.escala-run", store::writeRunFile(run));
    const auto history = History::open("made.sqlite");
    const auto id = (*history)->importRun("made.escala-run");
    QVERIFY(!id);
    QCOMPARE(id.error().kind, StoreError::Kind::BadFile);
    QVERIFY2(QByteArray::fromStdString(id.error().message).contains(sentence), id.error().message.c_str());
    QCOMPARE((*history)->count().value(), 0U);
}

void TestRunFile::refusesWhatUnpacksToTooMuch_data()
{
    QTest::addColumn<QByteArray>("parts");
    QTest::newRow("a result of over a gibibyte") << part("rslt", claim((1U << 30U) + 1));
    QTest::newRow("a second of over 16 MiB") << part("secd", '\0' + claim((16U << 20U) + 1));
}

void TestRunFile::refusesWhatUnpacksToTooMuch()
{
    QFETCH(const QByteArray, parts);
    const auto run = store::readRunParts(parts);
    QVERIFY(!run);
    QCOMPARE(run.error(), std::string("it is larger than any run"));
}

void TestRunFile::takesAsManyTargetsAsARunCanHave()
{
    store::RunFile run = smallRun();
    setTargets(run, 256);
    const auto read = store::readRunFile(store::writeRunFile(run));
    QVERIFY2(read.has_value(), read ? "" : read.error().c_str());
    QCOMPARE(read->result.targets.size(), 256U);
}

void TestRunFile::saysThatAFileCantBeWritten()
{
    const SampleRun run = sampleRun({.seconds = 1});
    storeRun("unwritable.sqlite", run);
    const auto history = History::open("unwritable.sqlite");
    const auto written = (*history)->exportRun(run.head.id, "/proc/run.escala-run");
    QVERIFY(!written);
    QVERIFY(QByteArray::fromStdString(written.error().message).contains("/proc/run.escala-run"));
    QCOMPARE((*history)->exportRun("nothing", "x").error().kind, StoreError::Kind::NotFound);
    QCOMPARE((*history)->exportRun(run.head.id, "./unwritable.sqlite").error().kind, StoreError::Kind::BadFile);
    QCOMPARE((*history)->count().value(), 1U);
}

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_run_file.moc"
