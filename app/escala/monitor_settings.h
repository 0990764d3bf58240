#pragma once

#include "monitor/monitor_plan.h"
#include "watch/monitor_panel.h"

#include <QSettings>
#include <QStringList>

#include <optional>

namespace escala::window {

/// What the Monitor page remembers between starts. What can't be read any more is as if it had never been saved.
class MonitorSettings {
public:
    [[nodiscard]] std::optional<monitor::MonitorPlan> plan() const;
    void setPlan(const monitor::MonitorPlan &plan);

    /// It was being watched when the window was closed.
    [[nodiscard]] bool watching() const;
    void setWatching(bool watching);

    /// Of monitor::kWindows.
    [[nodiscard]] std::size_t window() const;
    void setWindow(std::size_t window);

    [[nodiscard]] watch::MonitorPanel::Options options() const;
    void setOptions(const watch::MonitorPanel::Options &options);

    /// As SeriesPicker keeps it.
    [[nodiscard]] QStringList series() const;
    void setSeries(const QStringList &series);

private:
    QSettings m_settings;
};

}
