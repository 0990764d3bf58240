#include "load_options.h"

#include "option_values.h"
#include "text/quantity.h"

#include <map>

namespace escala::ctl {

using load::LoadPlan;
using load::Order;

namespace {

constexpr const char *kLoad = "Load";
constexpr const char *kRequest = "Request";
constexpr const char *kNet = "Network";

const std::map<std::string, Order> kOrders{
    {"parallel", Order::Parallel}, {"sequential", Order::Sequential}, {"interleaved", Order::Interleaved}};

}

void LoadOptions::addTo(CLI::App &command)
{
    addLimits(command);
    addTimes(command);
    addRequest(command);
    addTls(command);
}

void LoadOptions::addLimits(CLI::App &command)
{
    command
        .add_option_function<std::uint32_t>(
            "--connections",
            [this](std::uint32_t users) { m_changes.emplace_back([users](LoadPlan &plan) { plan.users = users; }); },
            "virtual users for each target, each with a connection of its own (10)")
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
        .add_option_function<std::uint32_t>(
            "--threads",
            [this](std::uint32_t threads) {
                m_changes.emplace_back([threads](LoadPlan &plan) { plan.threads = threads; });
            },
            "engine threads (half of the cores)")
        ->group(kLoad);
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
    addDuration(command, "--duration", "end after so long (10s when neither this nor --requests is given)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.duration = value; });
    command.get_option("--duration")->each([this](const std::string &) { m_limited = true; });
    addDuration(command, "--warmup", "load the targets so long before measuring begins (0s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.warmup = value; });
    addDuration(command, "--timeout", "the longest time for a response (30s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.responseTimeout = value; });
    addDuration(command, "--connect-timeout", "the longest time for a connection (10s)",
                [](LoadPlan &plan, std::chrono::nanoseconds value) { plan.connectTimeout = value; });
}

void LoadOptions::addRequest(CLI::App &command)
{
    command
        .add_option_function<std::string>(
            "--method",
            [this](const std::string &method) {
                m_hasMethod = true;
                m_changes.emplace_back([method](LoadPlan &plan) { plan.request.method = method; });
            },
            "GET, or POST with a body")
        ->group(kRequest);
    command
        .add_option_function<std::vector<std::string>>(
            "--header",
            [this](const std::vector<std::string> &fields) {
                for (const std::string &field : fields)
                    m_changes.emplace_back(
                        [header = headerOf(field)](LoadPlan &plan) { plan.request.headers.push_back(header); });
            },
            "a header field, 'Name: value'; may be repeated")
        ->allow_extra_args(false)
        ->group(kRequest);
    auto *body = command.add_option_function<std::string>(
        "--body",
        [this](const std::string &text) {
            m_hasBody = true;
            m_changes.emplace_back([text](LoadPlan &plan) { plan.request.body = text; });
        },
        "what each request carries");
    command.add_option("--body-file", m_bodyFile, "the same from a file, of any bytes")
        ->excludes(body)
        ->group(kRequest);
    body->group(kRequest);
}

void LoadOptions::addTls(CLI::App &command)
{
    command.add_option("--cacert", m_caFile, "PEM file of the authorities to trust, in place of the system's")
        ->group(kNet);
    command
        .add_flag_callback(
            "--insecure", [this] { m_changes.emplace_back([](LoadPlan &plan) { plan.insecure = true; }); },
            "don't verify certificates; marked on every result")
        ->group(kNet);
    command
        .add_option_function<std::vector<std::string>>(
            "--resolve",
            [this](const std::vector<std::string> &entries) {
                for (const std::string &entry : entries)
                    m_changes.emplace_back(
                        [given = resolveOf(entry)](LoadPlan &plan) { plan.resolve.push_back(given); });
            },
            "connect to ADDRESS for this host and port; may be repeated")
        ->type_name("HOST:PORT:ADDRESS")
        ->allow_extra_args(false)
        ->group(kNet);
}

std::expected<void, std::string> LoadOptions::applyTo(LoadPlan &plan) const
{
    if (m_limited) {
        plan.requests.reset();
        plan.duration.reset();
    }
    for (const Change &change : m_changes)
        change(plan);
    if (!plan.requests && !plan.duration)
        plan.duration = std::chrono::seconds(10);
    if (!m_bodyFile.empty()) {
        auto body = readWhole(m_bodyFile);
        if (!body)
            return std::unexpected("--body-file: " + body.error());
        plan.request.body = std::move(*body);
    }
    if ((m_hasBody || !m_bodyFile.empty()) && !m_hasMethod)
        plan.request.method = "POST";
    if (m_caFile.empty())
        return {};
    if (const auto readable = readWhole(m_caFile); !readable)
        return std::unexpected("--cacert: " + readable.error());
    plan.caFile = m_caFile;
    return {};
}

}
