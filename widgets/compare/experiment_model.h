#pragma once

#include "experiment/experiment.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace escala::compare {

/// An edit of the built-in servers' settings, applied to each of them.
using ServerChange = std::function<void(experiment::ServerSpec &)>;

/// Whether the figures of one can stand in the columns of the other: targets of the same names, kinds and URLs.
[[nodiscard]] bool sameColumns(const experiment::Experiment &one, const experiment::Experiment &other);

/// The experiment as it is being edited: what Start would run. Widgets show it and ask it for changes. GUI thread.
class ExperimentModel : public QObject {
    Q_OBJECT

public:
    /// Begins with the Quick preset.
    explicit ExperimentModel(QObject *parent = nullptr);

    [[nodiscard]] const experiment::Experiment &experiment() const noexcept { return m_experiment; }
    /// Why it can't be started, for people; empty when it can.
    [[nodiscard]] QString problem() const;
    /// "Quick · 10 s, 20 users", "Classic · …", or the plan's own name when it is neither any more.
    [[nodiscard]] QString title() const;

    void setExperiment(const experiment::Experiment &experiment);
    /// Takes plan and built-in servers of a preset and keeps the URLs that were added.
    void applyPreset(const experiment::Experiment &preset);
    void setPlan(const load::LoadPlan &plan);
    void changeServers(const ServerChange &change);

    /// The cause in words where the text is no URL, else nothing.
    std::optional<QString> addUrl(const QString &text);
    void addServer(experiment::ServerSpec::Kind kind);
    /// Adds the same target once more, behind a caching proxy or a balancer: what would that buy?
    enum class Front { Cache, Balancer };
    void putInFront(std::size_t index, Front front);
    /// The last target stays: there is always something to load.
    void removeTarget(std::size_t index);
    /// Refused (false) when the name is blank or taken.
    bool renameTarget(std::size_t index, const QString &name);

Q_SIGNALS:
    void changed();
    void targetsChanged(); ///< Number, order, names or kinds; `changed` follows.

private:
    void append(experiment::Target target);

    experiment::Experiment m_experiment;
};

}
