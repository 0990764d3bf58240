#include "charts/chart_board.h"
#include "compare/compare_page.h"
#include "gui_window.h"
#include "history/history_page.h"
#include "history/run_list_model.h"
#include "history/run_table.h"
#include "many_runs.h"
#include "stall_watch.h"
#include "window/history_control.h"
#include "window/main_window.h"
#include "window/run_control.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace escala;
using history::RunListModel;
using window::MainWindow;
using window::RunControl;

namespace {

constexpr int kLimit = 60'000;
constexpr int kRuns = 10'000;
constexpr double kBarMs = 50;

}

/// The GUI thread never keeps anyone waiting for 50 ms by its own doing: with 10,000 runs stored, and while a run goes
/// on. What it waited for a core is left out (stall_watch.h).
class TestGuiStalls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void listOfManyRuns();
    void comparisonUnderWay();

private:
    QTemporaryDir m_dir;
    std::unique_ptr<MainWindow> m_window;

    void openWindow();
    [[nodiscard]] history::HistoryPage &list() const { return *m_window->history().page(); }
    [[nodiscard]] QString topRow() const { return list().model().index(0, RunListModel::Name).data().toString(); }
};

void TestGuiStalls::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    QSettings().clear();
    const QString file = m_dir.filePath(QStringLiteral("history.sqlite"));
    tests::storeManyRuns(file.toStdString(), kRuns);
    qputenv("ESCALA_HISTORY", file.toUtf8());
}

void TestGuiStalls::cleanup()
{
    m_window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

void TestGuiStalls::openWindow()
{
    m_window = std::make_unique<MainWindow>(tests::program("escala-server"));
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestGuiStalls::listOfManyRuns()
{
    openWindow();
    m_window->openPage("history");
    QTRY_COMPARE_WITH_TIMEOUT(list().model().rowCount(), kRuns, kLimit);
    auto *table = list().table();
    tests::StallWatch watch;
    watch.start();
    // To the end and back, page by page: rows come as they are seen.
    auto *bar = table->verticalScrollBar();
    for (int at = 0; at <= bar->maximum(); at += std::max(1, bar->maximum() / 60)) {
        bar->setValue(at);
        QCoreApplication::processEvents();
    }
    QTest::keyClick(table, Qt::Key_Home, Qt::ControlModifier);
    for (const int column : {RunListModel::Name, RunListModel::Name}) { // up, then down
        const QString before = topRow();
        const auto *header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 10, header->height() / 2));
        QTRY_VERIFY2_WITH_TIMEOUT(!topRow().isEmpty() && topRow() != before, qPrintable(before), kLimit);
    }
    auto *search = m_window->findChild<QLineEdit *>(QStringLiteral("search"));
    QVERIFY(search);
    QTest::keyClicks(search, QStringLiteral("4711"));
    QTRY_COMPARE_WITH_TIMEOUT(list().model().rowCount(), 1, kLimit);
    search->clear();
    QTRY_COMPARE_WITH_TIMEOUT(list().model().rowCount(), kRuns, kLimit);
    watch.stop();
    QVERIFY2(watch.worst() < kBarMs, qPrintable(QStringLiteral("%1 ms").arg(watch.worst())));
}

void TestGuiStalls::comparisonUnderWay()
{
    openWindow();
    m_window->openPage("compare");
    m_window->open(tests::shortComparison());
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    tests::StallWatch watch;
    watch.start();
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    watch.stop();
    QVERIFY2(watch.worst() < kBarMs, qPrintable(QStringLiteral("%1 ms").arg(watch.worst())));
}

QTEST_MAIN(TestGuiStalls)
#include "tst_gui_stalls.moc"
