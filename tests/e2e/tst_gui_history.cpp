#include "charts/chart_board.h"
#include "charts/plot.h"
#include "compare/compare_page.h"
#include "compare/figure_cards.h"
#include "gui_window.h"
#include "history/comparison_panel.h"
#include "history/history_page.h"
#include "history/history_panel.h"
#include "history/open_runs.h"
#include "history/run_list_model.h"
#include "history/run_table.h"
#include "moment/moment_panel.h"
#include "store/history.h"
#include "window/history_control.h"
#include "window/main_window.h"
#include "window/run_control.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace escala;
using namespace std::chrono_literals;
using history::RunListModel;
using window::MainWindow;
using window::RunControl;

namespace {

constexpr int kLimit = 60'000;

}

/// The History page as a person uses it: real runs, stored as they go, real clicks and keys.
class TestGuiHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aRunIsStoredAndOpened();
    void aRunUnderWayIsListed();
    void renamedDeletedAndBroughtBack();
    void anotherWindowFindsTheSame();
    void runAgainStartsTheSame();
    void severalAreCompared();
    void aClickOnAChartTellsItsSecond();
    void goesOutAndComesIn();
    void searchesAndFilters();
    void keepsToItsRule();
    void itsRuleSparesWhatCanBeUndone();
    void damageIsToldOnEveryPage();
    void severalGoOutIntoAFolder_data();
    void severalGoOutIntoAFolder();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    QString m_servers;

    void openWindow();
    void run(const std::string &name);
    void keepRuns(const QString &number);
    [[nodiscard]] history::HistoryPage &page() const { return *m_window->history().page(); }
    [[nodiscard]] history::RunTable &table() const { return *page().table(); }
    [[nodiscard]] int rows() const { return page().model().rowCount(); }
    [[nodiscard]] QString at(int row, int column = RunListModel::Name) const
    {
        return page().model().index(row, column).data().toString();
    }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        const auto place = table().visualRect(page().model().index(row, RunListModel::Started)).center();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, keys, place);
    }
    /// As a user who types a name into a file dialog.
    void answerDialog(const QString &file);
};

void TestGuiHistory::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    m_servers = tests::program("escala-server");
}

