#include "servers/balancer/balancer_handler.h"

#include "servers/balancer/balanced_exchange.h"
#include "servers/balancer/bounded_hash_picker.h"
#include "servers/balancer/request_key.h"
#include "servers/balancer/sticky_cookie.h"
#include "servers/relay/own_answer.h"

#include <utility>

namespace escala::servers::balancer {

BalancerHandler::BalancerHandler(net::EventLoop &loop, const BalancerPlan &plan, unsigned number, unsigned loops,
                                 Fleet::OnOutlier onOutlier)
    : m_shared{.loop = loop,
               .plan = plan,
               .fleet = Fleet(loop, plan, number, loops, std::move(onOutlier)),
               .line = RetryLine(loop, plan.retry),
               .draw = random::Draw(plan.seed, random::streamOf("balancer"), number),
               .date = {},
               .retries = {},
               .hedges = {}}
{
}

std::unique_ptr<RequestStream> BalancerHandler::open(const http::RequestHead &head, std::string_view bytes,
                                                     ClientStream &client)
{
    if (answersItself(head, bytes, client))
        return nullptr;
    Fleet::Wish wish;
    const auto &plan = m_shared.plan;
    if (plan.algorithm == Algorithm::Hash)
        wish.key = keyFor(head, bytes, client);
    if (!plan.stickyCookie.empty())
        wish.sticky = identityIn(cookieOf(bytes, plan.stickyCookie).value_or(std::string_view()));
    auto exchange = std::make_unique<BalancedExchange>(m_shared, client, head, wish);
    exchange->start(head, bytes);
    return exchange;
}

std::uint64_t BalancerHandler::keyFor(const http::RequestHead &head, std::string_view bytes, const ClientStream &client)
{
    const auto &key = m_shared.plan.hashKey;
    const auto text = keyOf(key, head, bytes, key.source == HashKey::Source::Client ? client.peer() : std::string());
    return text ? hashOf(*text) : m_shared.draw.bits();
}

}
