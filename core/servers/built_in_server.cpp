#include "servers/built_in_server.h"

#include "servers/admin_handler.h"
#include "servers/balancer/load_balancer.h"
#include "servers/cache/backend/remote_cached_handler.h"
#include "servers/cache/cached_handler.h"
#include "servers/faults/backend_link.h"
#include "servers/faults/fault_switch.h"
#include "servers/faults/faults_route.h"
#include "servers/faults/loop_front.h"
#include "servers/http_server.h"
#include "servers/listen_address.h"
#include "servers/listener.h"
#include "servers/proxy/caching_handler.h"
#include "servers/server_caches.h"
#include "servers/stats.h"

#include "net/event_loop.h"

#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace escala::servers {

namespace {

constexpr std::int64_t kReservedDescriptors = 64; // loops, listeners, the admin endpoint
constexpr std::size_t kAdminConnections = 32;

/// Descriptors that are not for clients.
std::int64_t reservedBy(const ServerPlan &plan)
{
    std::size_t connections = 0; // of one loop
    if (plan.balancer)
        connections = plan.balancer->origin.connections * std::max<std::size_t>(1, plan.balancer->replicas.size());
    else if (plan.proxy)
        connections = plan.proxy->origin.connections;
    return kReservedDescriptors + static_cast<std::int64_t>(connections * std::max(1U, plan.threads));
}

/// Raises the limit of open files as far as it may go, and tells how many connections fit.
std::int64_t connectionsThatFit(std::size_t wanted, std::int64_t reserved)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const auto files = static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1U << 30U));
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(wanted), 1, std::max<std::int64_t>(1, files - reserved));
}

/// What the loops of a server share.
struct Shared {
    WorkerGate gate;
    const Catalogue catalogue;
    ServerCaches caches;
    std::shared_ptr<const http::TlsContext> tls; ///< Towards the origin of a proxy.
    std::unique_ptr<balancer::LoadBalancer> balancer;
    const std::shared_ptr<BackendGate> backend = std::make_shared<BackendGate>();
};

/// Towards an origin that a fault can cut off.
ProxyPlan gated(ProxyPlan plan, const Shared &shared)
{
    plan.origin.gate = shared.backend;
    return plan;
}

/// One event loop, and what lives on its thread. Connections go before the handlers they use.
struct ServingLoop {
    ServingLoop(Shared &shared, const ServerPlan &plan, std::uint64_t number)
        : slow(loop, counters, shared.gate, shared.catalogue, plan.page.delay)
        , link(*shared.backend, slow)
        , front(loop, number, listeners)
    {
        if (shared.balancer) {
            balancer = shared.balancer->makeHandler(loop);
            serve(*balancer, plan.limits);
            return;
        }
        if (plan.proxy) {
            proxy = std::make_unique<ProxyHandler>(loop, counters, gated(*plan.proxy, shared), shared.tls.get());
            if (shared.caches.proxy)
                caching = std::make_unique<proxy::CachingHandler>(loop, counters, *shared.caches.proxy, *proxy);
            serve(caching ? static_cast<StreamHandler &>(*caching) : *proxy, plan.limits);
            return;
        }
        if (shared.caches.memory)
            cached = std::make_unique<CachedHandler>(loop, counters, *shared.caches.memory, link);
        else if (shared.caches.remote)
            cached = std::make_unique<RemoteCachedHandler>(loop, counters, *shared.caches.remote, link, number == 0);
        if (shared.catalogue.pages() > 1)
            drawer = std::make_unique<PageDrawer>(shared.catalogue, pages(), number);
        serve(drawer ? static_cast<Handler &>(*drawer) : pages(), plan.limits);
    }

    void serve(Handler &handler, const ServerLimits &limits)
    {
        http = std::make_unique<HttpServer>(loop, handler, counters, limits);
        front.attach(*http, handler);
    }

    void serve(StreamHandler &handler, const ServerLimits &limits)
    {
        http = std::make_unique<HttpServer>(loop, handler, counters, limits);
        front.attach(*http, handler, limits.request);
    }

    /// What may refer to another loop goes.
    void leaveOthers()
    {
        caching.reset();
        cached.reset();
    }

    [[nodiscard]] Handler &pages() noexcept { return cached ? *cached : slow; }

    net::EventLoop loop;
    ServerCounters counters;
    SlowHandler slow;
    BackendLink link; ///< Between the cache and the page.
    std::unique_ptr<Handler> cached;
    std::unique_ptr<PageDrawer> drawer; ///< With more than one page.
    std::unique_ptr<ProxyHandler> proxy;
    std::unique_ptr<proxy::CachingHandler> caching;
    std::unique_ptr<balancer::BalancerHandler> balancer;
    LoopFront::Listeners listeners; ///< Only of the first loop.
    LoopFront front;
    std::unique_ptr<HttpServer> http;
    std::thread thread;
};

ServerLimits adminLimits()
{
    ServerLimits limits;
    limits.body = kMaxAdminBody;
    return limits;
}

