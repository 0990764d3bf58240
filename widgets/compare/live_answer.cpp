#include "compare/live_answer.h"

#include "report/report.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace escala::compare {

QString liveAnswer(const experiment::Experiment &experiment, const metrics::Snapshot &snapshot)
{
    const bool any =
        std::ranges::any_of(snapshot.targets, [](const auto &target) { return target.summary.responses() > 0; });
    if (!any)
        return {};
    experiment::RunResult soFar;
    soFar.experiment = experiment;
    soFar.generator = snapshot.generator;
    for (std::size_t i = 0; i < experiment.targets.size() && i < snapshot.targets.size(); ++i) {
        soFar.targets.emplace_back().target = experiment.targets[i];
        soFar.targets.back().figures.summary = snapshot.targets[i].summary;
    }
    return QString::fromStdString(report::answerSentence(soFar));
}

QString targetNames(const experiment::Experiment &experiment)
{
    QStringList names;
    for (const auto &target : experiment.targets)
        names << QString::fromStdString(target.name);
    return QLocale().createSeparatedList(names);
}

}
