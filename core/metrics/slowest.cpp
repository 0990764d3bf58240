#include "metrics/slowest.h"

#include <algorithm>

namespace escala::metrics {

void Slowest::add(const SlowRequest &request) noexcept
{
    if (!wants(request.response))
        return;
    if (m_size < kMost)
        ++m_size;
    std::size_t place = m_size - 1;
    for (; place > 0 && m_requests[place - 1].response < request.response; --place)
        m_requests[place] = m_requests[place - 1];
    m_requests[place] = request;
}

void Slowest::merge(const Slowest &other) noexcept
{
    for (const SlowRequest &request : other.requests())
        add(request);
}

bool operator==(const Slowest &left, const Slowest &right) noexcept
{
    return std::ranges::equal(left.requests(), right.requests());
}

}
