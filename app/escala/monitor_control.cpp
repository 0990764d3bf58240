#include "window/monitor_control.h"

#include "charts/decimation.h"
#include "monitor/monitor_plan_file.h"
#include "report/file_writer.h"
#include "store/history_file.h"
#include "watch/monitor_bar.h"
#include "watch/monitor_page.h"
#include "watch/monitor_panel.h"
#include "watch/series_picker.h"
#include "watch/watch_board.h"
#include "watch/watch_words.h"
#include "window/desktop_notices.h"
#include "window/monitor_tray.h"
#include "window/save_question.h"
#include "window/window_settings.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace escala::window {

using namespace std::chrono_literals;
using compare::Banner;
using monitor::Monitor;

/// One set of courses that belong together; shown when the last of them has come.
struct MonitorControl::Asked {
    watch::Courses courses;
    std::size_t missing = 0;
    std::uint64_t round = 0;
};

MonitorControl::MonitorControl(WindowSettings &settings, const QString &serverProgram, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
    , m_monitor(std::make_unique<Monitor>(
          monitor::MonitorOptions{.file = store::defaultHistoryFile(), .serverProgram = serverProgram}))
    , m_page(new watch::MonitorPage(m_model, window))
    , m_panel(new watch::MonitorPanel(m_model))
    , m_tray(new MonitorTray(this))
    , m_notices(new DesktopNotices(DesktopNotices::sessionBus(), this))
{
    if (const auto plan = m_remembered.loadPlan(); !plan)
        m_page->addBanner(Banner::Kind::Error, plan.error());
    else if (*plan)
        m_model.setPlan(**plan);
    m_panel->setOptions(m_remembered.options());
    m_panel->setTrayAvailable(m_tray->lookForTray());
    m_panel->installEventFilter(this);
    m_page->series()->setState(m_remembered.series());
    connectPage();
    connectMonitor();
    connectNotices();
    m_panel->setWindow(m_remembered.window());
    m_page->setWindow(m_remembered.window());
    // The window is up first.
    if (m_remembered.watching() && !m_model.isEmpty())
        QTimer::singleShot(0, this, &MonitorControl::start);
}

// The monitor ends before the widgets that show it.
MonitorControl::~MonitorControl()
{
    m_monitor.reset();
}

watch::MonitorBar *MonitorControl::makeBar(QMenu *more, QWidget *parent)
{
    m_bar = new watch::MonitorBar(m_model, more, parent);
    connect(m_bar, &watch::MonitorBar::startRequested, this, &MonitorControl::start);
    connect(m_bar, &watch::MonitorBar::stopRequested, this, &MonitorControl::stop);
    connect(m_bar, &watch::MonitorBar::added, this, &MonitorControl::start);
    connect(m_bar, &watch::MonitorBar::openRequested, this, &MonitorControl::askToOpen);
    connect(m_bar, &watch::MonitorBar::saveRequested, this, &MonitorControl::askToSave);
    connect(m_bar, &watch::MonitorBar::refused, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Error, sentence); });
    return m_bar;
}

void MonitorControl::connectPage()
{
    connect(&m_model, &watch::PlanModel::changed, this, &MonitorControl::followPlan);
    connect(&m_model, &watch::PlanModel::undone, this, &MonitorControl::followUndo);
    connect(m_page, &watch::MonitorPage::startRequested, this, &MonitorControl::start);
    connect(m_page, &watch::MonitorPage::wishChanged, this, &MonitorControl::askForCourses);
    connect(m_page, &watch::MonitorPage::acknowledgeRequested, this,
            [this](const QString &alert) { m_monitor->acknowledge(alert.toStdString()); });
    connect(m_page, &watch::MonitorPage::silenceRequested, this,
            [this](const QString &alert, monitor::Instant until) { m_monitor->silence(alert.toStdString(), until); });
    connect(m_page, &watch::MonitorPage::exportChartRequested, this, &MonitorControl::askForChart);
    connect(m_page->series(), &watch::SeriesPicker::chosenChanged, this,
            [this] { m_remembered.setSeries(m_page->series()->state()); });
    connect(m_panel, &watch::MonitorPanel::windowChosen, this, [this](std::size_t window) {
        m_remembered.setWindow(window);
        m_page->setWindow(window);
    });
    connect(m_panel, &watch::MonitorPanel::optionsChanged, this,
            [this] { m_remembered.setOptions(m_panel->options()); });
}

