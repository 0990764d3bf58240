#pragma once

#include "monitor/monitor_plan.h"

#include <QObject>
#include <QString>

#include <expected>
#include <optional>

namespace escala::watch {

/// What is watched, as the page edits it. A removal can be taken back, and so can another plan in place of this one.
class PlanModel : public QObject {
    Q_OBJECT

public:
    /// The name of what was added, or a sentence why not.
    using Added = std::expected<QString, QString>;

    using QObject::QObject;

    [[nodiscard]] const monitor::MonitorPlan &plan() const noexcept { return m_plan; }
    void setPlan(const monitor::MonitorPlan &plan);
    /// As `setPlan`, for a plan that was opened: `undo` brings back this one, where it had anything in it.
    void replace(const monitor::MonitorPlan &plan);
    /// Neither target nor scrape nor process.
    [[nodiscard]] bool isEmpty() const noexcept;

    /// The first one brings an objective for all. What a plan file may not have is refused.
    Added addUrl(const QString &url);
    Added addServer(experiment::ServerSpec::Kind kind);
    /// Figures in Prometheus' format.
    Added addScrape(const QString &url);
    /// A process id, or the name of a program.
    Added addProcess(const QString &process);

    /// Of a target, a scrape or a process; nothing where there is none of this name.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> intervalOf(const QString &name) const;
    /// `refused` says so where its host would be asked too often.
    void setInterval(const QString &name, std::chrono::nanoseconds interval);
    /// All of them at once; names that nothing has are passed over.
    void remove(const QStringList &names);
    /// As it was before the last removal or replacement, as long as nothing else was changed.
    void undo();
    [[nodiscard]] bool canUndo() const noexcept { return m_before.has_value(); }

    /// The objective of this kind that holds for all targets; others of a plan file are left as they are.
    [[nodiscard]] std::optional<monitor::SloPlan> objective(monitor::SloPlan::Kind kind) const;
    void setObjective(monitor::SloPlan::Kind kind, const std::optional<monitor::SloPlan> &objective);
    void setAlerts(const monitor::AlertPlan &alerts);

Q_SIGNALS:
    void changed();
    /// All is as it was; a sentence why.
    void refused(const QString &sentence);
    /// `undo` brings them back.
    void removed(const QStringList &names);
    /// `undo` brings back the plan before.
    void replaced();
    /// The plan is the one before again. Comes before `changed`.
    void undone();

private:
    [[nodiscard]] std::string freeName(const std::string &wanted) const;
    [[nodiscard]] Added add(monitor::TargetPlan target, const std::string &wanted);
    /// Puts this plan in place of the one before, or says why it could not be watched.
    [[nodiscard]] std::optional<QString> change(const monitor::MonitorPlan &plan);
    [[nodiscard]] bool take(const std::string &key);
    void change();

    monitor::MonitorPlan m_plan;
    std::optional<monitor::MonitorPlan> m_before; ///< What `undo` brings back.
};

}
