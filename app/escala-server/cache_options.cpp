#include "cache_options.h"

#include "duration_option.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace escala::program {

namespace {

using servers::proxy::Seconds;

constexpr unsigned kMostJitter = 90; // percent; more would leave some entries hardly any lifetime

void addPolicy(CLI::App &command, servers::Eviction &eviction)
{
    command
        .add_option_function<std::string>(
            "--policy",
            [&eviction](const std::string &policy) {
                const auto parsed = servers::parseEviction(policy);
                if (!parsed)
                    throw CLI::ValidationError("--policy",
                                               fmt::format("\"{}\" is not known; there are {}", policy,
                                                           fmt::join(servers::kEvictionNames, ", ")));
                eviction = *parsed;
            },
            "What goes when the cache is full: lru (least recently used), lfu (least often), fifo (oldest), "
            "sieve, "
            "s3fifo or tinylfu")
        ->default_str("lru");
}

void addSingleFlight(CLI::App &command, bool &singleFlight, const std::string &what)
{
    command.add_flag_callback("--no-single-flight", [&singleFlight] { singleFlight = false; }, what);
}

/// RFC 9111 counts in whole seconds.
CLI::Option &addSeconds(CLI::App &command, const std::string &name, const std::function<void(Seconds)> &take,
                        const std::string &what)
{
    return *command
                .add_option_function<std::string>(
                    name,
                    [name, take](const std::string &text) {
                        take(std::chrono::ceil<Seconds>(readDuration(name, text)));
                    },
                    what)
                ->type_name("DURATION");
}

void addBackend(CLI::App &command, std::optional<servers::BackendAddress> &backend)
{
    command
        .add_option_function<std::string>(
            "--backend",
            [&backend](const std::string &text) {
                backend.reset();
                if (text == "memory")
                    return;
                auto address = servers::parseBackendAddress(text);
                if (!address)
                    throw CLI::ValidationError("--backend", address.error());
                backend = std::move(*address);
            },
            "Where pages are kept: memory, or what several servers share, redis://[:password@]host[:port][/database] "
            "or memcached://host[:port]; the room is then its own matter")
        ->type_name("URL")
        ->default_str("memory");
}

void addLifetimes(CLI::App &command, servers::CacheLifetimes &lifetimes)
{
    addDuration(command, "--ttl", lifetimes.ttl, "How long a page stays fresh");
    command
        .add_option("--ttl-jitter", lifetimes.jitterPercent,
                    "Percent by which each lifetime is longer or shorter at most, so that pages made together don't "
                    "all expire together")
        ->check(CLI::Range(0U, kMostJitter))
        ->capture_default_str();
    addDuration(command, "--negative-ttl", lifetimes.negativeTtl,
                "How long a failure (404, 410, 414, 5xx) is answered from memory; 0s: not at all");
    addDuration(command, "--stale-while-revalidate", lifetimes.staleWhileRevalidate,
                "Serve an expired page for so long, while one request makes it anew");
    addDuration(command, "--stale-if-error", lifetimes.staleIfError,
                "Serve an expired page for so long where making it anew fails with a 5xx");
}

void addStaleAllowance(CLI::App &command, servers::proxy::StaleAllowance &allowance)
{
    addSeconds(
        command, "--stale-while-revalidate", [&allowance](Seconds length) { allowance.whileRevalidate = length; },
        "Opt-in: taken as the stale-while-revalidate of every response that has none; whole seconds");
    addSeconds(
        command, "--stale-if-error", [&allowance](Seconds length) { allowance.ifError = length; },
        "Opt-in: taken as the stale-if-error of every response that has none; whole seconds");
}

}

void addCacheOptions(CLI::App &command, servers::CachePlan &plan)
{
    addLifetimes(command, plan.lifetimes);
    command.add_option("--capacity", plan.capacity, "Pages kept at most")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command
        .add_option("--capacity-bytes", plan.bytes,
                    "Room for keys, fields and bodies: 64MiB, 1GiB; without it only --capacity counts")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::PositiveNumber);
    addPolicy(command, plan.eviction);
    addBackend(command, plan.backend);
    addSingleFlight(command, plan.singleFlight, "Let every concurrent miss make the page for itself: the stampede");
}

void addProxyCacheOptions(CLI::App &command, ProxyCacheOptions &options)
{
    auto &cache = options.plan;
    command.add_flag("--no-cache", options.none, "Pass everything on, store nothing");
    command.add_option("--capacity", cache.room.entries, "Responses kept at most, variants of a URL counted once")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command.add_option("--capacity-bytes", cache.room.bytes, "Room for keys, fields and bodies: 64MiB, 1GiB")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::PositiveNumber)
        ->default_str("256MiB");
    command.add_option("--largest-body", cache.largestBody, "A longer body is passed on, and not stored")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::PositiveNumber)
        ->default_str("8MiB");
    command
        .add_option("--heuristic", cache.heuristic.percent,
                    "Percent of its age without change that a response without a lifetime is fresh for; 0: not at all")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    addSeconds(
        command, "--default-ttl", [&cache](Seconds length) { cache.heuristic.otherwise = length; },
        "How long a response that says nothing of its freshness and sets no cookie is fresh: for origins without "
        "Cache-Control; whole seconds")
        .default_str("0s");
    addStaleAllowance(command, cache.stale);
    addPolicy(command, cache.eviction);
    addSingleFlight(command, cache.singleFlight, "Let every concurrent miss ask the origin for itself: the stampede");
}

}
