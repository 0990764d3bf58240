#include "window/window_settings.h"

#include "experiment/experiment_file.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>

namespace escala::window {

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(QStringLiteral("window/geometry")).toByteArray();
}

void WindowSettings::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
}

std::optional<experiment::Experiment> WindowSettings::experimentAt(const QString &key) const
{
    const auto text = m_settings.value(key).toString();
    if (text.isEmpty())
        return std::nullopt;
    auto experiment = experiment::parseExperiment(text.toStdString());
    return experiment ? std::optional(std::move(*experiment)) : std::nullopt;
}

void WindowSettings::setExperimentAt(const QString &key, const experiment::Experiment &experiment)
{
    m_settings.setValue(key, QString::fromStdString(experiment::writeExperiment(experiment)));
}

std::optional<experiment::Experiment> WindowSettings::experiment() const
{
    return experimentAt(QStringLiteral("compare/experiment"));
}

void WindowSettings::setExperiment(const experiment::Experiment &experiment)
{
    setExperimentAt(QStringLiteral("compare/experiment"), experiment);
}

std::optional<experiment::Experiment> WindowSettings::topology() const
{
    return experimentAt(QStringLiteral("lab/topology"));
}

void WindowSettings::setTopology(const experiment::Experiment &topology)
{
    setExperimentAt(QStringLiteral("lab/topology"), topology);
}

compare::ViewOptions WindowSettings::view() const
{
    const compare::ViewOptions first;
    return {.overlay = m_settings.value(QStringLiteral("compare/overlay"), first.overlay).toBool(),
            .logLatency = m_settings.value(QStringLiteral("compare/log_latency"), first.logLatency).toBool(),
            .follow = m_settings.value(QStringLiteral("compare/follow"), first.follow).toBool()};
}

void WindowSettings::setView(const compare::ViewOptions &view)
{
    m_settings.setValue(QStringLiteral("compare/overlay"), view.overlay);
    m_settings.setValue(QStringLiteral("compare/log_latency"), view.logLatency);
    m_settings.setValue(QStringLiteral("compare/follow"), view.follow);
}

std::uint32_t WindowSettings::rounds() const
{
    return std::max(1U, m_settings.value(QStringLiteral("compare/rounds")).toUInt());
}

void WindowSettings::setRounds(std::uint32_t rounds)
{
    m_settings.setValue(QStringLiteral("compare/rounds"), rounds);
}

Appearance WindowSettings::appearance() const
{
    const auto word = m_settings.value(QStringLiteral("window/appearance")).toString();
    return word == u"light" ? Appearance::Light : word == u"dark" ? Appearance::Dark : Appearance::System;
}

void WindowSettings::setAppearance(Appearance appearance)
{
    const auto word = appearance == Appearance::Light ? QStringLiteral("light")
        : appearance == Appearance::Dark              ? QStringLiteral("dark")
                                                      : QStringLiteral("system");
    m_settings.setValue(QStringLiteral("window/appearance"), word);
}

history::KeepRule WindowSettings::keepRule() const
{
    const auto limit = [this](const QString &key) {
        bool isNumber = false;
        const int value = m_settings.value(key).toInt(&isNumber);
        return isNumber && value > 0 ? std::optional(value) : std::nullopt;
    };
    return {.runs = limit(QStringLiteral("history/keep_runs")),
            .days = limit(QStringLiteral("history/keep_days")),
            .mebibytes = limit(QStringLiteral("history/keep_mebibytes"))};
}

void WindowSettings::setKeepRule(const history::KeepRule &rule)
{
    m_settings.setValue(QStringLiteral("history/keep_runs"), rule.runs.value_or(0));
    m_settings.setValue(QStringLiteral("history/keep_days"), rule.days.value_or(0));
    m_settings.setValue(QStringLiteral("history/keep_mebibytes"), rule.mebibytes.value_or(0));
}

QString WindowSettings::folder() const
{
    // What is no folder would stand in a file dialog as the name of a file.
    for (const auto &folder : {m_settings.value(QStringLiteral("window/folder")).toString(),
                               QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)}) {
        if (!folder.isEmpty() && QDir(folder).exists())
            return folder;
    }
    return QDir::homePath();
}

void WindowSettings::setFolder(const QString &folder)
{
    m_settings.setValue(QStringLiteral("window/folder"), folder);
}

}
