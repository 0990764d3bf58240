#include "servers/proxy/hit_memo.h"

#include <functional>
#include <utility>

namespace escala::servers::proxy {

const HitMemo::Hit *HitMemo::find(std::string_view request, Time now) const
{
    if (m_hits.empty())
        return nullptr;
    const Hit &hit = m_hits[slotOf(request)];
    return hit.request == request && now < hit.until ? &hit : nullptr;
}

void HitMemo::remember(Hit hit)
{
    if (hit.request.size() > kLongest || hit.fields.size() > kLongest)
        return;
    if (m_hits.empty())
        m_hits.resize(kSlots);
    auto &slot = m_hits[slotOf(hit.request)];
    slot = std::move(hit);
}

std::size_t HitMemo::slotOf(std::string_view request) noexcept
{
    return std::hash<std::string_view>()(request) % kSlots;
}

}
