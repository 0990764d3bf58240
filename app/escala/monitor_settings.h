#pragma once

#include "monitor/monitor_plan.h"
#include "watch/monitor_panel.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStringList>

#include <expected>
#include <optional>

namespace escala::window {

/// What the Monitor page remembers between starts.
class MonitorSettings {
    Q_DECLARE_TR_FUNCTIONS(MonitorSettings)

public:
    /// Nothing where none was saved. One that can't be read is moved into a file beside the settings (see `setAside`),
    /// and the sentence says why and where. Where that fails it stays in the settings: `setPlan` does not replace it.
    [[nodiscard]] std::expected<std::optional<monitor::MonitorPlan>, QString> loadPlan();
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
    [[nodiscard]] QString moveUnreadable(const QString &text, const QString &why);

    QSettings m_settings;
    bool m_keepsUnreadable = false;
};

}
