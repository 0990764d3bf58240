#include "options.h"

#include "balancer_options.h"
#include "cache_options.h"
#include "duration_option.h"

#include "http/url.h"
#include "servers/faults/faults_route.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>

namespace escala::program {

namespace {

using std::chrono::nanoseconds;

constexpr int kBadArguments = 2;
constexpr int kSlowPort = 5001;
constexpr int kCachedPort = 5000;
constexpr int kProxyPort = 8080;
constexpr int kBalancerPort = 8081;

/// The options as they stand on the command line.
struct Options {
    std::string host = "127.0.0.1";
    int slowPort = kSlowPort;
    int cachedPort = kCachedPort;
    int proxyPort = kProxyPort;
    int balancerPort = kBalancerPort;
    int adminPort = 0;
    unsigned threads = 1;
    bool exitWithParent = false;
    servers::FaultPlan faults;
    nanoseconds delay = std::chrono::seconds(5);
    std::string body = servers::SlowPage().body;
    servers::CataloguePlan catalogue;
    std::optional<std::uint32_t> workers;
    std::uint32_t queue = servers::Workforce().queue;
    servers::ProxyPlan proxy;
    servers::CachePlan cache;
    ProxyCacheOptions proxyCache;
    BalancerOptions balancer;
    std::uint64_t maxBody = std::numeric_limits<std::uint64_t>::max();
};

/// "4KiB", or "1KiB..64KiB" for sizes between them.
void readSizes(const std::string &text, servers::CataloguePlan &catalogue)
{
    constexpr std::uint64_t kMost = 1024UL * 1024 * 1024;
    const auto size = [](std::string part) {
        const std::string wrong = CLI::AsSizeValue(false)(part);
        std::uint64_t bytes = 0;
        if (!wrong.empty() || !CLI::detail::lexical_cast(part, bytes) || bytes > kMost)
            throw CLI::ValidationError(
                "--size", fmt::format("\"{}\" is no size up to 1GiB; write 500, 4KiB or 1KiB..64KiB", part));
        return static_cast<std::size_t>(bytes);
    };
    const auto dots = text.find("..");
    catalogue.leastSize = size(text.substr(0, dots));
    catalogue.mostSize = dots == std::string::npos ? *catalogue.leastSize : size(text.substr(dots + 2));
    if (catalogue.mostSize < *catalogue.leastSize)
        throw CLI::ValidationError("--size", "the second size is the larger one");
}

void addCatalogue(CLI::App &command, Options &options)
{
    auto *keys = command
                     .add_option("--keys", options.catalogue.pages,
                                 "Pages there are, /pages/0 and up; / is another one each time, drawn by --zipf")
                     ->check(CLI::Range(std::uint64_t(1), std::uint64_t(1'000'000'000)))
                     ->capture_default_str();
    command
        .add_option("--zipf", options.catalogue.zipf,
                    "How uneven they are drawn: the exponent of Zipf's law, near 0 for all alike")
        ->check(CLI::Range(0.01, 10.0))
        ->needs(keys)
        ->capture_default_str();
    command
        .add_option_function<std::string>(
            "--size", [&options](const std::string &text) { readSizes(text, options.catalogue); },
            "Bytes of a page: 4KiB, or 1KiB..64KiB for a size of its own for each; without it the text of --body")
        ->type_name("SIZE");
}

servers::FaultPlan readFaults(const std::string &text)
{
    auto faults = servers::readFaults(text);
    if (!faults)
        throw CLI::ValidationError("--faults", faults.error());
    return *faults;
}

void addCommon(CLI::App &command, Options &options, int &port)
{
    command.add_option("--host", options.host, "Address or name to listen on; 0.0.0.0 and :: are open to the network")
        ->capture_default_str();
    command.add_option("--port", port, "Port to listen on; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command
        .add_option("--admin-port", options.adminPort, "Port of the admin endpoint on 127.0.0.1; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command.add_option("--threads", options.threads, "Event loops, each with a thread")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command
        .add_option_function<std::string>(
            "--faults", [&options](const std::string &text) { options.faults = readFaults(text); },
            "What goes wrong from the start, as PUT /faults of the admin endpoint takes it: "
            "'{\"latency\": {\"fixed\": \"200ms\"}, \"error_share\": 0.1}'")
        ->type_name("JSON");
    command.add_flag("--exit-with-parent", options.exitWithParent,
                     "End with the process that started this one, or with standard input");
}

void addPage(CLI::App &command, Options &options)
{
    addDuration(command, "--delay", options.delay, "How long the page takes");
    command.add_option("--body", options.body, "The text of the page")->capture_default_str();
    addCatalogue(command, options);
    auto *workers =
        command.add_option("--workers", options.workers, "Pages made at once; without it there is no limit")
            ->check(CLI::Range(1, 1'000'000));
    command.add_option("--queue", options.queue, "Requests that wait for a worker; beyond them 503")
        ->check(CLI::Range(0, 1'000'000))
        ->needs(workers)
        ->capture_default_str();
}

void readOrigin(servers::OriginPlan &origin, const std::string &text)
{
    auto url = http::parseUrl(text);
    if (!url)
        throw CLI::ValidationError("--origin", url.error().message);
    if (url->target.contains('?') || !url->userInfo.empty())
        throw CLI::ValidationError("--origin", "an origin has neither a query nor credentials");
    origin.url = std::move(*url);
}

void addOriginUrl(CLI::App &command, servers::OriginPlan &origin)
{
    command
        .add_option_function<std::string>(
            "--origin", [&origin](const std::string &text) { readOrigin(origin, text); },
            "Where requests go on to, http or https; its path is put before theirs")
        ->type_name("URL")
        ->required();
    command.add_option("--origin-socket", origin.unixSocket, "Connect to this Unix socket in place of the URL's host")
        ->type_name("PATH");
}

/// The way to an origin, or to each replica.
void addOrigin(CLI::App &command, Options &options)
{
    auto &origin = options.proxy.origin;
    command
        .add_option("--origin-cacert", origin.caFile, "PEM file of the certificates to trust, in place of the system's")
        ->type_name("FILE");
    command.add_flag("--preserve-host", options.proxy.keepsHost, "Send the client's Host on, not the origin's");
    command.add_option("--origin-connections", origin.connections, "Connections to the origin, for each event loop")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command
        .add_option("--origin-queue", origin.queue,
                    "Requests that wait for one of them, for each event loop; beyond them 503")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command.add_option("--origin-idle", origin.idle, "Connections kept open without a request, for each event loop")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    addDuration(command, "--idle-timeout", origin.idleTimeout, "How long they are kept");
    addDuration(command, "--connect-timeout", origin.connectTimeout,
                "Wait so long for a connection to the origin; then 504, or 503 in the queue");
    addDuration(command, "--response-timeout", origin.headTimeout,
                "Wait so long for the head of the origin's answer; then 504");
    addDuration(command, "--read-timeout", origin.betweenBytes,
                "Wait so long for the next bytes of its body; then the client's connection is reset");
    command.add_option("--max-body", options.maxBody, "Size of a request's body: 64MiB, 1GiB; beyond it 413")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::PositiveNumber)
        ->default_str("no limit");
}

/// What is the same for every kind.
ServeCommand commandOf(const Options &options, int port)
{
    ServeCommand command;
    command.exitWithParent = options.exitWithParent;
    auto &plan = command.plan;
    plan.host = options.host;
    plan.port = static_cast<std::uint16_t>(port);
    plan.adminPort = static_cast<std::uint16_t>(options.adminPort);
    plan.threads = options.threads;
    plan.faults = options.faults;
    return command;
}

ServeCommand proxyCommandOf(const Options &options)
{
    ServeCommand command = commandOf(options, options.proxyPort);
    command.plan.proxy = options.proxy;
    if (!options.proxyCache.none)
        command.plan.proxyCache = options.proxyCache.plan;
    command.plan.limits.body = options.maxBody;
    return command;
}

ServeCommand balancerCommandOf(const Options &options)
{
    ServeCommand command = commandOf(options, options.balancerPort);
    command.plan.balancer = options.balancer.plan(options.proxy.origin, options.proxy.keepsHost);
    command.plan.limits.body = options.maxBody;
    return command;
}

ServeCommand pageCommandOf(const Options &options, bool cached)
{
    ServeCommand command = commandOf(options, cached ? options.cachedPort : options.slowPort);
    auto &plan = command.plan;
    plan.page = {options.delay, options.body, options.catalogue};
    plan.workforce = {options.workers, options.queue};
    if (cached)
        plan.cache = options.cache;
    return command;
}

EarlyExit earlyExit(const CLI::App &app, const CLI::ParseError &error)
{
    std::ostringstream output;
    std::ostringstream sentence;
    const int status = app.exit(error, output, sentence);
    return {status == 0 ? 0 : kBadArguments, output.str(), sentence.str()};
}

}

std::variant<ServeCommand, EarlyExit> readCommandLine(int argc, const char *const *argv)
{
    Options options;
    CLI::App app("One built-in server of Escala, on HTTP/1.1.\n"
                 "Prints a line of JSON when it listens; ends on SIGTERM.",
                 "escala-server");
    app.set_version_flag("--version", "escala-server " ESCALA_VERSION);
    app.require_subcommand(1);
    auto *slow = app.add_subcommand("slow", "A page that takes its time");
    auto *cached = app.add_subcommand("cached", "The same page behind a cache in memory");
    auto *proxy = app.add_subcommand("proxy", "A shared cache in front of any HTTP/1.1 server");
    addCommon(*slow, options, options.slowPort);
    addPage(*slow, options);
    addCommon(*cached, options, options.cachedPort);
    addPage(*cached, options);
    addCacheOptions(*cached, options.cache);
    auto *balancer = app.add_subcommand("balancer", "A load balancer in front of several HTTP/1.1 servers");
    addOriginUrl(*proxy, options.proxy.origin);
    addOrigin(*proxy, options);
    addProxyCacheOptions(*proxy, options.proxyCache);
    addCommon(*proxy, options, options.proxyPort);
    options.balancer.addTo(*balancer);
    addOrigin(*balancer, options);
    addCommon(*balancer, options, options.balancerPort);
    try {
        app.parse(argc, argv);
        if (balancer->parsed())
            return balancerCommandOf(options);
    } catch (const CLI::ParseError &error) {
        return earlyExit(app, error);
    }
    auto command = proxy->parsed() ? proxyCommandOf(options) : pageCommandOf(options, cached->parsed());
    if (command.plan.faults.cutBackend && !servers::hasBackend(command.plan))
        return EarlyExit{kBadArguments, {}, fmt::format("--faults: {}\n", servers::kNoBackend)};
    return command;
}

}
