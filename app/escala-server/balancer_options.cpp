#include "balancer_options.h"

#include "duration_option.h"

#include "http/field_syntax.h"
#include "http/url.h"
#include "servers/balancer/replica_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace escala::program {

namespace {

using namespace servers::balancer;

constexpr unsigned kMostPercent = 100;

/// "200-399", or one status.
void readStatuses(const std::string &text, CheckPlan &checks)
{
    const auto number = [](std::string_view part) {
        int status = 0;
        const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), status);
        return problem == std::errc() && end == part.data() + part.size() ? status : 0;
    };
    const auto dash = text.find('-');
    checks.leastStatus = number(std::string_view(text).substr(0, dash));
    checks.mostStatus =
        dash == std::string::npos ? checks.leastStatus : number(std::string_view(text).substr(dash + 1));
    if (checks.leastStatus < 200 || checks.mostStatus > 599 || checks.mostStatus < checks.leastStatus)
        throw CLI::ValidationError("--check-status",
                                   fmt::format("\"{}\" is no range of status codes; write 200-399 or 204", text));
}

void addPercent(CLI::App &command, const std::string &name, unsigned &value, const std::string &what)
{
    command.add_option(name, value, what)->check(CLI::Range(0U, kMostPercent))->capture_default_str();
}

}

void BalancerOptions::addTo(CLI::App &command)
{
    addReplicas(command);
    addAlgorithm(command);
    addChecks(command);
    addEjection(command);
    addRetries(command);
    addLimits(command);
}

void BalancerOptions::addReplicas(CLI::App &command)
{
    auto *replicas =
        command
            .add_option_function<std::vector<std::string>>(
                "--replica", [this](const std::vector<std::string> &urls) { readReplicas(urls); },
                "A server that takes a share of the requests, http or https; its path is put before theirs. Once for "
                "each")
            ->type_name("URL")
            ->required();
    command.add_option("--weight", m_weights, "Of the replicas, in their order; those without one have 1")
        ->check(CLI::Range(1U, kMostWeight))
        ->needs(replicas);
    command
        .add_option_function<std::string>(
            "--sticky",
            [this](const std::string &name) {
                if (!http::isToken(name))
                    throw CLI::ValidationError("--sticky", fmt::format("\"{}\" is no name of a cookie", name));
                m_plan.stickyCookie = name;
            },
            "Bring each client back to its replica by a cookie of this name")
        ->type_name("COOKIE");
}

void BalancerOptions::readReplicas(const std::vector<std::string> &urls)
{
    for (const auto &text : urls) {
        auto url = parseReplicaUrl(text);
        if (!url)
            throw CLI::ValidationError("--replica", url.error());
        if (std::ranges::count(m_plan.replicas, *url, &ReplicaPlan::url) > 0)
            throw CLI::ValidationError("--replica", text + " is there twice");
        m_plan.replicas.push_back({.url = std::move(*url)});
    }
}

void BalancerOptions::addAlgorithm(CLI::App &command)
{
    command
        .add_option_function<std::string>(
            "--algorithm",
            [this](const std::string &name) {
                const auto algorithm = parseAlgorithm(name);
                if (!algorithm)
                    throw CLI::ValidationError("--algorithm",
                                               fmt::format("\"{}\" is not known; there are round-robin, weighted, "
                                                           "least-request, p2c, peak-ewma, random, hash",
                                                           name));
                m_plan.algorithm = *algorithm;
            },
            "Which replica gets a request: round-robin (in turn, whatever their weights), weighted (in turn by weight, "
            "smoothly), least-request (the fewest in flight), p2c (the better of two drawn), peak-ewma (the same by "
            "latency as well), random, hash (the same key to the same one)")
        ->default_str("round-robin");
    command
        .add_option_function<std::string>(
            "--hash-key",
            [this](const std::string &text) {
                const auto key = parseHashKey(text);
                if (!key)
                    throw CLI::ValidationError(
                        "--hash-key",
                        fmt::format("\"{}\" is not known; there are path, client, header:NAME, cookie:NAME", text));
                m_plan.hashKey = *key;
            },
            "What hash goes by: path, client (its address), header:NAME or cookie:NAME")
        ->default_str("path");
    command
        .add_option("--hash-load", m_plan.hashLoad,
                    "Times its fair share of all requests in flight that a replica gets by hash")
        ->check(CLI::Range(1.0, 1000.0))
        ->capture_default_str();
    addDuration(command, "--slow-start", m_plan.slowStart,
                "How long the share of a new or recovered replica grows, from a tenth");
    command.add_option("--seed", m_plan.seed, "Of all that is drawn at random")->capture_default_str();
}

