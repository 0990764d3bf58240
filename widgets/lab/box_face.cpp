#include "lab/box_face.h"

#include "compare/phrases.h"
#include "experiment/fault_text.h"
#include "experiment/mark_text.h"
#include "experiment/topology.h"
#include "text/quantity.h"

#include <QCoreApplication>
#include <QStringList>

#include <chrono>

namespace escala::lab {

namespace {

using experiment::ServerSpec;
using experiment::ServerStatus;
using Condition = ServerStatus::Condition;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lab)
};

const auto kDot = QStringLiteral(" · ");

QString number(double value)
{
    return compare::localNumber(text::readableNumber(value));
}

QString time(std::chrono::duration<double> duration)
{
    return compare::localNumber(text::readableDuration(duration));
}

QString rate(double perSecond)
{
    return Words::tr("%1/s").arg(number(perSecond));
}

QString pagesLine(const ServerSpec &spec)
{
    QStringList parts{Words::tr("%1 a page").arg(time(spec.delay))};
    if (spec.workers)
        parts << Words::tr("workers %1").arg(*spec.workers);
    return parts.join(kDot);
}

QString cacheLine(const ServerSpec &spec)
{
    return Words::tr("TTL %1").arg(time(spec.ttl)) + kDot + QString::fromStdString(spec.policy);
}

QString useLine(const ServerStatus &status)
{
    QStringList parts;
    if (status.queued > 0)
        parts << Words::tr("queue %1").arg(status.queued);
    parts << Words::tr("CPU %1 %").arg(qRound(status.cpu * 100));
    parts << compare::localNumber(text::readableBytes(static_cast<double>(status.rssBytes)));
    return parts.join(kDot);
}

}

QString stateWord(const ServerStatus &status)
{
    if (status.condition == Condition::Gone)
        return Words::tr("gone");
    if (!status.faults.empty())
        return QString::fromStdString(experiment::faultState(status.faults.back()));
    if (status.condition == Condition::Killed)
        return Words::tr("restarting");
    if (status.condition == Condition::Starting)
        return Words::tr("starting");
    if (status.seenAs == "ejected")
        return Words::tr("ejected");
    if (status.seenAs == "unhealthy")
        return Words::tr("unhealthy");
    if (status.seenAs == "draining")
        return Words::tr("draining");
    return {};
}

BoxFace plannedFace(const ServerSpec &spec)
{
    BoxFace face{.title = QString::fromStdString(experiment::nameOf(spec)), .first = {}, .second = {}};
    switch (spec.kind) {
    case ServerSpec::Kind::Slow:
        face.first = pagesLine(spec);
        if (spec.queue)
            face.second = Words::tr("queue %1").arg(*spec.queue);
        break;
    case ServerSpec::Kind::Cached:
        face.first = pagesLine(spec);
        face.second = cacheLine(spec);
        break;
    case ServerSpec::Kind::Proxy:
        face.first = Words::tr("caching proxy");
        face.second = cacheLine(spec);
        break;
    case ServerSpec::Kind::Balancer:
        face.first = Words::tr("balancer");
        face.second = QString::fromStdString(spec.algorithm);
        break;
    }
    return face;
}

BoxFace liveFace(const ServerSpec &spec, const ServerStatus &status)
{
    QStringList first{rate(status.requestsPerSecond)};
    if (status.hitRatio)
        first << Words::tr("%1 % hits").arg(compare::shareText(*status.hitRatio));
    else if (status.errorsPerSecond > 0)
        first << Words::tr("%1 errors").arg(rate(status.errorsPerSecond));
    else if (status.p99Seconds)
        first << Words::tr("p99 %1").arg(time(std::chrono::duration<double>(*status.p99Seconds)));
    BoxFace face{.title = QString::fromStdString(experiment::nameOf(spec)),
                 .first = first.join(kDot),
                 .second = useLine(status),
                 .word = stateWord(status)};
    const bool dead = status.condition == Condition::Killed || status.condition == Condition::Gone;
    face.state = dead || status.condition == Condition::Frozen ? BoxFace::State::Broken
        : face.word.isEmpty()                                  ? BoxFace::State::Good
                                                               : BoxFace::State::Warned;
    if (dead) {
        face.first = rate(0);
        face.second = status.seenAs.empty() || status.seenAs == "healthy"
            ? QString()
            : Words::tr("the balancer knows"); // and asks the others
    }
    return face;
}

BoxFace usersFace(const load::LoadPlan &plan, const metrics::TargetSnapshot *figures)
{
    const double level = plan.model == load::Model::Open ? plan.rate : plan.users;
    BoxFace face{.title = Words::tr("Users"), .first = {}, .second = {}};
    face.first =
        plan.stages.empty() ? QString::fromStdString(experiment::levelText(level, plan.model)) : Words::tr("in stages");
    if (!figures || figures->series.empty())
        return face;
    const auto &point = figures->series.back();
    face.state = BoxFace::State::Good;
    if (plan.model == load::Model::Open)
        face.first = Words::tr("%1 offered").arg(rate(point.rate(point.offered)));
    if (point.response)
        face.second = Words::tr("p99 %1").arg(time(point.response->p99));
    if (point.errors > 0) {
        face.state = BoxFace::State::Warned;
        face.word = Words::tr("errors");
        face.second = Words::tr("%1 failed").arg(rate(point.rate(point.errors)));
    }
    return face;
}

BoxFace urlFace(const QString &url)
{
    return {.title = url, .first = Words::tr("your service"), .second = {}};
}

}
