#include "synthetic_watch.h"
#include "watch/watch_list.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace escala;
using namespace escala::tests;
using watch::StateShape;
using watch::WatchList;
using watch::WatchListModel;

class TestWatchList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsSayHowTheyStand();
    void sourcesThatAreNoTargetsHaveRows();
    void theWindowIsChosen();
    void selectionSurvivesANewList();
    void worstFirst();
    void keysRemoveAndEdit();
    void columnsGiveWay();

private:
    [[nodiscard]] static QString text(const WatchList &list, int row, WatchListModel::Column column)
    {
        return list.rows().index(row, column).data().toString();
    }
};

void TestWatchList::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestWatchList::rowsSayHowTheyStand()
{
    auto view = syntheticView(3);
    breakTarget(view, 1);
    WatchList list;
    list.setView(shared(view), 1);
    QCOMPARE(list.rows().rowCount(), 3);
    QCOMPARE(text(list, 0, WatchListModel::State), QStringLiteral("up"));
    QCOMPARE(text(list, 0, WatchListModel::Availability), QStringLiteral("100 %"));
    QCOMPARE(text(list, 0, WatchListModel::P99), QStringLiteral("30 ms"));
    QCOMPARE(text(list, 0, WatchListModel::Last), QStringLiteral("200 in 22 ms"));
    QCOMPARE(text(list, 0, WatchListModel::Certificate), QStringLiteral("64 d"));
    QCOMPARE(text(list, 0, WatchListModel::Hits), QStringLiteral("100 %"));
    QCOMPARE(text(list, 1, WatchListModel::Hits), QStringLiteral("–"));
    QCOMPARE(text(list, 1, WatchListModel::State), QStringLiteral("down"));
    QCOMPARE(text(list, 1, WatchListModel::Availability), QStringLiteral("90.0 %"));
    QCOMPARE(text(list, 1, WatchListModel::Last), QStringLiteral("the connection was refused"));
    QVERIFY(list.rows().index(1, WatchListModel::State).data(WatchListModel::BadRole).toBool());
}

void TestWatchList::sourcesThatAreNoTargetsHaveRows()
{
    auto view = syntheticView(1);
    monitor::SourceView own;
    own.name = "target 1"; // the figures of its own server
    view.sources.push_back(own);
    monitor::SourceView node;
    node.name = "node";
    node.up = false;
    node.sentence = "the connection was refused";
    view.sources.push_back(node);
    WatchList list;
    list.setView(shared(view), 0);
    QCOMPARE(list.rows().rowCount(), 2);
    QCOMPARE(text(list, 1, WatchListModel::Name), QStringLiteral("node"));
    QCOMPARE(text(list, 1, WatchListModel::Last), QStringLiteral("the connection was refused"));
    QVERIFY(list.rows().sourceAt(1));
    QVERIFY(!list.rows().targetAt(1));
    QCOMPARE(list.rows().index(1, 0).data(WatchListModel::ShapeRole).toInt(), static_cast<int>(StateShape::Bad));
}

void TestWatchList::theWindowIsChosen()
{
    auto view = syntheticView(1);
    view.targets.front().windows[5].good -= 180;
    WatchList list;
    list.setView(shared(view), 0);
    QCOMPARE(text(list, 0, WatchListModel::Availability), QStringLiteral("100 %"));
    list.setView(shared(view), 5);
    QCOMPARE(text(list, 0, WatchListModel::Availability), QStringLiteral("90.0 %"));
}

void TestWatchList::selectionSurvivesANewList()
{
    WatchList list;
    const QSignalSpy moved(&list, &WatchList::selectionMoved);
    list.setView(shared(syntheticView(2)), 1);
    QCOMPARE(list.selectedNames(), QStringList{QStringLiteral("target 1")}); // something is shown at once
    QCOMPARE(moved.count(), 1);
    list.select(QStringLiteral("target 2"));
    QCOMPARE(moved.count(), 2);
    list.setView(shared(syntheticView(3)), 1);
    QCOMPARE(list.selectedNames(), QStringList{QStringLiteral("target 2")});
    QCOMPARE(moved.count(), 2);
    list.setView(shared(syntheticView(1)), 1); // it is gone
    QCOMPARE(list.selectedNames(), QStringList{QStringLiteral("target 1")});
    QCOMPARE(moved.count(), 3);
}

void TestWatchList::worstFirst()
{
    auto view = syntheticView(4);
    breakTarget(view, 2);
    view.targets[3].health = monitor::Health::Failing;
    WatchList list;
    list.setView(shared(view), 1);
    list.select(QStringLiteral("target 3"));
    list.horizontalHeader()->setSortIndicator(WatchListModel::State, Qt::AscendingOrder);
    QCOMPARE(list.rows().nameAt(0), QStringLiteral("target 3"));
    QCOMPARE(list.rows().nameAt(1), QStringLiteral("target 4"));
    QCOMPARE(list.selectedNames(), QStringList{QStringLiteral("target 3")});
    list.setView(shared(view), 1); // calm: it stays so
    QCOMPARE(list.rows().nameAt(0), QStringLiteral("target 3"));
    list.horizontalHeader()->setSortIndicator(WatchListModel::P99, Qt::DescendingOrder);
    QCOMPARE(list.rows().nameAt(0), QStringLiteral("target 4"));
}

void TestWatchList::keysRemoveAndEdit()
{
    WatchList list;
    list.setView(shared(syntheticView(2)), 1);
    list.show();
    const QSignalSpy removed(&list, &WatchList::removeRequested);
    const QSignalSpy edited(&list, &WatchList::editRequested);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Delete);
    QTest::keyClick(&list, Qt::Key_F2);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.front().front().toStringList(), QStringList{QStringLiteral("target 2")});
    QCOMPARE(edited.count(), 1);
    QTest::keyClick(&list, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&list, Qt::Key_Delete); // what is selected, not the first of it
    QCOMPARE(removed.back().front().toStringList(),
             QStringList({QStringLiteral("target 1"), QStringLiteral("target 2")}));
}

void TestWatchList::columnsGiveWay()
{
    WatchList list;
    list.setView(shared(syntheticView(2)), 1);
    for (const int width : {1400, 1000, 700}) {
        list.resize(width, 200);
        list.show();
        QCoreApplication::processEvents();
        int sum = 0;
        for (int column = 0; column < WatchListModel::Columns; ++column)
            sum += list.isColumnHidden(column) ? 0 : list.columnWidth(column);
        QVERIFY2(sum <= list.viewport()->width(), qPrintable(QString::number(sum)));
        QVERIFY(!list.isColumnHidden(WatchListModel::State) && !list.isColumnHidden(WatchListModel::Last));
        QCOMPARE(list.isColumnHidden(WatchListModel::Phases), width < 1100);
    }
}

QTEST_MAIN(TestWatchList)
#include "tst_watch_list.moc"
