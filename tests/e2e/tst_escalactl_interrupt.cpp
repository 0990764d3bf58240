#include "ctl.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>

namespace {

constexpr int kPipeSize = 4096; // the least that Linux has; a result in JSON is longer

/// A named pipe whose writer stands still as soon as it is full.
class NarrowPipe {
public:
    explicit NarrowPipe(const QString &path)
        : m_path(path)
    {
        const QByteArray name = path.toLocal8Bit();
        if (::mkfifo(name.constData(), 0600) != 0)
            qFatal("no pipe can be made");
        m_end = ::open(name.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC); // both ways: it waits for no writer
        if (::fcntl(m_end, F_SETPIPE_SZ, kPipeSize) != kPipeSize)
            qFatal("the pipe can't be made narrow");
    }
    ~NarrowPipe() { ::close(m_end); }
    NarrowPipe(const NarrowPipe &) = delete;
    NarrowPipe &operator=(const NarrowPipe &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isWrittenTo() const
    {
        pollfd file{.fd = m_end, .events = POLLIN, .revents = 0};
        return ::poll(&file, 1, 0) == 1;
    }
    [[nodiscard]] QByteArray content() const
    {
        QByteArray bytes(2 * kPipeSize, '\0');
        bytes.truncate(std::max<qsizetype>(0, ::read(m_end, bytes.data(), static_cast<std::size_t>(bytes.size()))));
        return bytes;
    }

private:
    QString m_path;
    int m_end = -1;
};

}

class TestEscalactlInterrupt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsWhileResultsAreWritten_data();
    void endsWhileResultsAreWritten();
};

void TestEscalactlInterrupt::endsWhileResultsAreWritten_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("SIGTERM twice") << SIGTERM << SIGTERM;
    QTest::newRow("SIGINT twice") << SIGINT << SIGINT;
    QTest::newRow("SIGINT, then SIGTERM") << SIGINT << SIGTERM;
}

// The first one ends the run, whose result then does not fit into the pipe. The second one ends the program.
void TestEscalactlInterrupt::endsWhileResultsAreWritten()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    QTcpServer target; // takes connections and never answers
    QVERIFY(target.listen(QHostAddress::LocalHost));
    const QTemporaryDir dir;
    const NarrowPipe pipe(dir.filePath(QStringLiteral("pipe")));
    QProcess process;
    process.setStandardOutputFile(pipe.path());
    process.start(ctl::program("escalactl"),
                  {QStringLiteral("run"), QStringLiteral("--duration"), QStringLiteral("1h"),
                   QStringLiteral("--timeout"), QStringLiteral("100ms"), QStringLiteral("--json"), QStringLiteral("-"),
                   QStringLiteral("http://127.0.0.1:%1/").arg(target.serverPort())});
    QTRY_VERIFY_WITH_TIMEOUT(target.hasPendingConnections(), ctl::kPatience);
    const auto pid = static_cast<pid_t>(process.processId());
    ::kill(pid, first);
    QTRY_VERIFY_WITH_TIMEOUT(pipe.isWrittenTo(), ctl::kPatience);
    QCOMPARE(process.state(), QProcess::Running);
    ::kill(pid, second);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 130, outcome.errors.constData());
    const QByteArray written = pipe.content();
    QCOMPARE(written.size(), kPipeSize);
    QVERIFY(written.startsWith("{") && ctl::parseJson(written).isEmpty()); // it was in the middle of it
}

QTEST_GUILESS_MAIN(TestEscalactlInterrupt)
#include "tst_escalactl_interrupt.moc"