/// The admin endpoint with a loop of its own, so that it answers however busy the server is.
struct AdminLoop {
    AdminLoop(std::function<Stats()> stats, CacheContents *cache)
        : handler(std::move(stats), cache)
        , http(std::make_unique<HttpServer>(loop, bodies, counters, limits))
    {
    }

    const ServerLimits limits = adminLimits();
    net::EventLoop loop;
    ServerCounters counters;
    AdminHandler handler;
    BodyCollector bodies{handler, limits.request};
    std::unique_ptr<HttpServer> http;
    std::vector<std::unique_ptr<Listener>> listeners;
    std::thread thread;
};

/// Null where no origin speaks TLS.
std::expected<std::shared_ptr<const http::TlsContext>, std::string> tlsTowards(const ServerPlan &plan)
{
    const OriginPlan *origin = nullptr;
    if (plan.balancer && std::ranges::any_of(plan.balancer->replicas, [](const auto &each) { return each.url.tls; }))
        origin = &plan.balancer->origin;
    else if (!plan.balancer && plan.proxy && plan.proxy->origin.url.tls)
        origin = &plan.proxy->origin;
    if (origin == nullptr)
        return nullptr;
    auto context = http::TlsContext::create({.caFile = origin->caFile});
    if (!context)
        return std::unexpected(context.error());
    return std::make_shared<const http::TlsContext>(std::move(*context));
}

std::unique_ptr<balancer::LoadBalancer> makeBalancer(const ServerPlan &plan, const Shared &shared)
{
    if (!plan.balancer)
        return nullptr;
    auto gatedPlan = *plan.balancer;
    gatedPlan.origin.gate = shared.backend;
    return std::make_unique<balancer::LoadBalancer>(std::move(gatedPlan), shared.tls, std::max(1U, plan.threads));
}

void end(net::EventLoop &loop, std::thread &thread)
{
    loop.stop();
    if (thread.joinable())
        thread.join();
}

}

bool hasBackend(const ServerPlan &plan) noexcept
{
    return plan.cache || plan.proxy || plan.balancer;
}

std::string_view kindOf(const ServerPlan &plan) noexcept
{
    if (plan.balancer)
        return "balancer";
    if (plan.proxy)
        return "proxy";
    return plan.cache ? "cached" : "slow";
}

class BuiltInServer::Private {
public:
    Private(const ServerPlan &plan, const std::shared_ptr<const http::TlsContext> &tls);
    ~Private();

    void listen(std::vector<net::FileDescriptor> serving, std::vector<net::FileDescriptor> admin);
    [[nodiscard]] std::expected<void, std::string> setFaults(const FaultPlan &faults)
    {
        return m_faults.setAtStart(faults);
    }
    void run();
    void drain();

    std::string url;
    std::string adminUrl;
    net::FileDescriptor drained;

private:
    [[nodiscard]] bool hasRoom() const noexcept;
    void adopt(net::FileDescriptor socket);
    [[nodiscard]] Stats stats();
    [[nodiscard]] CacheContents *cacheContents() const noexcept;
    void loopIsEmpty();

    const net::Clock::time_point m_start = net::Clock::now();
    const std::string m_kind;
    const std::int64_t m_maxConnections;
    Shared m_shared;
    std::vector<std::unique_ptr<ServingLoop>> m_loops;
    std::size_t m_nextLoop = 0; ///< Who gets the next connection; the first loop's.
    std::atomic<std::size_t> m_emptyLoops = 0;
    AdminLoop m_admin;
    FaultSwitch m_faults;
};

