#include "servers/balancer/smooth_weighted_picker.h"

namespace escala::servers::balancer {

void SmoothWeightedPicker::assign(std::span<const Contender> contenders)
{
    m_contenders = contenders;
    m_lead.assign(contenders.size(), 0);
}

std::size_t SmoothWeightedPicker::pick(const PickRequest &request)
{
    std::size_t best = kNobody;
    double total = 0;
    for (std::size_t i = 0; i < m_contenders.size(); ++i) {
        if (isBarred(request.barred, i))
            continue;
        m_lead[i] += m_contenders[i].weight;
        total += m_contenders[i].weight;
        if (best == kNobody || m_lead[i] > m_lead[best])
            best = i;
    }
    if (best != kNobody)
        m_lead[best] -= total;
    return best;
}

}
