#include "load/target_requests.h"

#include <algorithm>
#include <utility>

namespace escala::load {

std::expected<RequestSources, std::string> RequestSources::read(const LoadPlan &plan)
{
    RequestSources sources;
    auto authorization = authorizationFor(plan.credentials);
    if (!authorization)
        return std::unexpected("credentials: " + authorization.error());
    sources.authorization = std::move(*authorization);
    if (plan.feeds.empty() && plan.variables.empty())
        return sources;
    auto variables = Variables::prepare(plan.feeds, plan.variables, plan.seed);
    if (!variables)
        return std::unexpected(std::move(variables.error()));
    sources.variables.emplace(std::move(*variables));
    return sources;
}

std::expected<TargetRequests, std::string> TargetRequests::compile(const http::Url &url, const LoadPlan &plan,
                                                                   const RequestSources &sources)
{
    const RequestSettings settings{.keepAlive = plan.keepAlive,
                                   .userAgent = "escala/" ESCALA_VERSION,
                                   .authorization = sources.authorization,
                                   .compressed = plan.compressed};
    const Variables *variables = sources.variables ? &*sources.variables : nullptr;
    const auto specs = plan.mix();
    auto mix = RequestMix::compile(url, specs, settings, variables);
    if (!mix)
        return std::unexpected(std::move(mix.error()));
    TargetRequests result(url, std::move(*mix));
    result.m_sources = variables != nullptr ? variables->sources() : 0;
    result.m_cookies = plan.cookies;
    result.m_followRedirects = plan.followRedirects;
    for (const RequestSpec &spec : specs)
        result.lookFor(spec);
    result.m_plain = result.m_mix.constant() && result.m_checks.empty() && !plan.cookies && plan.followRedirects == 0;
    return result;
}

void TargetRequests::lookFor(const RequestSpec &request)
{
    Look look{.checks = {}, .keeps = m_cookies || m_followRedirects > 0};
    for (const std::string &expression : request.checks) {
        auto check = Check::parse(expression);
        if (!check)
            continue; // problemOf has refused it
        const auto needs = check->needs();
        look.keeps = look.keeps || needs.head || needs.body || needs.size;
        look.body = look.body || needs.body;
        auto known = std::ranges::find(m_checks, check->expression(), &Check::expression);
        if (known == m_checks.end())
            known = m_checks.insert(known, std::move(*check));
        look.checks.push_back(static_cast<std::uint32_t>(known - m_checks.begin()));
    }
    m_looks.push_back(std::move(look));
}

std::string problemOfSources(const LoadPlan &plan, const std::vector<http::Url> &targets)
{
    const auto sources = RequestSources::read(plan);
    if (!sources)
        return sources.error();
    for (const http::Url &url : targets) {
        if (const auto requests = TargetRequests::compile(url, plan, *sources); !requests)
            return requests.error();
    }
    return {};
}

}
