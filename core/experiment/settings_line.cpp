#include "experiment/experiment.h"
#include "experiment/local_number.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <thread>

namespace escala::experiment {

namespace {

constexpr const char *kSettingsContext = "Settings";

/// The parts of the line, with their figures as its reader writes them.
class Parts {
public:
    explicit Parts(Reader reader)
        : m_reader(reader)
    {
    }

    void add(std::string part) { m_parts.push_back(std::move(part)); }
    void addCounted(std::uint64_t count, const char *one, const char *many)
    {
        add(sentence(kSettingsContext, count == 1 ? one : many, number(static_cast<double>(count))));
    }

    [[nodiscard]] std::string number(double value) const { return local(text::readableNumber(value)); }
    [[nodiscard]] std::string duration(std::chrono::nanoseconds value) const
    {
        return local(text::readableDuration(value));
    }
    [[nodiscard]] std::string bytes(std::size_t count) const
    {
        return local(text::readableBytes(static_cast<double>(count)));
    }
    [[nodiscard]] std::string joined() const
    {
        std::string line;
        for (const std::string &part : m_parts)
            line += line.empty() ? part : ", " + part;
        return line;
    }

private:
    [[nodiscard]] std::string local(const std::string &figure) const { return localNumber(figure, m_reader); }

    Reader m_reader;
    std::vector<std::string> m_parts;
};

std::string orderName(load::Order order)
{
    switch (order) {
    case load::Order::Parallel:
        return sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "parallel"));
    case load::Order::Sequential:
        return sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "sequential"));
    case load::Order::Interleaved:
        return sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "interleaved"));
    }
    return {};
}

void addStages(const load::LoadPlan &plan, Parts &parts)
{
    constexpr std::size_t kMostSpelled = 3;
    if (plan.stages.size() > kMostSpelled)
        parts.addCounted(plan.stages.size(), QT_TRANSLATE_NOOP("Settings", "%1 stage"),
                         QT_TRANSLATE_NOOP("Settings", "%1 stages"));
    else
        parts.add(load::formatStages(plan.stages));
}

void addOpenModel(const load::LoadPlan &plan, Parts &parts)
{
    if (plan.stages.empty())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "%1 requests/s"), parts.number(plan.rate)));
    else
        addStages(plan, parts);
    parts.add(plan.arrivals == load::ArrivalLaw::Poisson
                  ? sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "open model, Poisson arrivals"))
                  : sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "open model")));
    parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "at most %1 in flight"),
                       parts.number(plan.maxInFlight)));
    if (plan.connections)
        parts.addCounted(*plan.connections, QT_TRANSLATE_NOOP("Settings", "%1 connection"),
                         QT_TRANSLATE_NOOP("Settings", "%1 connections"));
}

void addModel(const load::LoadPlan &plan, Parts &parts)
{
    if (plan.model == load::Model::Open)
        return addOpenModel(plan, parts);
    if (plan.stages.empty())
        parts.addCounted(plan.users, QT_TRANSLATE_NOOP("Settings", "%1 user"),
                         QT_TRANSLATE_NOOP("Settings", "%1 users"));
    else
        addStages(plan, parts);
    parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "closed model")));
    if (!plan.think.isNone())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "think time %1"),
                           load::formatThinkTime(plan.think)));
}

void addLimits(const load::LoadPlan &plan, Parts &parts)
{
    if (plan.requests)
        parts.addCounted(*plan.requests, QT_TRANSLATE_NOOP("Settings", "%1 request"),
                         QT_TRANSLATE_NOOP("Settings", "%1 requests"));
    if (plan.duration)
        parts.add(parts.duration(*plan.duration));
    if (plan.coldRequest)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "one cold request first")));
    if (plan.warmup.count() > 0)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "warm-up %1"), parts.duration(plan.warmup)));
}

void addHttp2(const load::LoadPlan &plan, Parts &parts)
{
    if (plan.http2)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "HTTP/2")));
    if (plan.streams > 1)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "%1 streams a user"),
                           parts.number(static_cast<double>(plan.streams))));
}

