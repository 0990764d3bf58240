#include "load/address_source.h"

#include <utility>

namespace escala::load {

using net::Clock;

net::Resolver::Options resolverOptionsOf(const LoadPlan &plan)
{
    net::Resolver::Options options{.server = std::nullopt, .timeout = plan.connectTimeout};
    if (auto server = net::parseAddressAndPort(plan.connection.dnsServer, kDnsPort))
        options.server = *server;
    return options;
}

AddressSource::AddressSource(TargetRun &target, DnsMode mode, net::Resolver *resolver, std::size_t start)
    : m_target(target)
    , m_mode(mode)
    , m_resolver(resolver)
    , m_ring(start)
{
    m_ring.set(target.endpoints);
}

bool AddressSource::mustAsk(TimePoint now) const noexcept
{
    if (!m_target.endpoints.empty())
        return false;
    return m_mode == DnsMode::Connection || now >= m_validUntil;
}

void AddressSource::ask(Waiter &waiter)
{
    const auto latest = m_questions.rbegin();
    if (m_mode == DnsMode::Ttl && latest != m_questions.rend() && !latest->second.answered) {
        waiter.question = latest->first;
        latest->second.waiters.push_back(&waiter);
        return;
    }
    waiter.question = ++m_lastQuestion;
    m_questions.emplace(m_lastQuestion, Question{.asked = Clock::now(), .waiters = {&waiter}});
    m_resolver->ask(m_target.url.host, m_target.url.port, [this, question = m_lastQuestion](net::Resolver::Answer got) {
        answered(question, std::move(got));
    });
}

void AddressSource::forget(Waiter &waiter) noexcept
{
    const auto question = m_questions.find(std::exchange(waiter.question, 0));
    if (question != m_questions.end())
        std::erase(question->second.waiters, &waiter);
}

void AddressSource::answered(std::uint64_t question, net::Resolver::Answer answer)
{
    const auto now = Clock::now();
    const bool found = answer.has_value();
    if (found) {
        for (const net::Endpoint &endpoint : answer->endpoints) {
            if (endpoint.isLoopback())
                m_target.local.store(true, std::memory_order_relaxed);
        }
        m_validUntil = now + answer->ttl;
        m_ring.set(std::move(answer->endpoints));
    }
    // Whoever is told may ask anew, or have others forget their wait.
    Question &of = m_questions.at(question);
    of.answered = true;
    std::optional<std::chrono::nanoseconds> time = now - of.asked;
    while (!of.waiters.empty()) {
        Waiter *const waiter = of.waiters.front();
        of.waiters.pop_front();
        waiter->question = 0;
        waiter->lookedUp(found, std::exchange(time, std::nullopt));
    }
    m_questions.erase(question);
}

}
