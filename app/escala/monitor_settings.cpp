#include "window/monitor_settings.h"

#include "monitor/monitor_plan_file.h"
#include "monitor/monitor_types.h"

namespace escala::window {

std::optional<monitor::MonitorPlan> MonitorSettings::plan() const
{
    const auto text = m_settings.value(QStringLiteral("monitor/plan")).toString();
    if (text.isEmpty())
        return std::nullopt;
    auto plan = monitor::parseMonitorPlan(text.toStdString());
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

void MonitorSettings::setPlan(const monitor::MonitorPlan &plan)
{
    m_settings.setValue(QStringLiteral("monitor/plan"), QString::fromStdString(monitor::writeMonitorPlan(plan)));
}

bool MonitorSettings::watching() const
{
    return m_settings.value(QStringLiteral("monitor/watching"), false).toBool();
}

void MonitorSettings::setWatching(bool watching)
{
    m_settings.setValue(QStringLiteral("monitor/watching"), watching);
}

std::size_t MonitorSettings::window() const
{
    const auto window = m_settings.value(QStringLiteral("monitor/window"), 0).toULongLong();
    return window < monitor::kWindows.size() ? window : 0;
}

void MonitorSettings::setWindow(std::size_t window)
{
    m_settings.setValue(QStringLiteral("monitor/window"), qulonglong(window));
}

watch::MonitorPanel::Options MonitorSettings::options() const
{
    const watch::MonitorPanel::Options first;
    return {.notify = m_settings.value(QStringLiteral("monitor/notify"), first.notify).toBool(),
            .stayInTray = m_settings.value(QStringLiteral("monitor/stay_in_tray"), first.stayInTray).toBool()};
}

void MonitorSettings::setOptions(const watch::MonitorPanel::Options &options)
{
    m_settings.setValue(QStringLiteral("monitor/notify"), options.notify);
    m_settings.setValue(QStringLiteral("monitor/stay_in_tray"), options.stayInTray);
}

QStringList MonitorSettings::series() const
{
    return m_settings.value(QStringLiteral("monitor/series")).toStringList();
}

void MonitorSettings::setSeries(const QStringList &series)
{
    m_settings.setValue(QStringLiteral("monitor/series"), series);
}

}
