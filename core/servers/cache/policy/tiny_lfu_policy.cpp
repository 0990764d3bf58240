#include "servers/cache/policy/tiny_lfu_policy.h"

#include <algorithm>

namespace escala::servers {

namespace {

constexpr std::size_t kWindowShare = 100; // the window is one in so many
constexpr double kProtectedShare = 0.8;   // of the main part

}

std::size_t TinyLfuPolicy::all() const
{
    return m_segments.size(Window) + m_segments.size(Probation) + m_segments.size(Protected);
}

std::size_t TinyLfuPolicy::windowSize() const
{
    return std::max<std::size_t>(1, all() / kWindowShare);
}

void TinyLfuPolicy::inserted(EntryId entry, std::uint64_t hash)
{
    if (entry >= m_hashes.size())
        m_hashes.resize(entry + 1UL);
    m_hashes[entry] = hash;
    m_segments.push(entry, Window);
    m_asked.fit(all());
    m_asked.add(hash);
    while (m_segments.size(Window) > windowSize())
        m_segments.move(m_segments.oldest(Window), Probation);
}

void TinyLfuPolicy::used(EntryId entry)
{
    m_asked.add(m_hashes[entry]);
    if (m_segments.ringOf(entry) == Window)
        return m_segments.move(entry, Window);
    m_segments.move(entry, Protected);
    const auto main = static_cast<double>(m_segments.size(Probation) + m_segments.size(Protected));
    if (static_cast<double>(m_segments.size(Protected)) > kProtectedShare * main)
        m_segments.move(m_segments.oldest(Protected), Probation);
}

void TinyLfuPolicy::removed(EntryId entry)
{
    m_segments.remove(entry);
}

EntryId TinyLfuPolicy::victim()
{
    const bool hasMain = m_segments.size(Probation) + m_segments.size(Protected) > 0;
    if (!hasMain)
        return m_segments.oldest(Window);
    const EntryId resident = m_segments.oldest(m_segments.size(Probation) > 0 ? Probation : Protected);
    if (m_segments.size(Window) < windowSize())
        return resident;
    const EntryId candidate = m_segments.oldest(Window);
    return m_asked.count(m_hashes[candidate]) > m_asked.count(m_hashes[resident]) ? resident : candidate;
}

}
