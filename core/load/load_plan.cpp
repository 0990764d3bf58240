#include "load/load_plan.h"

#include "load/longest_time.h"
#include "load/request_problem.h"
#include "net/endpoint.h"
#include "text/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace escala::load {

namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kLongest = kLongestTime;
constexpr std::uint64_t kMostRequests = 1'000'000'000'000;
constexpr std::uint64_t kMostStreams = 1'000'000; // of all users together

std::string notPositive(std::string_view name, nanoseconds value)
{
    if (value <= nanoseconds::zero())
        return fmt::format("{} must be longer than 0", name);
    if (value > kLongest)
        return fmt::format("{} must be at most 1,000 h, not {}", name, text::formatDuration(value));
    return {};
}

std::string problemOfStages(const LoadPlan &plan)
{
    if (plan.stages.size() > kMostStages)
        return fmt::format("stages must be at most {}, not {}", kMostStages, plan.stages.size());
    double highest = 0;
    for (const Stage &stage : plan.stages) {
        const bool bad = !(stage.from >= 0) || !(stage.to >= 0) || std::max(stage.from, stage.to) > kHighestLevel
            || (stage.kind == Stage::Kind::Step && !(stage.by > 0));
        if (bad)
            return fmt::format("levels of stages must be 0 to {}", kHighestLevel);
        if (auto problem = notPositive("the time of a stage", stage.length); !problem.empty())
            return problem;
        highest = std::max({highest, stage.from, stage.to});
    }
    if (!plan.stages.empty() && highest <= 0)
        return "stages must go above 0 somewhere: these send nothing";
    return {};
}

std::string problemOfOpenModel(const LoadPlan &plan)
{
    if (plan.stages.empty() && !(plan.rate > 0 && plan.rate <= kHighestLevel))
        return fmt::format("rate must be above 0 and at most {} requests/s, not {}", kHighestLevel, plan.rate);
    if (plan.maxInFlight < 1 || plan.maxInFlight > LoadPlan::kMaxInFlight)
        return fmt::format("max in flight must be 1 to {}, not {}", LoadPlan::kMaxInFlight, plan.maxInFlight);
    if (plan.connections && (*plan.connections < 1 || *plan.connections > LoadPlan::kMaxUsers))
        return fmt::format("connections must be 1 to {}, not {}", LoadPlan::kMaxUsers, *plan.connections);
    if (plan.spin < nanoseconds::zero() || plan.spin > std::chrono::milliseconds(10))
        return "spin must be 0 to 10 ms";
    if (!plan.think.isNone())
        return "think time is for the closed model: in the open one the rate says when requests begin";
    return {};
}

std::string problemOfClosedModel(const LoadPlan &plan)
{
    if (plan.users < 1 || plan.users > LoadPlan::kMaxUsers)
        return fmt::format("users must be 1 to {}, not {}", LoadPlan::kMaxUsers, plan.users);
    if (!plan.stages.empty() && plan.mostUsers() > LoadPlan::kMaxUsers)
        return fmt::format("stages must be at most {} users, not {}", LoadPlan::kMaxUsers, plan.mostUsers());
    if (plan.think.from < nanoseconds::zero() || std::max(plan.think.from, plan.think.to) > kLongest)
        return "think time must be 0 to 1,000 h";
    if (plan.rate != 0)
        return "a rate is for the open model: take either users or a rate";
    return {};
}

std::string problemOfLimits(const LoadPlan &plan)
{
    auto problem = plan.model == Model::Open ? problemOfOpenModel(plan) : problemOfClosedModel(plan);
    if (!problem.empty())
        return problem;
    if (problem = problemOfStages(plan); !problem.empty())
        return problem;
    if (plan.endWhen.size() > 100)
        return "conditions that end a run must be at most 100";
    if (!plan.requests && !plan.duration && plan.stages.empty())
        return "requests or duration must be given: a run needs an end";
    if (plan.requests && (*plan.requests < 1 || *plan.requests > kMostRequests))
        return fmt::format("requests must be 1 to {}, not {}", kMostRequests, *plan.requests);
    if (plan.threads > LoadPlan::kMaxThreads)
        return fmt::format("threads must be at most {}, not {}", LoadPlan::kMaxThreads, plan.threads);
    return {};
}

std::string problemOfTimes(const LoadPlan &plan)
{
    if (plan.duration) {
        if (auto problem = notPositive("duration", *plan.duration); !problem.empty())
            return problem;
    }
    if (auto problem = notPositive("connect timeout", plan.connectTimeout); !problem.empty())
        return problem;
    if (auto problem = notPositive("response timeout", plan.responseTimeout); !problem.empty())
        return problem;
    if (plan.warmup < nanoseconds::zero() || plan.warmup > kLongest)
        return "warm-up must be 0 to 1,000 h";
    if (plan.drainLimit < nanoseconds::zero() || plan.drainLimit > kLongest)
        return "drain limit must be 0 to 1,000 h";
    return {};
}

std::string problemOfHttp2(const LoadPlan &plan)
{
    if (plan.streams < 1 || plan.streams > LoadPlan::kMaxStreams)
        return fmt::format("streams must be 1 to {}, not {}", LoadPlan::kMaxStreams, plan.streams);
    if (plan.streams > 1 && !plan.http2)
        return "streams above 1 need HTTP/2";
    if (std::uint64_t{plan.users} * plan.streams > kMostStreams)
        return fmt::format("users times streams must be at most {}, not {} times {}", kMostStreams, plan.users,
                           plan.streams);
    if (plan.http2 && !plan.keepAlive)
        return "HTTP/2 needs keep-alive: its connections are made for many requests";
    return {};
}

std::string problemOfResolve(const std::vector<ResolveOverride> &overrides)
{
    for (const auto &each : overrides) {
        if (each.host.empty() || each.port == 0)
            return "resolve needs HOST:PORT:ADDRESS";
        if (const auto address = net::parseAddress(each.address, each.port); !address)
            return fmt::format("resolve {}:{}: {}", each.host, each.port, address.error());
    }
    return {};
}

}

std::string problemOf(const LoadPlan &plan)
{
    if (auto problem = problemOfLimits(plan); !problem.empty())
        return problem;
    if (auto problem = problemOfHttp2(plan); !problem.empty())
        return problem;
    if (auto problem = problemOfTimes(plan); !problem.empty())
        return problem;
    if (auto problem = problemOfRequests(plan); !problem.empty())
        return problem;
    if (auto problem = problemOf(plan.connection); !problem.empty())
        return problem;
    return problemOfResolve(plan.resolve);
}

std::uint32_t LoadPlan::mostUsers() const noexcept
{
    if (stages.empty())
        return users;
    double most = 0;
    for (const Stage &stage : stages)
        most = std::max({most, stage.from, stage.to});
    return static_cast<std::uint32_t>(std::ceil(std::min(most, 4e9)));
}

std::uint32_t threadsFor(const LoadPlan &plan, std::uint32_t cores) noexcept
{
    const std::uint32_t wanted = plan.threads != 0 ? plan.threads : std::max(1U, cores / 2);
    const std::uint32_t most =
        plan.model == Model::Open ? plan.connections.value_or(plan.maxInFlight) : plan.mostUsers();
    return std::clamp(wanted, 1U, std::clamp(most, 1U, LoadPlan::kMaxThreads));
}

}
