#include "servers/cache/policy/lfu_policy.h"

namespace escala::servers {

void LfuPolicy::inserted(EntryId entry, std::uint64_t)
{
    if (entry >= m_uses.size())
        m_uses.resize(entry + 1UL);
    m_uses[entry] = {.count = 1, .latest = ++m_clock, .entry = entry};
    m_order.insert(m_uses[entry]);
}

void LfuPolicy::used(EntryId entry)
{
    auto node = m_order.extract(m_uses[entry]); // put back: no allocation
    ++m_uses[entry].count;
    m_uses[entry].latest = ++m_clock;
    node.value() = m_uses[entry];
    m_order.insert(std::move(node));
}

void LfuPolicy::removed(EntryId entry)
{
    m_order.erase(m_uses[entry]);
}

}
