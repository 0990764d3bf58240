#include "experiment/experiment.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <algorithm>
#include <thread>

namespace escala::experiment {

namespace {

constexpr const char *kContext = "Settings";

std::string counted(std::uint64_t count, const char *one, const char *many)
{
    return sentence(kContext, count == 1 ? one : many, text::readableNumber(static_cast<double>(count)));
}

std::string orderName(load::Order order)
{
    switch (order) {
    case load::Order::Parallel:
        return sentence(kContext, QT_TRANSLATE_NOOP("Settings", "parallel"));
    case load::Order::Sequential:
        return sentence(kContext, QT_TRANSLATE_NOOP("Settings", "sequential"));
    case load::Order::Interleaved:
        return sentence(kContext, QT_TRANSLATE_NOOP("Settings", "interleaved"));
    }
    return {};
}

void addStages(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    parts.push_back(plan.stages.size() > 3 ? counted(plan.stages.size(), QT_TRANSLATE_NOOP("Settings", "%1 stage"),
                                                     QT_TRANSLATE_NOOP("Settings", "%1 stages"))
                                           : load::formatStages(plan.stages));
}

void addOpenModel(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    if (plan.stages.empty())
        parts.push_back(
            sentence(kContext, QT_TRANSLATE_NOOP("Settings", "%1 requests/s"), text::readableNumber(plan.rate)));
    else
        addStages(plan, parts);
    parts.push_back(plan.arrivals == load::ArrivalLaw::Poisson
                        ? sentence(kContext, QT_TRANSLATE_NOOP("Settings", "open model, Poisson arrivals"))
                        : sentence(kContext, QT_TRANSLATE_NOOP("Settings", "open model")));
    parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "at most %1 in flight"),
                             text::readableNumber(plan.maxInFlight)));
    if (plan.connections)
        parts.push_back(counted(*plan.connections, QT_TRANSLATE_NOOP("Settings", "%1 connection"),
                                QT_TRANSLATE_NOOP("Settings", "%1 connections")));
}

void addModel(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    if (plan.model == load::Model::Open)
        return addOpenModel(plan, parts);
    if (plan.stages.empty())
        parts.push_back(
            counted(plan.users, QT_TRANSLATE_NOOP("Settings", "%1 user"), QT_TRANSLATE_NOOP("Settings", "%1 users")));
    else
        addStages(plan, parts);
    parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "closed model")));
    if (!plan.think.isNone())
        parts.push_back(
            sentence(kContext, QT_TRANSLATE_NOOP("Settings", "think time %1"), load::formatThinkTime(plan.think)));
}

void addLimits(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    if (plan.requests)
        parts.push_back(counted(*plan.requests, QT_TRANSLATE_NOOP("Settings", "%1 request"),
                                QT_TRANSLATE_NOOP("Settings", "%1 requests")));
    if (plan.duration)
        parts.push_back(text::readableDuration(*plan.duration));
    if (plan.coldRequest)
        parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "one cold request first")));
    if (plan.warmup.count() > 0)
        parts.push_back(
            sentence(kContext, QT_TRANSLATE_NOOP("Settings", "warm-up %1"), text::readableDuration(plan.warmup)));
}

void addHttp2(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    if (plan.http2)
        parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "HTTP/2")));
    if (plan.streams > 1)
        parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "%1 streams a user"),
                                 text::readableNumber(static_cast<double>(plan.streams))));
}

/// What differs from a plain GET with verified certificates.
void addRequest(const load::LoadPlan &plan, std::vector<std::string> &parts)
{
    if (plan.request.method != "GET")
        parts.push_back(plan.request.method);
    if (!plan.request.headers.empty())
        parts.push_back(counted(plan.request.headers.size(), QT_TRANSLATE_NOOP("Settings", "%1 header field"),
                                QT_TRANSLATE_NOOP("Settings", "%1 header fields")));
    if (!plan.request.body.empty())
        parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "body %1"),
                                 text::readableBytes(static_cast<double>(plan.request.body.size()))));
    if (plan.insecure)
        parts.push_back(sentence(kContext, QT_TRANSLATE_NOOP("Settings", "certificates not verified")));
}

std::string join(const std::vector<std::string> &parts)
{
    std::string line;
    for (const std::string &part : parts)
        line += line.empty() ? part : ", " + part;
    return line;
}

}

std::string settingsLine(const Experiment &experiment)
{
    const load::LoadPlan &plan = experiment.plan;
    const std::uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::string> parts;
    addModel(plan, parts);
    addLimits(plan, parts);
    parts.push_back(plan.keepAlive ? sentence(kContext, QT_TRANSLATE_NOOP("Settings", "keep-alive"))
                                   : sentence(kContext, QT_TRANSLATE_NOOP("Settings", "a connection a request")));
    addHttp2(plan, parts);
    parts.push_back(counted(load::threadsFor(plan, cores), QT_TRANSLATE_NOOP("Settings", "%1 engine thread"),
                            QT_TRANSLATE_NOOP("Settings", "%1 engine threads")));
    if (experiment.targets.size() > 1)
        parts.push_back(orderName(plan.order));
    addRequest(plan, parts);
    return join(parts);
}

}
