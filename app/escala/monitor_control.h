#pragma once

#include "monitor/monitor.h"
#include "watch/plan_model.h"
#include "window/monitor_settings.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QMenu;

namespace escala::watch {
class MonitorBar;
class MonitorPage;
class MonitorPanel;
}

namespace escala::window {

class DesktopNotices;
class MonitorTray;
class WindowSettings;

/// The Monitor page of the window: its plan, the monitor that follows it, the widgets that show it, and who is told of
/// alerts. It watches on while other pages are open, at a rate that a load run does not feel; charts are asked for and
/// drawn only while the page is seen.
class MonitorControl : public QObject {
    Q_OBJECT

public:
    MonitorControl(WindowSettings &settings, const QString &serverProgram, QWidget *window);
    ~MonitorControl() override;

    /// Makes the row at the top; `more` is the window's menu.
    [[nodiscard]] watch::MonitorBar *makeBar(QMenu *more, QWidget *parent);
    [[nodiscard]] watch::MonitorPage *page() const noexcept { return m_page; }
    [[nodiscard]] watch::MonitorPanel *panel() const noexcept { return m_panel; }
    [[nodiscard]] watch::PlanModel &model() noexcept { return m_model; }

    void start();
    /// The next window does not watch either, until it is started.
    void stop();
    /// Ends the watch with the window: the next one goes on.
    void suspend();
    [[nodiscard]] bool isWatching() const noexcept;
    /// The user has chosen that a closed window goes on watching, there is something to watch, and a tray to come back
    /// from.
    [[nodiscard]] bool staysInTray() const;
    void focusUrl();
    void acknowledgeWorst();
    /// Watches again what was removed last, or the plan before the one that was opened.
    void undo();
    void askToOpen();
    void askToSave();
    void open(const QString &file);
    void save(const QString &file);

Q_SIGNALS:
    void viewChanged(const std::shared_ptr<const escala::monitor::MonitorView> &view);
    /// From the tray, or a click on a notification.
    void showRequested();
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectPage();
    void connectMonitor();
    void connectNotices();
    void tell(const monitor::AlertView &alert);
    [[nodiscard]] bool isNoNews(const monitor::AlertView &alert) const;
    void followPlan();
    void followUndo();
    void showView(const std::shared_ptr<const monitor::MonitorView> &view);
    void askForChart(const QString &chart);
    void askForCourses();
    [[nodiscard]] bool isDue() const;

    /// Courses that are on their way.
    struct Asked;
    /// What the last change of the plan did to the watch: to be undone with it.
    enum class Effect { None, Began, Ended };

    WindowSettings &m_settings;
    MonitorSettings m_remembered;
    QWidget *m_window;
    watch::PlanModel m_model;
    std::unique_ptr<monitor::Monitor> m_monitor;
    watch::MonitorPage *m_page;
    watch::MonitorPanel *m_panel;
    QPointer<watch::MonitorBar> m_bar;
    MonitorTray *m_tray;
    DesktopNotices *m_notices;
    std::shared_ptr<const monitor::MonitorView> m_view;
    Effect m_effect = Effect::None;
    bool m_asking = false;
    bool m_askAgain = false;
    std::uint64_t m_round = 0; ///< What was asked for before a stop is nobody's any more.
    monitor::Instant m_askedAt{};
};

}
