#include "servers/balancer/replica.h"

#include "random/draw.h"

namespace escala::servers::balancer {

Replica::Replica(const http::Url &url, std::shared_ptr<const http::TlsContext> tls, unsigned loops)
    : m_url(url)
    , m_name(url.text())
    , m_identity(random::streamOf(m_name))
    , m_tls(std::move(tls))
{
    for (unsigned i = 0; i < loops; ++i)
        m_tallies.push_back(std::make_unique<ReplicaTally>());
}

OriginStats Replica::origin() const noexcept
{
    OriginStats sum;
    for (const auto &tally : m_tallies)
        addTo(sum, tally->origin);
    return sum;
}

std::int64_t Replica::failures() const noexcept
{
    std::int64_t sum = 0;
    for (const auto &tally : m_tallies)
        sum += tally->failures.value();
    return sum;
}

double Replica::latency() const noexcept
{
    double sum = 0;
    int heard = 0;
    for (const auto &tally : m_tallies) {
        const auto latency = tally->latency.value();
        sum += static_cast<double>(latency) * 1e-9;
        heard += latency > 0 ? 1 : 0;
    }
    return heard == 0 ? 0 : sum / heard;
}

}
