#include "servers/cache/policy/entry_rings.h"

namespace escala::servers {

EntryRings::EntryRings(std::size_t rings)
    : m_sizes(rings)
{
    for (EntryId head = 0; head < rings; ++head)
        m_links.push_back({.newer = head, .older = head, .ring = head});
}

void EntryRings::push(EntryId entry, std::size_t ring)
{
    const auto element = elementOf(entry);
    if (element >= m_links.size())
        m_links.resize(element + 1);
    const auto head = static_cast<EntryId>(ring);
    const EntryId newest = m_links[head].older;
    m_links[element] = {.newer = head, .older = newest, .ring = head};
    m_links[newest].newer = static_cast<EntryId>(element);
    m_links[head].older = static_cast<EntryId>(element);
    ++m_sizes[ring];
}

void EntryRings::remove(EntryId entry)
{
    const auto [newer, older, ring] = m_links[elementOf(entry)];
    m_links[newer].older = older;
    m_links[older].newer = newer;
    --m_sizes[ring];
}

void EntryRings::move(EntryId entry, std::size_t ring)
{
    if (ringOf(entry) == ring && newest(ring) == entry)
        return;
    remove(entry);
    push(entry, ring);
}

EntryId EntryRings::after(EntryId entry) const
{
    const auto &links = m_links[elementOf(entry)];
    return links.newer == links.ring ? oldest(links.ring) : entryOf(links.newer);
}

}
