#include "compare/phrases.h"

#include "experiment/local_number.h"
#include "experiment/topology.h"
#include "report/error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace escala::compare {

using experiment::Runner;

namespace {

struct Phrases {
    Q_DECLARE_TR_FUNCTIONS(Phrases)
};

}

QString stateWord(Runner::State state)
{
    switch (state) {
    case Runner::State::Idle:
        return Phrases::tr("Ready");
    case Runner::State::StartingServers:
        return Phrases::tr("Starting servers");
    case Runner::State::WarmingUp:
        return Phrases::tr("Warming up");
    case Runner::State::Measuring:
        return Phrases::tr("Measuring");
    case Runner::State::Finishing:
        return Phrases::tr("Finishing");
    case Runner::State::Finished:
        return Phrases::tr("Finished");
    case Runner::State::Failed:
        return Phrases::tr("Failed");
    }
    return {};
}

QString whatIsLoaded(const experiment::Target &target)
{
    if (!target.server)
        return QString::fromStdString(target.url);
    if (!experiment::asksOthers(target.server->kind))
        return Phrases::tr("built-in server");
    QStringList steps{QString::fromStdString(experiment::nameOf(*target.server))};
    const auto *asking = &*target.server;
    while (asking && !asking->upstreams.empty()) {
        QStringList asked;
        for (const auto &upstream : asking->upstreams)
            asked << QString::fromStdString(upstream);
        steps << asked.join(QStringLiteral(", "));
        const auto next = experiment::findServer(target, asking->upstreams.front());
        asking = next ? &experiment::serverAt(target, *next) : nullptr;
    }
    return steps.join(QStringLiteral(" → "));
}

QString whyNotToStart(const experiment::Experiment &experiment)
{
    if (experiment.targets.empty())
        return Phrases::tr("There is nothing to load. Add a target.");
    if (!experiment.plan.length() && !experiment.plan.requests)
        return Phrases::tr("Set a duration, a number of requests, or both.");
    if (experiment.plan.model == load::Model::Closed && experiment.plan.threads > experiment.plan.mostUsers())
        return Phrases::tr("More threads than users. Use at most as many threads as users.");
    return QString::fromStdString(experiment::problemOf(experiment));
}

QString whyNoAnswer(const experiment::TargetResult &target)
{
    const auto &summary = target.figures.summary;
    const auto most = std::ranges::max_element(summary.errors);
    if (summary.responses() > 0 || *most == 0)
        return {};
    const auto kind = static_cast<metrics::ErrorKind>(most - summary.errors.begin());
    return Phrases::tr("%1 gave no answer: %2. Check that the server runs and that %3 is its URL.")
        .arg(QString::fromStdString(target.target.name), QString::fromStdString(report::errorText(kind)),
             QString::fromStdString(target.url));
}

QString shareText(double share)
{
    if (share >= 1)
        return QStringLiteral("100");
    const int decimals = share > 0.99 ? 2 : 1;
    const double scale = share > 0.99 ? 100 : 10;
    return QLocale().toString(std::floor(share * 100 * scale) / scale, 'f', decimals);
}

QString localNumber(const std::string &number)
{
    return QString::fromStdString(experiment::localNumber(number));
}

QString clockText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    using Tenths = std::chrono::duration<std::int64_t, std::deci>;
    const auto whole = duration_cast<seconds>(duration).count();
    if (whole < 60)
        return Phrases::tr("%1 s").arg(
            QLocale().toString(static_cast<double>(duration_cast<Tenths>(duration).count()) / 10, 'f', 1));
    if (whole < 3600)
        return Phrases::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Phrases::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

}
