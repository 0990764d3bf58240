#include "servers/balancer/bounded_hash_picker.h"

#include "random/draw.h"

#include <cmath>

namespace escala::servers::balancer {

std::uint64_t hashOf(std::string_view text) noexcept
{
    return random::streamOf(text);
}

void BoundedHashPicker::assign(std::span<const Contender> contenders)
{
    m_contenders = contenders;
    m_weights = 0;
    for (const auto &each : contenders)
        m_weights += each.weight;
}

// −w / ln(u) is larger than any other one's with the probability of its weight's share.
double BoundedHashPicker::score(std::size_t index, std::uint64_t key) const noexcept
{
    const auto &contender = m_contenders[index];
    random::Draw draw(key, contender.identity, 0);
    return -contender.keyWeight / std::log(draw.unit());
}

std::int64_t BoundedHashPicker::countInFlight() const noexcept
{
    std::int64_t all = 0;
    for (const auto &each : m_contenders)
        all += each.inFlight->load(std::memory_order_relaxed);
    return all;
}

bool BoundedHashPicker::isFull(std::size_t index, std::int64_t all) const noexcept
{
    const auto &contender = m_contenders[index];
    const double bound = std::ceil(m_factor * static_cast<double>(all) * contender.weight / m_weights);
    return static_cast<double>(contender.inFlight->load(std::memory_order_relaxed)) >= bound;
}

// The bounds add up to more than there is in flight, so one has room, unless it is barred: then the key's first goes.
std::size_t BoundedHashPicker::pick(const PickRequest &request)
{
    const auto all = countInFlight() + 1;
    std::size_t best = kNobody;
    std::size_t bestWithRoom = kNobody;
    double bestScore = 0;
    double bestRoomScore = 0;
    for (std::size_t i = 0; i < m_contenders.size(); ++i) {
        if (isBarred(request.barred, i))
            continue;
        const double scored = score(i, request.key);
        if (best == kNobody || scored > bestScore) {
            best = i;
            bestScore = scored;
        }
        if ((bestWithRoom == kNobody || scored > bestRoomScore) && !isFull(i, all)) {
            bestWithRoom = i;
            bestRoomScore = scored;
        }
    }
    return bestWithRoom == kNobody ? best : bestWithRoom;
}

}