void MonitorControl::connectMonitor()
{
    connect(m_monitor.get(), &Monitor::viewChanged, this, &MonitorControl::showView);
    connect(m_monitor.get(), &Monitor::failed, this, [this](const QString &sentence) {
        suspend();
        m_page->addBanner(Banner::Kind::Error, sentence);
    });
    connect(m_monitor.get(), &Monitor::notice, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Notice, sentence); });
    connect(m_monitor.get(), &Monitor::alertTold, this, &MonitorControl::tell);
}

void MonitorControl::connectNotices()
{
    connect(m_notices, &DesktopNotices::unshown, m_tray, &MonitorTray::tell);
    connect(m_notices, &DesktopNotices::showRequested, this, &MonitorControl::showRequested);
    connect(m_notices, &DesktopNotices::acknowledgeRequested, this,
            [this](const QString &alert) { m_monitor->acknowledge(alert.toStdString()); });
    connect(m_tray, &MonitorTray::showRequested, this, &MonitorControl::showRequested);
    connect(m_tray, &MonitorTray::stopRequested, this, &MonitorControl::stop);
    connect(m_tray, &MonitorTray::quitRequested, this, &MonitorControl::quitRequested);
}

// A tray may have come or gone since the program's start: it matters where it is chosen, and where it tells.
bool MonitorControl::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_panel && event->type() == QEvent::Show)
        m_panel->setTrayAvailable(m_tray->lookForTray());
    return QObject::eventFilter(watched, event);
}

void MonitorControl::tell(const monitor::AlertView &alert)
{
    m_panel->setTrayAvailable(m_tray->lookForTray());
    if (m_panel->options().notify && !isNoNews(alert))
        m_notices->tell(alert);
}

// A target that is down spends its error budgets: one notification is enough.
bool MonitorControl::isNoNews(const monitor::AlertView &alert) const
{
    return alert.kind == monitor::AlertKind::Burn && m_view
        && std::ranges::any_of(m_view->alerts, [&alert](const auto &other) {
               return other.kind == monitor::AlertKind::Down && other.target == alert.target && watch::isOn(other);
           });
}

bool MonitorControl::isWatching() const noexcept
{
    return m_monitor->isRunning();
}

void MonitorControl::start()
{
    if (isWatching() || m_model.isEmpty())
        return;
    m_effect = Effect::None;
    m_monitor->setPlan(m_model.plan());
    m_page->setWatching(true);
    if (m_bar)
        m_bar->setWatching(true);
    m_tray->setState(watch::StateShape::Waiting, tr("the watch begins"));
    m_tray->setShown(true);
    m_remembered.setWatching(true);
}

void MonitorControl::stop()
{
    suspend();
    m_effect = Effect::None;
    m_remembered.setWatching(false);
}

void MonitorControl::suspend()
{
    if (!isWatching())
        return;
    m_monitor->stop();
    ++m_round;
    m_asking = false;
    m_page->setWatching(false);
    if (m_bar)
        m_bar->setWatching(false);
    m_tray->setShown(false);
}

void MonitorControl::followPlan()
{
    m_effect = Effect::None;
    m_remembered.setPlan(m_model.plan());
    if (!isWatching())
        return;
    if (m_model.isEmpty()) {
        stop();
        m_effect = Effect::Ended;
    } else {
        m_monitor->setPlan(m_model.plan());
    }
}

void MonitorControl::followUndo()
{
    if (m_effect == Effect::Ended)
        start();
    else if (m_effect == Effect::Began)
        stop();
}

void MonitorControl::showView(const std::shared_ptr<const monitor::MonitorView> &view)
{
    if (!isWatching())
        return; // the last of those that were on their way
    m_view = view;
    m_tray->setState(watch::shapeOf(*view), watch::answerSentence(*view));
    if (m_bar)
        m_bar->showView(view);
    m_page->showView(view);
    if (isDue())
        askForCourses();
    Q_EMIT viewChanged(view);
}

