#include "servers/cache/cache_policy.h"

namespace escala::servers {

void LruPolicy::inserted(EntryId entry)
{
    if (entry + 1 >= m_ring.size())
        m_ring.resize(entry + 2);
    link(entry + 1);
}

void LruPolicy::used(EntryId entry)
{
    if (m_ring[0].older == entry + 1)
        return; // the newest already
    unlink(entry + 1);
    link(entry + 1);
}

void LruPolicy::removed(EntryId entry)
{
    unlink(entry + 1);
}

EntryId LruPolicy::victim() const
{
    return m_ring[0].newer - 1;
}

void LruPolicy::link(EntryId element)
{
    const EntryId newest = m_ring[0].older;
    m_ring[element] = {0, newest};
    m_ring[newest].newer = element;
    m_ring[0].older = element;
}

void LruPolicy::unlink(EntryId element)
{
    const auto [newer, older] = m_ring[element];
    m_ring[newer].older = older;
    m_ring[older].newer = newer;
}

}
