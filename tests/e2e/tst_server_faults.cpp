#include "ctl.h"
#include "server_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QString curl(const QStringList &arguments)
{
    return outputOf(u"curl"_s, QStringList{u"-sS"_s} + arguments);
}

/// What a run of so many requests tells, from 8 connections.
QJsonObject summaryOf(const QString &url, int requests)
{
    const auto run =
        ctl::run({"run", "--connections", "8", "--json", "-", "--requests"}, {QString::number(requests), url});
    return ctl::firstTarget(ctl::parseJson(run.output))[u"summary"_s].toObject();
}

}

/// Faults as a user sets them, and what the load generator makes of them.
class TestServerFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAgree_data();
    void countsAgree();
    void refusesAndComesBack();

private:
    [[nodiscard]] bool start(const QString &kind);

    std::unique_ptr<ServerProgram> m_origin;
    std::unique_ptr<ServerProgram> m_server;
};

bool TestServerFaults::start(const QString &kind)
{
    const QStringList page{u"--delay"_s, u"1ms"_s, u"--port"_s, u"0"_s};
    m_server = std::make_unique<ServerProgram>();
    m_origin = std::make_unique<ServerProgram>();
    if (kind == u"slow"_s || kind == u"cached"_s)
        return m_server->start(QStringList{kind} + page);
    return m_origin->start(QStringList{u"slow"_s} + page)
        && m_server->start({kind, kind == u"proxy"_s ? u"--origin"_s : u"--replica"_s, m_origin->url, u"--port"_s,
                            u"0"_s, u"--threads"_s, u"2"_s});
}

void TestServerFaults::countsAgree_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("faults");
    const QString some =
        u"{\"latency\": {\"median\": \"1ms\", \"sigma\": 1}, \"error_share\": 0.1, \"error_status\": 500, "
        "\"reset_share\": 0.05, \"drip_bytes_per_s\": 100000}"_s;
    for (const auto &kind : {u"slow"_s, u"cached"_s, u"proxy"_s, u"balancer"_s}) {
        QTest::addRow("%s, some of all", qPrintable(kind)) << kind << some;
        QTest::addRow("%s, full", qPrintable(kind)) << kind << u"{\"fill_queue\": true, \"reset_share\": 0.2}"_s;
        if (kind != u"slow"_s)
            QTest::addRow("%s, cut off", qPrintable(kind)) << kind << u"{\"cut_backend\": true}"_s;
    }
}

// To the unit, as the load generator and as the server tell it.
void TestServerFaults::countsAgree()
{
    QFETCH(QString, kind);
    QFETCH(QString, faults);
    QVERIFY(start(kind));
    QVERIFY(object(curl({u"-X"_s, u"PUT"_s, u"-d"_s, faults, m_server->admin + u"faults"_s})).size() > 0);
    const auto summary = summaryOf(m_server->url, 2000);
    const auto stats = object(curl({m_server->admin + u"stats"_s}));
    const auto errors = summary[u"errors_by_kind"_s].toObject();
    QCOMPARE(summary[u"requests"_s].toInt(), 2000);
    QCOMPARE(stats[u"requests"_s].toInt(), 2000);
    QCOMPARE(stats[u"responses"_s].toInt(), summary[u"responses"_s].toInt());
    QCOMPARE(stats[u"responses_by_status"_s].toObject(), summary[u"status"_s].toObject());
    QCOMPARE(errors[u"reset"_s].toInt(), 2000 - stats[u"responses"_s].toInt());
    QVERIFY(errors[u"reset"_s].toInt() + errors[u"status_5xx"_s].toInt() > 0);
}

void TestServerFaults::refusesAndComesBack()
{
    QVERIFY(start(u"slow"_s));
    const QString faults = m_server->admin + u"faults"_s;
    curl({u"-X"_s, u"PUT"_s, u"-d"_s, u"{\"refuse\": true}"_s, faults});
    QVERIFY(curl({m_server->url}).contains(u"connect"_s));
    QCOMPARE(curl({u"-X"_s, u"DELETE"_s, faults}), u"{}\n"_s);
    QCOMPARE(summaryOf(m_server->url, 20)[u"errors"_s].toInt(-1), 0);
}

QTEST_GUILESS_MAIN(TestServerFaults)
#include "tst_server_faults.moc"
