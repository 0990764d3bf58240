#include "load/address_ring.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::AddressRing;
using escala::net::Endpoint;

namespace {

std::vector<Endpoint> endpoints(std::initializer_list<const char *> addresses)
{
    std::vector<Endpoint> all;
    for (const char *address : addresses)
        all.push_back(escala::net::parseAddress(address, 80).value());
    return all;
}

Endpoint firstOf(const AddressRing::Turn &turn)
{
    return (*turn.list)[turn.first];
}

/// Whose turn it is, so many times: "1 2 1".
QString turns(AddressRing &ring, int count, AddressRing::TimePoint now)
{
    QStringList last;
    for (int i = 0; i < count; ++i) {
        const std::string text = firstOf(ring.take(now)).text();
        last << QString::fromStdString(text).section(QLatin1Char(':'), 0, 0).section(QLatin1Char('.'), 3);
    }
    return last.join(QLatin1Char(' '));
}

}

/// Which address a connection tries first.
class TestAddressRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dealsInTurn();
    void startsWhereItIsTold();
    void passesByWhatHasFailed();
    void takesWhatThereIs();
    void keepsTheFailedInMind();
    void aTurnKeepsItsList();
};

void TestAddressRing::dealsInTurn()
{
    AddressRing ring;
    ring.set(endpoints({"127.0.0.1", "127.0.0.2", "127.0.0.3"}));
    QCOMPARE(turns(ring, 5, {}), QStringLiteral("1 2 3 1 2"));
    ring.set(endpoints({"127.0.0.1", "127.0.0.2", "127.0.0.3"})); // the same answer again
    QCOMPARE(turns(ring, 2, {}), QStringLiteral("3 1"));
}

void TestAddressRing::startsWhereItIsTold()
{
    AddressRing ring(4);
    ring.set(endpoints({"127.0.0.1", "127.0.0.2", "127.0.0.3"}));
    QCOMPARE(turns(ring, 3, {}), QStringLiteral("2 3 1"));
}

void TestAddressRing::passesByWhatHasFailed()
{
    AddressRing ring;
    const auto all = endpoints({"127.0.0.1", "127.0.0.2"});
    ring.set(all);
    const AddressRing::TimePoint now(10s);
    ring.failed(all[0], now);
    QCOMPARE(turns(ring, 3, now), QStringLiteral("2 2 2"));
    QCOMPARE(turns(ring, 3, now + 1s), QStringLiteral("1 2 1"));
}

void TestAddressRing::takesWhatThereIs()
{
    AddressRing ring;
    const auto all = endpoints({"127.0.0.1", "127.0.0.2"});
    ring.set(all);
    const AddressRing::TimePoint now(10s);
    ring.failed(all[0], now);
    ring.failed(all[1], now);
    QCOMPARE(turns(ring, 3, now), QStringLiteral("1 2 1"));
}

void TestAddressRing::keepsTheFailedInMind()
{
    AddressRing ring;
    const AddressRing::TimePoint now(10s);
    ring.set(endpoints({"127.0.0.1", "127.0.0.2"}));
    ring.failed(endpoints({"127.0.0.2"}).front(), now);
    ring.failed(endpoints({"127.0.0.9"}).front(), now); // none of them, and harmless
    ring.set(endpoints({"127.0.0.2", "127.0.0.3"}));
    QCOMPARE(turns(ring, 2, now), QStringLiteral("3 3"));
}

void TestAddressRing::aTurnKeepsItsList()
{
    AddressRing ring;
    ring.set(endpoints({"127.0.0.1"}));
    const AddressRing::Turn turn = ring.take({});
    ring.set(endpoints({"127.0.0.2"}));
    QCOMPARE(firstOf(turn).text(), std::string("127.0.0.1:80"));
}

QTEST_GUILESS_MAIN(TestAddressRing)
#include "tst_address_ring.moc"
