#pragma once

#include "compare/view_settings.h"
#include "experiment/experiment.h"
#include "history/history_panel.h"

#include <QByteArray>
#include <QSettings>

#include <cstdint>
#include <optional>

namespace escala::window {

/// Light and dark as the system has it, or as the user wants it.
enum class Appearance { System, Light, Dark };

/// What the window remembers between starts. What can't be read any more is as if it had never been saved.
class WindowSettings {
public:
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

    [[nodiscard]] std::optional<experiment::Experiment> experiment() const;
    void setExperiment(const experiment::Experiment &experiment);

    /// Of the lab.
    [[nodiscard]] std::optional<experiment::Experiment> topology() const;
    void setTopology(const experiment::Experiment &topology);

    [[nodiscard]] compare::ViewOptions view() const;
    void setView(const compare::ViewOptions &view);

    /// How often a comparison is carried out.
    [[nodiscard]] std::uint32_t rounds() const;
    void setRounds(std::uint32_t rounds);

    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);

    /// How much of the history is kept.
    [[nodiscard]] history::KeepRule keepRule() const;
    void setKeepRule(const history::KeepRule &rule);

    /// Where the user last saved something; the documents folder at first.
    [[nodiscard]] QString folder() const;
    void setFolder(const QString &folder);

private:
    [[nodiscard]] std::optional<experiment::Experiment> experimentAt(const QString &key) const;
    void setExperimentAt(const QString &key, const experiment::Experiment &experiment);

    QSettings m_settings;
};

}
