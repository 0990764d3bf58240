#pragma once

#include "watch/plan_model.h"

#include <QWidget>

class QDoubleSpinBox;
class QListWidget;
class QSpinBox;

namespace escala::compare {
class DurationEdit;
class Switch;
}

namespace escala::watch {

/// Beside the page: the window of time, what is promised for all targets, when alerts come and who is told.
class MonitorPanel : public QWidget {
    Q_OBJECT

public:
    explicit MonitorPanel(PlanModel &model, QWidget *parent = nullptr);

    /// Who is told, and what becomes of a window that is closed.
    struct Options {
        bool notify = true;      ///< Desktop notifications.
        bool stayInTray = false; ///< A closed window goes on watching.
        friend bool operator==(const Options &, const Options &) = default;
    };

    void setWindow(std::size_t window);
    [[nodiscard]] std::size_t window() const;
    void setOptions(const Options &options);
    [[nodiscard]] Options options() const;
    /// Without a tray there is no staying in it, and the switch says so.
    void setTrayAvailable(bool available);

Q_SIGNALS:
    void windowChosen(std::size_t window);
    void optionsChanged();

private:
    void build();
    QWidget *buildObjectives();
    QWidget *buildAlerts();
    QWidget *buildNotices();
    void refresh();
    void changeObjectives();
    void changeAlerts();

    PlanModel &m_model;
    QListWidget *m_windows;
    QDoubleSpinBox *m_available;
    QDoubleSpinBox *m_fast;
    compare::DurationEdit *m_threshold;
    QSpinBox *m_days;
    QSpinBox *m_failures;
    QSpinBox *m_certificate;
    compare::Switch *m_notify;
    compare::Switch *m_tray;
};

}
