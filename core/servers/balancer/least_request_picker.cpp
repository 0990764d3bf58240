#include "servers/balancer/least_request_picker.h"

namespace escala::servers::balancer {

std::size_t LeastRequestPicker::pick(const PickRequest &request)
{
    const auto count = m_contenders.size();
    std::size_t best = kNobody;
    double least = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto each = (m_next + i) % count;
        if (isBarred(request.barred, each))
            continue;
        const double load = m_contenders[each].load();
        if (best == kNobody || load < least) {
            best = each;
            least = load;
        }
    }
    if (best != kNobody)
        m_next = (best + 1) % count;
    return best;
}

}
