#include "report/report.h"
#include "store/history.h"
#include "store/run_file.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace escala;
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
