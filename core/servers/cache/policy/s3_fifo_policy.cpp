#include "servers/cache/policy/s3_fifo_policy.h"

#include <algorithm>

namespace escala::servers {

namespace {

constexpr std::size_t kSmallShare = 10; // the small queue is one in so many
constexpr unsigned kMostUses = 3;

}

void S3FifoPolicy::inserted(EntryId entry, std::uint64_t hash)
{
    if (entry >= m_notes.size())
        m_notes.resize(entry + 1UL);
    m_notes[entry] = {.hash = hash, .uses = 0};
    m_queues.push(entry, m_ghosts.take(hash) ? Main : Small);
}

void S3FifoPolicy::used(EntryId entry)
{
    m_notes[entry].uses = std::min(m_notes[entry].uses + 1, kMostUses);
}

void S3FifoPolicy::removed(EntryId entry)
{
    m_queues.remove(entry);
}

EntryId S3FifoPolicy::victim()
{
    const std::size_t all = m_queues.size(Small) + m_queues.size(Main);
    for (;;) {
        const bool small = m_queues.size(Main) == 0 || m_queues.size(Small) * kSmallShare >= all;
        const EntryId oldest = m_queues.oldest(small ? Small : Main);
        Note &note = m_notes[oldest];
        if (small && note.uses > 1) {
            note.uses = 0;
            m_queues.move(oldest, Main);
        } else if (!small && note.uses > 0) {
            --note.uses;
            m_queues.move(oldest, Main);
        } else {
            if (small)
                m_ghosts.add(note.hash, all - all / kSmallShare);
            return oldest;
        }
    }
}

void S3FifoPolicy::Ghosts::add(std::uint64_t hash, std::size_t most)
{
    m_numbers[hash] = m_next;
    m_queue.emplace_back(hash, m_next++);
    while (m_queue.size() > most) {
        const auto [oldest, number] = m_queue.front();
        m_queue.pop_front();
        if (const auto found = m_numbers.find(oldest); found != m_numbers.end() && found->second == number)
            m_numbers.erase(found);
    }
}

bool S3FifoPolicy::Ghosts::take(std::uint64_t hash)
{
    return m_numbers.erase(hash) > 0;
}

}
