#include "servers/balancer/random_picker.h"

namespace escala::servers::balancer {

std::size_t RandomPicker::pick(const PickRequest &request)
{
    double total = 0;
    for (std::size_t i = 0; i < m_contenders.size(); ++i)
        total += isBarred(request.barred, i) ? 0 : m_contenders[i].weight;
    double left = m_draw.unit() * total;
    std::size_t last = kNobody; // where rounding leaves a grain over
    for (std::size_t i = 0; i < m_contenders.size(); ++i) {
        if (isBarred(request.barred, i))
            continue;
        last = i;
        left -= m_contenders[i].weight;
        if (left < 0)
            break;
    }
    return last;
}

}
