#include "servers/cache/policy/sieve_policy.h"

namespace escala::servers {

void SievePolicy::inserted(EntryId entry, std::uint64_t)
{
    if (entry >= m_used.size())
        m_used.resize(entry + 1UL);
    m_used[entry] = false;
    m_ring.push(entry);
}

void SievePolicy::removed(EntryId entry)
{
    if (m_hand == entry) // the hand stays between its neighbours
        m_hand = entry == m_ring.newest() ? std::nullopt : std::optional(m_ring.after(entry));
    m_ring.remove(entry);
}

EntryId SievePolicy::victim()
{
    EntryId at = m_hand.value_or(m_ring.oldest());
    while (m_used[at]) {
        m_used[at] = false;
        at = m_ring.after(at);
    }
    m_hand = at;
    return at;
}

}