void TestGuiHistory::openWindow()
{
    m_window = std::make_unique<MainWindow>(m_servers);
    m_window->resize(1280, 720);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestGuiHistory::init()
{
    QSettings().clear();
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("ESCALA_HISTORY", QFile::encodeName(m_dir->filePath(QStringLiteral("history.sqlite"))));
    openWindow();
}

void TestGuiHistory::cleanup()
{
    m_window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

// On the Compare page; then the list.
void TestGuiHistory::run(const std::string &name)
{
    auto experiment = tests::shortComparison();
    experiment.name = name;
    m_window->openPage("compare");
    m_window->open(experiment);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    m_window->openPage("history");
    QTRY_COMPARE_WITH_TIMEOUT(at(0), QString::fromStdString(name), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(at(0, RunListModel::Mark) != QStringLiteral("Running"), kLimit);
}

void TestGuiHistory::keepRuns(const QString &number)
{
    auto *keep = m_window->history().panel()->findChild<QSpinBox *>(QStringLiteral("keepRuns"));
    keep->setFocus();
    keep->selectAll();
    QTest::keyClicks(keep, number);
    QTest::keyClick(keep, Qt::Key_Return);
}

void TestGuiHistory::answerDialog(const QString &file)
{
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->setDirectory(QFileInfo(file).isDir() ? file : QFileInfo(file).absolutePath());
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(file);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<QFileDialog *>(), kLimit);
}

void TestGuiHistory::aRunIsStoredAndOpened()
{
    run("First");
    QCOMPARE(rows(), 1);
    const auto ran = m_window->runs().result();
    click(0);
    QTest::keyClick(&table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page().isOpen(), kLimit);
    const auto stored = page().openRuns()->result();
    QCOMPARE(stored->id, ran->id);
    for (std::size_t target = 0; target < 2; ++target) {
        const auto &one = stored->targets[target].figures;
        const auto &other = ran->targets[target].figures;
        QVERIFY(one.summary.response == other.summary.response);
        QVERIFY(one.series == other.series);
    }
    QCOMPARE(page().openRuns()->findChildren<compare::FigureCards *>().size(), 2);
    QTest::keyClick(page().openRuns()->board(), Qt::Key_Escape);
    QVERIFY(!page().isOpen());
    QVERIFY(table().isVisible());
}

void TestGuiHistory::aRunUnderWayIsListed()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = 1h;
    m_window->open(experiment);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    m_window->openPage("history");
    QTRY_COMPARE_WITH_TIMEOUT(at(0, RunListModel::Mark), QStringLiteral("Running"), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(at(0, RunListModel::Requests) != QStringLiteral("0"), kLimit); // its figures come in
    click(0);
    QTest::keyClick(&table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page().isOpen(), kLimit);
    const auto requests = [this] { return page().openRuns()->result()->targets.front().figures.summary.responses(); };
    const auto before = requests();
    auto *renew = page().openRuns()->findChild<QPushButton *>(QStringLiteral("renew"));
    const auto renewed = [&] {
        QTest::mouseClick(renew, Qt::LeftButton);
        return requests() > before;
    };
    QTRY_VERIFY_WITH_TIMEOUT(renewed(), kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning(), kLimit);
    const auto over = [&] {
        QTest::mouseClick(renew, Qt::LeftButton);
        return !renew->isVisible();
    };
    QTRY_VERIFY_WITH_TIMEOUT(over(), kLimit);
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("back")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(at(0, RunListModel::Mark) != QStringLiteral("Running"), kLimit);
    QCOMPARE(rows(), 1);
}

void TestGuiHistory::renamedDeletedAndBroughtBack()
{
    run("First");
    click(0);
    QTest::keyClick(&table(), Qt::Key_F2);
    auto *edit = table().findChild<QLineEdit *>();
    QVERIFY(edit);
    QTest::keyClicks(edit, QStringLiteral("before the cache"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(at(0), QStringLiteral("before the cache"), kLimit);
    QTest::keyClick(&table(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, kLimit);
    QPushButton *undo = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((undo = page().findChild<QPushButton *>(QStringLiteral("bannerAction"))) != nullptr
                                 && undo->isVisible(),
                             kLimit);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit);
    QVERIFY(page().banners().isEmpty());
    click(0);
    QTest::mouseClick(page().findChild<QPushButton *>(QStringLiteral("removeRun")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit);
    QCOMPARE(at(0), QStringLiteral("before the cache"));
    click(0);
    QTest::keyClick(&table(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, kLimit);
    openWindow(); // the next one can bring it back, too
    m_window->openPage("history");
    const auto broughtBack = [this] {
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        return rows() == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(broughtBack(), kLimit);
}

void TestGuiHistory::anotherWindowFindsTheSame()
{
    run("First");
    click(0);
    QTest::mouseClick(page().findChild<QPushButton *>(QStringLiteral("baseline")), Qt::LeftButton);
    auto *tags = page().findChild<QLineEdit *>(QStringLiteral("tags"));
    QTest::keyClicks(tags, QStringLiteral("nightly, v2"));
    QTest::keyClick(tags, Qt::Key_Return);
    auto *tag = m_window->history().panel()->findChild<QComboBox *>(QStringLiteral("tag"));
    QTRY_COMPARE_WITH_TIMEOUT(tag->findText(QStringLiteral("v2")), 2, kLimit);
    openWindow();
    m_window->openPage("history");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit);
    const auto *row = page().model().runAt(0);
    QVERIFY(row && row->baseline);
    QVERIFY(row->tags == (std::vector<std::string>{"nightly", "v2"}));
}

void TestGuiHistory::runAgainStartsTheSame()
{
    run("First");
    m_window->open(experiment::classicPreset());
    click(0);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->runs().isRunning(), kLimit);
    QVERIFY(m_window->page().isVisible());
    QVERIFY(m_window->model().experiment().plan == tests::shortComparison().plan);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning(), kLimit);
    m_window->openPage("history");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kLimit);
}

void TestGuiHistory::severalAreCompared()
{
    run("First");
    run("Second");
    click(0);
    click(1, Qt::ControlModifier);
    QTest::mouseClick(page().findChild<QPushButton *>(QStringLiteral("compareRuns")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page().isOpen(), kLimit);
    QCOMPARE(page().openRuns()->result()->targets.size(), std::size_t(4));
    QCOMPARE(page().openRuns()->runs().front().name, QStringLiteral("First")); // the earlier one is the baseline
    const auto *differences = page().findChild<QTableWidget *>(QStringLiteral("comparison"));
    QTRY_VERIFY_WITH_TIMEOUT(differences->isVisible(), kLimit);
    QCOMPARE(differences->rowCount(), 2 * (2 + static_cast<int>(analysis::kFigures)));
    QVERIFY(page().openRuns()->comparison()->text().contains(QStringLiteral("Cached")));
}

void TestGuiHistory::aClickOnAChartTellsItsSecond()
{
    run("First");
    click(0);
    QTest::mouseClick(page().findChild<QPushButton *>(QStringLiteral("openRun")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page().isOpen(), kLimit);
    auto *plot = page().openRuns()->board()->findChild<charts::Plot *>();
    QTRY_VERIFY_WITH_TIMEOUT(plot && plot->isVisible() && plot->lastPaintMs() > 0, kLimit);
    auto *panel = page().openRuns()->moment();
    const auto area = plot->face().area(plot->viewport()->size());
    QTest::mouseClick(plot->viewport(), Qt::LeftButton, {}, area.center().toPoint());
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(panel->text().contains(QStringLiteral("200")), kLimit);
    const auto first = panel->at();
    QTRY_VERIFY_WITH_TIMEOUT(plot->face().crosshair.has_value(), kLimit);
    const auto crosshair = plot->face().crosshair;
    QTest::keyClick(panel, first > 0s ? Qt::Key_Left : Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(panel->at() != first, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(plot->face().crosshair != crosshair, kLimit); // it is seen which second it is
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible() && page().isOpen());
}

void TestGuiHistory::goesOutAndComesIn()
{
    run("First");
    click(0);
    const auto file = m_dir->filePath(QStringLiteral("first.escala-run"));
    m_window->history().askToExport();
    answerDialog(file);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file), kLimit);
    m_window->history().askToImport();
    answerDialog(file);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kLimit);
    QCOMPARE(at(0), at(1));
    const auto *one = page().model().runAt(0);
    const auto *other = page().model().runAt(1);
    QVERIFY(one->id != other->id);
    QCOMPARE(one->requests, other->requests);
}

void TestGuiHistory::searchesAndFilters()
{
    run("First");
    run("Second");
    auto *search = m_window->findChild<QLineEdit *>(QStringLiteral("search"));
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("sec"));
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit);
    QCOMPARE(at(0), QStringLiteral("Second"));
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kLimit);
    auto *state = m_window->history().panel()->findChild<QComboBox *>(QStringLiteral("state"));
    state->setCurrentIndex(3); // interrupted
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, kLimit);
    auto *all = page().findChild<QPushButton *>(QStringLiteral("showAll"));
    QTRY_VERIFY_WITH_TIMEOUT(all->isVisible(), kLimit);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kLimit);
    QCOMPARE(state->currentIndex(), 0);
}

