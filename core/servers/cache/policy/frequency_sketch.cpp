#include "servers/cache/policy/frequency_sketch.h"

#include <algorithm>
#include <bit>

namespace escala::servers {

namespace {

constexpr std::size_t kLeast = 64;
constexpr std::size_t kWiderThanEntries = 4; // keys that are not in the cache are counted too
constexpr std::size_t kSamplesAnEntry = 10;
constexpr std::uint8_t kMost = 15;

// SplitMix64's finaliser (Steele, Lea, Flood 2014): each row sees another hash of the key.
std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

}

FrequencySketch::FrequencySketch()
    : m_width(kLeast * kWiderThanEntries)
    , m_counters(kRows * m_width)
{
}

void FrequencySketch::fit(std::size_t entries)
{
    const std::size_t wanted = std::bit_ceil(entries) * kWiderThanEntries;
    if (wanted <= m_width)
        return;
    m_width = wanted;
    m_counters.assign(kRows * m_width, 0);
    m_additions = 0;
}

FrequencySketch::Places FrequencySketch::placesOf(std::uint64_t hash) const
{
    Places places{};
    for (std::size_t row = 0; row < kRows; ++row)
        places.at(row) = row * m_width + (mixed(hash + row * 0x9e3779b97f4a7c15U) & (m_width - 1));
    return places;
}

void FrequencySketch::add(std::uint64_t hash)
{
    const auto places = placesOf(hash);
    const unsigned lowest = count(hash);
    for (const auto place : places) { // only what is too low already, which keeps the others' error small
        if (m_counters[place] == lowest && lowest < kMost)
            ++m_counters[place];
    }
    if (++m_additions >= kSamplesAnEntry * m_width / kWiderThanEntries)
        halve();
}

unsigned FrequencySketch::count(std::uint64_t hash) const
{
    unsigned lowest = kMost;
    for (const auto place : placesOf(hash))
        lowest = std::min<unsigned>(lowest, m_counters[place]);
    return lowest;
}

void FrequencySketch::halve()
{
    for (auto &counter : m_counters)
        counter = static_cast<std::uint8_t>(counter / 2);
    m_additions /= 2;
}

}
