#pragma once

#include "charts/wall_axis.h"
#include "compare/banner.h"
#include "watch/monitor_panel.h"
#include "watch/plan_model.h"
#include "watch/watch_course.h"
#include "watch/watch_list_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace escala::compare {
class AnswerPanel;
}

namespace escala::watch {

class AlertList;
class AlertRow;
class IncidentTimeline;
class SeriesPicker;
class TargetDetails;
class WatchBoard;
class WatchList;

/// What is watched, all day: how it stands in a sentence, the list, a timeline of incidents, charts of what is selected
/// on one axis of the wall clock, and at the side its details, its objectives and the alerts.
///
/// Shows values and says what it would like: `wish` are the courses that its charts need.
class MonitorPage : public QWidget {
    Q_OBJECT

public:
    explicit MonitorPage(PlanModel &model, QWidget *parent = nullptr);

    /// Of monitor::kWindows.
    void setWindow(std::size_t window);
    void setWatching(bool watching);
    void showView(const ViewPtr &view);
    void showCourses(const Courses &courses);
    [[nodiscard]] CourseWish wish() const;

    void addBanner(compare::Banner::Kind kind, const QString &sentence);
    [[nodiscard]] QStringList banners() const;
    /// The worst alert that fires and that nobody has acknowledged: says that someone knows.
    void acknowledgeWorst();

    [[nodiscard]] WatchList *list() const noexcept { return m_list; }
    [[nodiscard]] WatchBoard *board() const noexcept { return m_board; }
    [[nodiscard]] IncidentTimeline *timeline() const noexcept { return m_timeline; }
    [[nodiscard]] AlertList *alerts() const noexcept { return m_alerts; }
    [[nodiscard]] AlertRow *alertBanner() const noexcept { return m_alertBanner; }
    [[nodiscard]] SeriesPicker *series() const noexcept { return m_series; }
    [[nodiscard]] QString answer() const;
    [[nodiscard]] bool isEmptyShown() const;

Q_SIGNALS:
    /// Other courses are needed: see `wish`.
    void wishChanged();
    void startRequested();
    void acknowledgeRequested(const QString &id);
    void silenceRequested(const QString &id, escala::monitor::Instant until);
    /// A chart of the board is to be saved.
    void exportChartRequested(const QString &chart);

private:
    void compose();
    [[nodiscard]] QWidget *buildEmpty();
    [[nodiscard]] QWidget *buildSide();
    [[nodiscard]] QWidget *buildUndo();
    void connectParts();
    void showSelected();
    void showAlerts();
    void showTimeline();
    void showAnswer();
    void refreshPlan();
    [[nodiscard]] charts::WallAxis::Window whole() const;

    PlanModel &m_model;
    ViewPtr m_view;
    std::size_t m_window = 1;
    bool m_watching = false;
    Courses m_courses;
    compare::BannerStack *m_banners;
    AlertRow *m_alertBanner;
    QWidget *m_undo = nullptr;
    QLabel *m_undoWords = nullptr;
    compare::AnswerPanel *m_answer;
    QString m_sentence;
    WatchList *m_list;
    IncidentTimeline *m_timeline;
    WatchBoard *m_board;
    TargetDetails *m_details;
    AlertList *m_alerts;
    SeriesPicker *m_series;
    QStackedWidget *m_pages;
    QLabel *m_emptyHint = nullptr;
};

}
