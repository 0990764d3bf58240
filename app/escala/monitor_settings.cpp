#include "window/monitor_settings.h"

#include "monitor/monitor_plan_file.h"
#include "monitor/monitor_types.h"
#include "window/set_aside.h"

#include <QFileInfo>

namespace escala::window {

namespace {

const auto kPlan = QStringLiteral("monitor/plan");

}

std::expected<std::optional<monitor::MonitorPlan>, QString> MonitorSettings::loadPlan()
{
    const auto value = m_settings.value(kPlan);
    // A list is what a value without its quotes is taken for.
    const auto text = value.metaType().id() == QMetaType::QStringList ? value.toStringList().join(QStringLiteral(", "))
                                                                      : value.toString();
    if (text.isEmpty())
        return std::nullopt;
    auto plan = monitor::parseMonitorPlan(text.toStdString());
    if (!plan)
        return std::unexpected(moveUnreadable(text, QString::fromStdString(plan.error().message)));
    return std::move(*plan);
}

QString MonitorSettings::moveUnreadable(const QString &text, const QString &why)
{
    const auto folder = QFileInfo(m_settings.fileName()).absolutePath();
    const auto kept = setAside(folder, QStringLiteral("monitor-plan"), text.toUtf8());
    if (!kept) {
        m_keepsUnreadable = true;
        return tr("The plan that was watched can't be read: %1. It could not be kept in a file either (%2), and so it "
                  "stays in the settings: what is watched now is not remembered.")
            .arg(why, kept.error());
    }
    m_settings.remove(kPlan);
    return tr("The plan that was watched can't be read: %1. It is kept in %2; mend it there and open it.")
        .arg(why, *kept);
}

void MonitorSettings::setPlan(const monitor::MonitorPlan &plan)
{
    if (!m_keepsUnreadable)
        m_settings.setValue(kPlan, QString::fromStdString(monitor::writeMonitorPlan(plan)));
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