BuiltInServer::Private::Private(const ServerPlan &plan, const std::shared_ptr<const http::TlsContext> &tls)
    : drained(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_kind(kindOf(plan))
    , m_maxConnections(connectionsThatFit(plan.limits.connections, reservedBy(plan)))
    , m_shared{.gate = WorkerGate(plan.workforce),
               .catalogue = Catalogue(plan.page.catalogue, plan.page.body),
               .caches = cachesOf(plan),
               .tls = tls,
               .balancer = nullptr}
    , m_admin([this] { return stats(); }, cacheContents())
    , m_faults(m_admin.loop, m_shared.gate, *m_shared.backend)
{
    m_shared.balancer = makeBalancer(plan, m_shared);
    for (unsigned i = 0; i < std::max(1U, plan.threads); ++i) {
        auto &made = *m_loops.emplace_back(std::make_unique<ServingLoop>(m_shared, plan, m_loops.size()));
        m_faults.add(made.loop, made.front);
    }
    m_admin.handler.add(std::make_unique<FaultsRoute>(m_faults, hasBackend(plan)));
    if (m_shared.balancer) {
        m_shared.balancer->begin(m_admin.loop);
        m_admin.handler.add(m_shared.balancer->makeRoute());
    }
}

// Threads first; then whatever refers to a loop other than its own is gone before any loop goes.
BuiltInServer::Private::~Private()
{
    end(m_admin.loop, m_admin.thread);
    for (const auto &each : m_loops)
        end(each->loop, each->thread);
    m_loops.front()->listeners.clear();
    m_admin.listeners.clear();
    for (const auto &each : m_loops)
        each->http.reset();
    for (const auto &each : m_loops)
        each->leaveOthers();
    if (m_shared.balancer)
        m_shared.balancer->end();
}

void BuiltInServer::Private::listen(std::vector<net::FileDescriptor> serving, std::vector<net::FileDescriptor> admin)
{
    for (auto &socket : serving) {
        m_loops.front()->listeners.push_back(std::make_unique<Listener>(
            m_loops.front()->loop, std::move(socket), [this](net::FileDescriptor fd) { adopt(std::move(fd)); },
            [this] { return hasRoom(); }));
    }
    for (auto &socket : admin) {
        m_admin.listeners.push_back(std::make_unique<Listener>(
            m_admin.loop, std::move(socket), [this](net::FileDescriptor fd) { m_admin.http->adopt(std::move(fd)); },
            [this] { return m_admin.counters.connectionsOpen.value() < std::int64_t{kAdminConnections}; }));
    }
}

void BuiltInServer::Private::run()
{
    for (const auto &each : m_loops)
        each->thread = std::thread([&loop = each->loop] { loop.run(); });
    m_admin.thread = std::thread([this] { m_admin.loop.run(); });
}

bool BuiltInServer::Private::hasRoom() const noexcept
{
    std::int64_t open = 0;
    for (const auto &each : m_loops)
        open += each->counters.connectionsOpen.value();
    return open < m_maxConnections;
}

// In turn, so that every loop has as many: SO_REUSEPORT would deal them out by a hash, and unevenly.
void BuiltInServer::Private::adopt(net::FileDescriptor socket)
{
    auto &next = *m_loops[m_nextLoop++ % m_loops.size()];
    if (&next == m_loops.front().get())
        next.http->adopt(std::move(socket));
    else
        next.loop.post([&next, fd = std::move(socket)]() mutable { next.http->adopt(std::move(fd)); });
}

CacheContents *BuiltInServer::Private::cacheContents() const noexcept
{
    return m_shared.caches.contents();
}

Stats BuiltInServer::Private::stats()
{
    std::vector<const ServerCounters *> counters;
    for (const auto &each : m_loops)
        counters.push_back(&each->counters);
    auto stats = addUp(counters, cacheContents());
    if (m_kind == "proxy") {
        stats.origin.emplace();
        for (const auto *loop : counters)
            addTo(*stats.origin, static_cast<const OriginCounters &>(*loop));
    }
    if (m_shared.balancer)
        m_shared.balancer->addTo(stats);
    measureProcess(stats);
    stats.kind = m_kind;
    if (!m_faults.faults().isNone())
        stats.faults = m_faults.faults();
    stats.uptimeSeconds = std::chrono::duration<double>(net::Clock::now() - m_start).count();
    return stats;
}

void BuiltInServer::Private::drain()
{
    m_loops.front()->loop.post([this] {
        m_loops.front()->listeners.clear();
        for (const auto &each : m_loops)
            each->loop.post([this, &http = *each->http] { http.drain([this] { loopIsEmpty(); }); });
    });
}

void BuiltInServer::Private::loopIsEmpty()
{
    if (++m_emptyLoops < m_loops.size())
        return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(drained.get(), &one, sizeof one);
}

BuiltInServer::BuiltInServer(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

BuiltInServer::~BuiltInServer() = default;

std::expected<std::unique_ptr<BuiltInServer>, std::string> BuiltInServer::start(const ServerPlan &plan)
try {
    auto serving = listenAt(plan.host, plan.port);
    if (!serving)
        return std::unexpected(serving.error());
    auto admin = listenAt("127.0.0.1", plan.adminPort);
    if (!admin)
        return std::unexpected("the admin endpoint: " + admin.error());
    auto tls = tlsTowards(plan);
    if (!tls)
        return std::unexpected(tls.error());
    auto priv = std::make_unique<Private>(plan, *tls);
    priv->url = serving->url;
    priv->adminUrl = admin->url;
    priv->listen(std::move(serving->sockets), std::move(admin->sockets));
    if (auto set = priv->setFaults(plan.faults); !set)
        return std::unexpected(set.error());
    priv->run();
    return std::unique_ptr<BuiltInServer>(new BuiltInServer(std::move(priv)));
} catch (const std::system_error &error) {
    return std::unexpected(std::string("the system gives no more threads or descriptors: ") + error.what());
}

const std::string &BuiltInServer::url() const noexcept
{
    return d->url;
}

const std::string &BuiltInServer::adminUrl() const noexcept
{
    return d->adminUrl;
}

void BuiltInServer::drain()
{
    d->drain();
}

int BuiltInServer::drainedFd() const noexcept
{
    return d->drained.get();
}

}