void BalancerOptions::addChecks(CLI::App &command)
{
    auto &checks = m_plan.checks;
    command
        .add_option_function<std::string>(
            "--check-path",
            [&checks](const std::string &path) {
                if (!path.starts_with('/') || !http::isTarget(path))
                    throw CLI::ValidationError("--check-path", fmt::format("\"{}\" is no path", path));
                checks.path = path;
            },
            "What active checks ask each replica for; these are requests that the replica counts")
        ->default_str("/");
    addDuration(command, "--check-interval", checks.interval, "From one check to the next, give or take a tenth");
    addDuration(command, "--check-timeout", checks.timeout, "Wait so long for the head of the answer");
    command
        .add_option_function<std::string>(
            "--check-status", [&checks](const std::string &text) { readStatuses(text, checks); },
            "Which answers are good: 200-399, or one status")
        ->default_str("200-399");
    command.add_option("--rise", checks.rise, "Good checks in a row until an unhealthy replica is healthy")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_option("--fall", checks.fall, "Bad checks in a row until a healthy replica is unhealthy")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_flag("--no-checks", m_noChecks, "Judge replicas by clients' requests alone");
}

void BalancerOptions::addEjection(CLI::App &command)
{
    auto &ejection = m_plan.ejection;
    command
        .add_option("--eject-after", ejection.after,
                    "Failures in a row (5xx, no connection, no answer) that eject a replica; 0: never")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    addDuration(command, "--eject-time", ejection.time, "How long; twice as long the second time, and so on");
    addPercent(command, "--max-ejected", ejection.mostPercent, "Percent of the replicas that may be ejected at once");
    addPercent(command, "--panic", m_plan.panicPercent,
               "Percent of the replicas: where fewer are healthy, all get requests");
    auto &breaker = m_plan.breaker;
    addPercent(command, "--breaker", breaker.percent,
               "Percent of failures among a replica's requests that open its circuit breaker, for each event loop; 0: "
               "there is none");
    command.add_option("--breaker-requests", breaker.requests, "As many requests have to be seen first")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    addDuration(command, "--breaker-window", breaker.window, "The time over which they are counted");
    addDuration(command, "--breaker-open", breaker.open, "How long it stays open; then one request tries");
}

void BalancerOptions::addRetries(CLI::App &command)
{
    auto &retry = m_plan.retry;
    command
        .add_option("--retries", retry.retries, "How often a request that is safe to repeat goes to another replica")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    addPercent(command, "--retry-budget", retry.budgetPercent,
               "Percent of the requests in work that may be retries, and three always, for each event loop; more wait");
    addDuration(command, "--retry-backoff", retry.backoff,
                "Wait so long at most before the first, and twice as long before each more");
    command.add_flag("--no-retry-status", m_noRetryStatus, "Pass on 502, 503 and 504 of a replica without a retry");
    command.add_flag("--no-retries", m_noRetries, "Never send a request again");
    command
        .add_option_function<std::string>(
            "--hedge-after",
            [&retry](const std::string &text) { retry.hedgeAfter = readDuration("--hedge-after", text); },
            "Ask a second replica where the first has not answered after so long; within the retry budget")
        ->type_name("DURATION");
}

void BalancerOptions::addLimits(CLI::App &command)
{
    command
        .add_option("--max-in-flight", m_plan.maxInFlight,
                    "Requests that a replica has at once, all event loops together; more wait")
        ->check(CLI::Range(1, 1'000'000));
    command
        .add_option("--replica-queue", m_plan.replicaQueue,
                    "Requests that wait for a replica, all event loops together; beyond them 503")
        ->check(CLI::Range(0, 1'000'000));
}

BalancerPlan BalancerOptions::plan(const servers::OriginPlan &origin, bool keepsHost) const
{
    auto plan = m_plan;
    if (m_weights.size() > plan.replicas.size())
        throw CLI::ValidationError("--weight", "there are more weights than replicas");
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        plan.replicas[i].weight = m_weights[i];
    plan.origin = origin;
    plan.keepsHost = keepsHost;
    plan.checks.on = !m_noChecks;
    plan.retry.retries = m_noRetries ? 0 : plan.retry.retries;
    plan.retry.onStatus = !m_noRetryStatus;
    return plan;
}

}
