#include "load_options.h"

#include "option_values.h"
#include "text/quantity.h"

#include <map>

namespace escala::ctl {

using load::LoadPlan;
using load::Order;

namespace {

constexpr const char *kLoad = "Load";

const std::map<std::string, Order> kOrders{
    {"parallel", Order::Parallel}, {"sequential", Order::Sequential}, {"interleaved", Order::Interleaved}};

const std::map<std::string, load::ArrivalLaw> kLaws{{"constant", load::ArrivalLaw::Constant},
                                                    {"poisson", load::ArrivalLaw::Poisson}};

}

template <typename Number>
void LoadOptions::addNumber(CLI::App &command, const std::string &name, const std::string &help,
                            void (*set)(LoadPlan &, Number))
{
    command
        .add_option_function<Number>(
            name,
            [this, set](Number value) { m_changes.emplace_back([set, value](LoadPlan &plan) { set(plan, value); }); },
            help)
        ->group(kLoad);
}

void LoadOptions::addTo(CLI::App &command)
{
    addLimits(command);
    addModel(command);
    addTimes(command);
    m_request.addTo(command);
    m_connection.addTo(command);
}

void LoadOptions::addLimits(CLI::App &command)
{
    command
        .add_option("--connections", m_connections,
                    "closed model: virtual users for each target, each with a connection of its own (10); "
                    "open model: the most connections (as many as --max-in-flight)")
        ->group(kLoad);
    command
        .add_option_function<std::uint64_t>(
            "--requests",
            [this](std::uint64_t count) {
                m_limited = true;
                m_changes.emplace_back([count](LoadPlan &plan) { plan.requests = count; });
            },
            "end after so many requests to each target")
        ->group(kLoad);
    command
        .add_option_function<std::vector<std::string>>(
            "--end-when",
            [this](const std::vector<std::string> &conditions) {
                for (const std::string &text : conditions) {
                    const auto condition = load::parseEndCondition(text);
                    if (!condition)
                        throw CLI::ValidationError("--end-when", condition.error());
                    m_changes.emplace_back([given = *condition](LoadPlan &plan) { plan.endWhen.push_back(given); });
                }
            },
            "end early when a target is so: 'errors>5%', 'p99>500ms for 10s', 'in-flight>1000'; may be repeated")
        ->type_name("CONDITION")
        ->allow_extra_args(false)
        ->group(kLoad);
    addNumber<std::uint32_t>(command, "--threads", "engine threads (half of the cores)",
                             [](LoadPlan &plan, std::uint32_t threads) { plan.threads = threads; });
    command
        .add_option_function<std::string>(
            "--order",
            [this](const std::string &order) {
                m_changes.emplace_back([order](LoadPlan &plan) { plan.order = kOrders.at(order); });
            },
            "how several targets are loaded (parallel)")
        ->check(CLI::IsMember({"parallel", "sequential", "interleaved"}))
        ->group(kLoad);
    command
        .add_flag_callback(
            "--no-keepalive", [this] { m_changes.emplace_back([](LoadPlan &plan) { plan.keepAlive = false; }); },
            "a new connection for each request")
        ->group(kLoad);
    addHttp2(command);
}

void LoadOptions::addHttp2(CLI::App &command)
{
    auto *http2 = command.add_flag_callback(
        "--http2", [this] { m_changes.emplace_back([](LoadPlan &plan) { plan.http2 = true; }); },
        "HTTP/2: offered to https URLs, taken for granted with http ones");
    command
        .add_option_function<std::uint32_t>(
            "--streams",
            [this](std::uint32_t streams) {
                m_changes.emplace_back([streams](LoadPlan &plan) { plan.streams = streams; });
            },
            "requests at a time on each connection (1)")
        ->needs(http2)
        ->group(kLoad);
    http2->group(kLoad);
}

void LoadOptions::addModel(CLI::App &command)
{
    command
        .add_option("--model", m_model,
                    "closed: users who wait for their answers; open: arrivals by a schedule, whatever the server does "
                    "(open with --rate or --stages, else closed)")
        ->check(CLI::IsMember({"closed", "open"}))
        ->group(kLoad);
    command.add_option("--rate", m_rate, "open model: so many requests/s to each target")->group(kLoad);
    command
        .add_option_function<std::string>(
            "--stages",
            [this](const std::string &text) {
                auto stages = load::parseStages(text);
                if (!stages)
                    throw CLI::ValidationError("--stages", stages.error());
                m_stages = std::move(*stages);
            },
            "the load over time, in requests/s (with --model closed: users): "
            "'ramp 0..2000 30s, hold 2000 1m, step 100..500 by 100 1m, 3x(hold 100 5s, spike 800 1s)'")
        ->type_name("LIST")
        ->group(kLoad);
    command
        .add_option_function<std::string>(
            "--arrivals",
            [this](const std::string &law) {
                m_changes.emplace_back([law](LoadPlan &plan) { plan.arrivals = kLaws.at(law); });
            },
            "open model: evenly, or at random as independent visitors come (constant)")
        ->check(CLI::IsMember({"constant", "poisson"}))
        ->group(kLoad);
    addNumber<std::uint64_t>(command, "--seed", "of everything random; equal seeds give equal runs (1)",
                             [](LoadPlan &plan, std::uint64_t seed) { plan.seed = seed; });
    addNumber<std::uint32_t>(command, "--max-in-flight",
                             "open model: an arrival that finds so many requests sent or waiting is dropped (10000)",
                             [](LoadPlan &plan, std::uint32_t most) { plan.maxInFlight = most; });
    addDuration(command, "--spin", "open model: wait actively for the last stretch before an arrival (0s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.spin = value; });
    command
        .add_option_function<std::string>(
            "--think-time",
            [this](const std::string &text) {
                const auto time = load::parseThinkTime(text);
                if (!time)
                    throw CLI::ValidationError("--think-time", time.error());
                m_changes.emplace_back([think = *time](LoadPlan &plan) { plan.think = think; });
            },
            "closed model: pause after each answer; '500ms', '1s..3s' or 'exp 2s' (none)")
        ->group(kLoad);
}

// What was asked for decides the model, and the model what a number means.
void LoadOptions::chooseModel(LoadPlan &plan) const
{
    if (m_rate != 0)
        plan.rate = m_rate;
    if (!m_stages.empty())
        plan.stages = m_stages;
    if (!m_model.empty())
        plan.model = m_model == "open" ? load::Model::Open : load::Model::Closed;
    else if (m_rate != 0 || !m_stages.empty())
        plan.model = load::Model::Open;
    if (m_connections && plan.model == load::Model::Open)
        plan.connections = m_connections;
    else if (m_connections)
        plan.users = *m_connections;
}

void LoadOptions::addDuration(CLI::App &command, const std::string &name, const std::string &help,
                              std::function<void(LoadPlan &, std::chrono::nanoseconds)> set)
{
    command
        .add_option_function<std::string>(
            name,
            [this, name, set = std::move(set)](const std::string &text) {
                const auto duration = text::parseDuration(text);
                if (!duration)
                    throw CLI::ValidationError(name, duration.error());
                m_changes.emplace_back([set, value = *duration](LoadPlan &plan) { set(plan, value); });
            },
            help)
        ->type_name("DURATION")
        ->group(kLoad);
}

void LoadOptions::addTimes(CLI::App &command)
{
    addDuration(command, "--duration", "end after so long (10s when neither this, --requests nor --stages is given)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.duration = value; });
    command.get_option("--duration")->each([this](const std::string &) { m_limited = true; });
    addDuration(command, "--warmup", "load the targets so long before measuring begins (0s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.warmup = value; });
    addDuration(command, "--timeout", "the longest time for a response (30s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.responseTimeout = value; });
    addDuration(command, "--connect-timeout", "the longest time for a connection (10s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.connectTimeout = value; });
}

std::expected<void, std::string> LoadOptions::applyTo(LoadPlan &plan) const
{
    if (m_limited) {
        plan.requests.reset();
        plan.duration.reset();
    }
    for (const Change &change : m_changes)
        change(plan);
    chooseModel(plan);
    if (!plan.requests && !plan.duration && plan.stages.empty())
        plan.duration = std::chrono::seconds(10);
    if (auto applied = m_request.applyTo(plan); !applied)
        return applied;
    return m_connection.applyTo(plan);
}

}