// A point more than a line has is not seen: longer windows are asked for less often.
bool MonitorControl::isDue() const
{
    const auto wish = m_page->wish();
    const auto step = std::clamp<std::chrono::milliseconds>((wish.to - wish.from) / charts::kMostPoints, 1s, 60s);
    return m_view->at - m_askedAt >= step - 100ms;
}

void MonitorControl::askForCourses()
{
    if (!isWatching() || !m_view || !m_page->isVisible())
        return;
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    const auto wish = m_page->wish();
    auto asked = std::make_shared<Asked>();
    asked->missing = wish.targets.size() + wish.series.size();
    asked->round = m_round;
    m_askedAt = m_view->at;
    if (asked->missing == 0) {
        m_page->showCourses({});
        return;
    }
    m_asking = true;
    m_askAgain = false;
    const auto came = [this, asked] {
        if (--asked->missing > 0 || asked->round != m_round)
            return;
        m_asking = false;
        m_page->showCourses(asked->courses);
        if (m_askAgain)
            askForCourses();
    };
    for (const auto &name : wish.targets)
        asked->courses.targets.push_back({.name = name, .points = {}});
    for (const auto &key : wish.series)
        asked->courses.series.push_back({.key = key,
                                         .kind = watch::kindOf(*m_view, key),
                                         .points = {},
                                         .interval = watch::readEvery(m_model.plan(), key.source)});
    for (std::size_t i = 0; i < wish.targets.size(); ++i) {
        m_monitor->course(wish.targets[i], wish.from, wish.to, charts::kMostPoints)
            .then(this, [asked, came, i](const std::vector<monitor::WindowPoint> &points) {
                asked->courses.targets[i].points = points;
                came();
            });
    }
    for (std::size_t i = 0; i < wish.series.size(); ++i) {
        m_monitor->scraped(wish.series[i], wish.from, wish.to, charts::kMostPoints)
            .then(this, [asked, came, i](const std::vector<monitor::SeriesPointView> &points) {
                asked->courses.series[i].points = points;
                came();
            });
    }
}

bool MonitorControl::staysInTray() const
{
    return isWatching() && m_panel->options().stayInTray && m_tray->lookForTray();
}

void MonitorControl::focusUrl()
{
    if (m_bar)
        m_bar->focusUrl();
}

void MonitorControl::undo()
{
    m_model.undo();
}

void MonitorControl::acknowledgeWorst()
{
    m_page->acknowledgeWorst();
}

void MonitorControl::askToOpen()
{
    auto *dialog =
        new QFileDialog(m_window, tr("Open monitor plan"), m_settings.folder(), tr("Monitor plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MonitorControl::open);
    dialog->open();
}

void MonitorControl::askToSave()
{
    auto *dialog =
        new QFileDialog(m_window, tr("Save monitor plan"), m_settings.folder(), tr("Monitor plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("monitor.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &MonitorControl::save);
    dialog->open();
}

void MonitorControl::askForChart(const QString &chart)
{
    askForFile(m_settings, m_window, pictureQuestion(chart), [this, chart](const QString &file) {
        const auto written = m_page->board()->writeChart(chart, pictureFormatOf(file), file.toStdString());
        if (written)
            m_page->addBanner(Banner::Kind::Success, tr("Exported to %1").arg(file));
        else
            m_page->addBanner(Banner::Kind::Error, QString::fromStdString(written.error()));
    });
}

void MonitorControl::open(const QString &file)
{
    const auto plan = monitor::readMonitorPlan(file.toStdString());
    if (!plan) {
        m_page->addBanner(Banner::Kind::Error, QString::fromStdString(plan.error().message));
        return;
    }
    m_settings.setFolder(QFileInfo(file).absolutePath());
    const bool watched = isWatching();
    m_model.replace(*plan);
    start();
    if (!watched && isWatching())
        m_effect = Effect::Began;
}

void MonitorControl::save(const QString &file)
{
    const auto written = report::writeFile(file.toStdString(), monitor::writeMonitorPlan(m_model.plan()));
    if (!written) {
        m_page->addBanner(Banner::Kind::Error, QString::fromStdString(written.error()));
        return;
    }
    m_settings.setFolder(QFileInfo(file).absolutePath());
    m_page->addBanner(Banner::Kind::Success,
                      tr("The plan is saved in %1; escalactl monitor watches the same without a window.").arg(file));
}

}
