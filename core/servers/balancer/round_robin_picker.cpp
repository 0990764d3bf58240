#include "servers/balancer/round_robin_picker.h"

#include <algorithm>

namespace escala::servers::balancer {

namespace {

constexpr double kWhole = 1 - 1e-9;      // ten tenths are less than one
constexpr std::size_t kMostRounds = 100; // a weight below a hundredth waits no longer

}

void RoundRobinPicker::assign(std::span<const Contender> contenders)
{
    m_contenders = contenders;
    m_credit.assign(contenders.size(), 0);
}

std::size_t RoundRobinPicker::pick(const PickRequest &request)
{
    const auto count = m_contenders.size();
    std::size_t last = kNobody;
    for (std::size_t turn = 0; turn < kMostRounds * count; ++turn) {
        if (turn == count && last == kNobody)
            return kNobody; // a whole round of barred ones
        const auto each = m_next % count;
        m_next = (each + 1) % count;
        if (isBarred(request.barred, each))
            continue;
        last = each;
        m_credit[each] += std::min(1.0, m_contenders[each].weight);
        if (m_credit[each] < kWhole)
            continue;
        m_credit[each] = std::max(0.0, m_credit[each] - 1);
        return each;
    }
    return last;
}

}
