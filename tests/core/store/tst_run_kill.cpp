#include "store/history.h"
#include "stored_sample.h"

#include <QMap>
#include <QProcess>
#include <QTest>

#include <random>

using namespace escala;
using store::History;

/// A program is killed at a hundred random moments while it stores runs. Nothing that it had said to be stored may be
/// missing, and the file is never damaged.
class TestRunKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatWasStored();
};

namespace {

constexpr int kPatience = 60'000;

/// What the child says until it has said so many lines; then it is killed, and what it still said counts as well.
QList<QByteArray> linesUntilKilled(QProcess &child, int lines)
{
    QByteArray said;
    while (said.count('\n') < lines && child.waitForReadyRead(kPatience))
        said += child.readAllStandardOutput();
    child.kill();
    child.waitForFinished(kPatience);
    said += child.readAllStandardOutput();
    said.truncate(said.lastIndexOf('\n') + 1); // a line that was cut off
    QList<QByteArray> all = said.split('\n');
    all.removeLast();
    return all;
}

struct Stored {
    std::size_t seconds = 0;
    bool done = false;
};

}

void TestRunKill::losesNothingThatWasStored()
{
    constexpr int kKills = 100;
    constexpr std::uint64_t kApart = 100; // runs of one child, at most
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/store_child");
    std::mt19937_64 draw(4711);
    for (int kill = 0; kill < kKills; ++kill) {
        const std::uint64_t first = 1 + (static_cast<std::uint64_t>(kill) * kApart);
        QProcess child;
        child.start(program, {QStringLiteral("killed.sqlite"), QString::number(first)});
        const auto said = linesUntilKilled(child, 1 + static_cast<int>(draw() % 30));
        QVERIFY(!said.isEmpty());
        QMap<QByteArray, Stored> stored;
        for (const QByteArray &line : said) {
            const QList<QByteArray> words = line.split(' ');
            if (words[1] == "done")
                stored[words[0]].done = true;
            else
                stored[words[0]].seconds = words[1].toULongLong() + 1;
        }
        const auto history = History::open("killed.sqlite");
        QVERIFY2(history.has_value(), history ? "" : history.error().message.c_str());
        QVERIFY((*history)->notices().empty());
        QVERIFY((*history)->check()->empty());
        QCOMPARE((*history)->count({.state = store::RunState::Running}).value(), 0U);
        for (auto run = stored.cbegin(); run != stored.cend(); ++run) {
            const std::string id = run.key().toStdString();
            const auto row = (*history)->row(id);
            QVERIFY2(row.has_value(), id.c_str());
            if (run->done)
                QCOMPARE(row->state, store::RunState::Finished);
            else
                QVERIFY(row->state == store::RunState::Interrupted || run->seconds == 12);
            const SampleShape shape{
                .targets = 2, .seconds = 12, .requests = 40, .seed = std::stoull(id.substr(0, 8), nullptr, 16)};
            for (std::size_t target = 0; target < shape.targets; ++target) {
                const auto seconds = (*history)->seconds(id, target);
                QVERIFY(seconds.has_value());
                QVERIFY(seconds->size() >= run->seconds);
                for (std::size_t second = 0; second < seconds->size(); ++second)
                    QVERIFY((*seconds)[second] == sampleSecond(shape, target, second).second);
            }
            QVERIFY((*history)->load(id).has_value());
        }
    }
}

QTEST_GUILESS_MAIN(TestRunKill)
#include "tst_run_kill.moc"