/// What differs from a connection to the URL's host that lasts as long as it can.
void addConnection(const load::ConnectionSpec &spec, Parts &parts)
{
    if (!spec.unixSocket.empty())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "Unix socket %1"), spec.unixSocket));
    if (!spec.sources.empty())
        parts.addCounted(spec.sources.size(), QT_TRANSLATE_NOOP("Settings", "from %1 address"),
                         QT_TRANSLATE_NOOP("Settings", "from %1 addresses"));
    if (spec.perSecond)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "up to %1 new connections/s"),
                           parts.number(*spec.perSecond)));
    if (spec.requestsEach > 0)
        parts.addCounted(spec.requestsEach, QT_TRANSLATE_NOOP("Settings", "%1 request a connection"),
                         QT_TRANSLATE_NOOP("Settings", "%1 requests a connection"));
    if (spec.dns == load::DnsMode::Connection)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "a name look-up a connection")));
    else if (spec.dns == load::DnsMode::Ttl)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "name look-ups by TTL")));
    if (!spec.dnsServer.empty())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "DNS server %1"), spec.dnsServer));
    if (!spec.certFile.empty())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "client certificate")));
    if (spec.resumeTls)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "TLS sessions resumed")));
}

/// "GET /a and 2 more requests"; where there is one, no more than differs from a GET of the URL.
void addMix(const load::LoadPlan &plan, Parts &parts)
{
    const load::RequestSpec &first = plan.request;
    const std::string shown = first.method + (first.path.empty() ? "" : " " + first.path);
    const auto more = plan.moreRequests.size();
    if (more == 1)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "%1 and 1 more request"), shown));
    else if (more > 1)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "%1 and %2 more requests"), shown,
                           parts.number(static_cast<double>(more))));
    else if (shown != "GET")
        parts.add(shown);
}

/// What users do beyond sending and receiving.
void addUserAgent(const load::LoadPlan &plan, Parts &parts)
{
    if (plan.cookies)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "cookies")));
    if (plan.followRedirects > 0)
        parts.addCounted(plan.followRedirects, QT_TRANSLATE_NOOP("Settings", "up to %1 redirect followed"),
                         QT_TRANSLATE_NOOP("Settings", "up to %1 redirects followed"));
    if (plan.compressed)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "gzip offered")));
    if (plan.credentials.scheme != load::CredentialSpec::Scheme::None)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "with credentials")));
    std::set<std::string_view> checks;
    for (const std::string &check : plan.request.checks)
        checks.insert(check);
    for (const load::RequestSpec &request : plan.moreRequests)
        checks.insert(request.checks.begin(), request.checks.end());
    if (!checks.empty())
        parts.addCounted(checks.size(), QT_TRANSLATE_NOOP("Settings", "%1 check"),
                         QT_TRANSLATE_NOOP("Settings", "%1 checks"));
}

/// What differs from a plain GET with verified certificates.
void addRequest(const load::LoadPlan &plan, Parts &parts)
{
    addMix(plan, parts);
    if (!plan.request.headers.empty())
        parts.addCounted(plan.request.headers.size(), QT_TRANSLATE_NOOP("Settings", "%1 header field"),
                         QT_TRANSLATE_NOOP("Settings", "%1 header fields"));
    if (!plan.request.body.empty())
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "body %1"),
                           parts.bytes(plan.request.body.size())));
    addUserAgent(plan, parts);
    if (plan.insecure)
        parts.add(sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "certificates not verified")));
}

}

std::string settingsLine(const Experiment &experiment, Reader reader)
{
    const load::LoadPlan &plan = experiment.plan;
    const std::uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
    Parts parts(reader);
    addModel(plan, parts);
    addLimits(plan, parts);
    parts.add(plan.keepAlive ? sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "keep-alive"))
                             : sentence(kSettingsContext, QT_TRANSLATE_NOOP("Settings", "a connection a request")));
    addHttp2(plan, parts);
    addConnection(plan.connection, parts);
    parts.addCounted(load::threadsFor(plan, cores), QT_TRANSLATE_NOOP("Settings", "%1 engine thread"),
                     QT_TRANSLATE_NOOP("Settings", "%1 engine threads"));
    if (experiment.targets.size() > 1)
        parts.add(orderName(plan.order));
    addRequest(plan, parts);
    return parts.joined();
}

}