void TestGuiHistory::keepsToItsRule()
{
    run("First");
    keepRuns(QStringLiteral("1"));
    QCOMPARE(rows(), 1);
    run("Second");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit); // the first one went when the second was over
    QCOMPARE(at(0), QStringLiteral("Second"));
}

void TestGuiHistory::itsRuleSparesWhatCanBeUndone()
{
    run("First");
    run("Second");
    keepRuns(QStringLiteral("1"));
    click(0);
    QTest::keyClick(&table(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit);
    run("Third");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kLimit); // the rule took the first one
    QCOMPARE(page().banners().size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kLimit);
    QCOMPARE(at(1), QStringLiteral("Second"));
}

void TestGuiHistory::damageIsToldOnEveryPage()
{
    run("First");
    m_window.reset();
    QFile file(m_dir->filePath(QStringLiteral("history.sqlite")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, 'x')) == 100'000);
    file.close();
    openWindow();
    auto *told = m_window->findChild<QPushButton *>(QStringLiteral("historyNotice"));
    QVERIFY(told);
    for (const char *name : {"compare", "lab", "monitor"}) {
        m_window->openPage(name);
        QTRY_VERIFY_WITH_TIMEOUT(told->isVisible(), kLimit);
    }
    QVERIFY(told->toolTip().contains(QStringLiteral("was damaged. It is kept as ")));
    QTest::mouseClick(told, Qt::LeftButton);
    QVERIFY(page().isVisible());
    QVERIFY(page().banners().join(u'\n').contains(QStringLiteral("was damaged. It is kept as ")));
    QVERIFY(!told->isVisible());
    m_window->openPage("compare");
    QVERIFY(!told->isVisible()); // it has been read
}

void TestGuiHistory::severalGoOutIntoAFolder_data()
{
    QTest::addColumn<bool>("opened");
    QTest::newRow("selected in the list") << false;
    QTest::newRow("open beside each other") << true;
}

void TestGuiHistory::severalGoOutIntoAFolder()
{
    QFETCH(const bool, opened);
    run("Twice");
    run("Other");
    run("Twice");
    click(0);
    click(2, Qt::ControlModifier);
    if (opened) {
        QTest::mouseClick(page().findChild<QPushButton *>(QStringLiteral("compareRuns")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page().isOpen(), kLimit);
    }
    QDir folder(m_dir->path());
    QVERIFY(folder.mkdir(QStringLiteral("out")) && folder.cd(QStringLiteral("out")));
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(m_window->findChildren<QFileDialog *>().size(), 1); // it is asked for once
    answerDialog(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!page().banners().isEmpty(), kLimit);
    QVERIFY2(page().banners().first().contains(folder.path()), qPrintable(page().banners().first()));
    QCOMPARE(folder.entryList(QDir::Files),
             (QStringList{QStringLiteral("Twice-2.escala-run"), QStringLiteral("Twice.escala-run")}));
}

QTEST_MAIN(TestGuiHistory)
#include "tst_gui_history.moc"
