#include "monitor/cell.h"

#include "monitor/varint.h"

#include <algorithm>
#include <limits>
#include <span>

namespace escala::monitor {

namespace {

constexpr std::uint64_t kVersion = 1;

template <typename Some>
constexpr auto distributionsOf(Some &cell)
{
    return std::array{&cell.response, &cell.dns, &cell.connect, &cell.tls, &cell.ttfb, &cell.transfer};
}

void addTo(std::span<std::uint32_t> counts, std::span<const std::uint32_t> more)
{
    for (std::size_t index = 0; index < counts.size(); ++index)
        counts[index] += more[index];
}

void takeFrom(std::span<std::uint32_t> counts, std::span<const std::uint32_t> less)
{
    for (std::size_t index = 0; index < counts.size(); ++index)
        counts[index] -= std::min(counts[index], less[index]);
}

PhaseFigures phaseOf(const Distribution &values)
{
    return {.p50 = values.quantile(0.5), .p95 = values.quantile(0.95)};
}

/// How many are not 0, then each with its index.
void putCounts(std::string &bytes, std::span<const std::uint32_t> counts)
{
    putVarint(bytes, counts.size() - static_cast<std::size_t>(std::ranges::count(counts, 0U)));
    for (std::size_t index = 0; index < counts.size(); ++index) {
        if (counts[index] == 0)
            continue;
        putVarint(bytes, index);
        putVarint(bytes, counts[index]);
    }
}

void putDistribution(std::string &bytes, const Distribution &values)
{
    putVarint(bytes, values.buckets().size());
    std::uint64_t next = 0;
    for (const auto &[index, count] : values.buckets()) {
        putVarint(bytes, index - next);
        putVarint(bytes, count);
        next = index + 1U;
    }
}

/// Takes what was put; `bad` is sticky, and whatever follows is harmless.
class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    std::uint64_t number(std::uint64_t most = std::numeric_limits<std::uint32_t>::max())
    {
        const auto value = takeVarint(m_bytes);
        m_bad = m_bad || !value || *value > most;
        return m_bad ? 0 : *value;
    }
    void counts(std::span<std::uint32_t> into)
    {
        for (std::uint64_t left = number(into.size()); left > 0 && !m_bad; --left) {
            const std::uint64_t index = number(into.size() - 1);
            into[index] = static_cast<std::uint32_t>(number());
        }
    }
    void distribution(Distribution &into)
    {
        std::uint64_t next = 0;
        for (std::uint64_t left = number(Distribution::kEnd); left > 0 && !m_bad; --left) {
            const std::uint64_t index = next + number(Distribution::kEnd);
            const std::uint64_t count = number();
            m_bad = m_bad || index >= Distribution::kEnd
                || !into.append({static_cast<std::uint16_t>(index), static_cast<std::uint32_t>(count)});
            next = index + 1;
        }
    }
    [[nodiscard]] bool wholeAndGood() const { return !m_bad && m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_bad = false;
};

}

void Cell::add(const ProbeResult &probe)
{
    ++probes;
    if (probe.status != 0)
        ++cache.at(static_cast<std::size_t>(probe.cache));
    if (probe.error) {
        ++errors.at(static_cast<std::size_t>(*probe.error));
        return;
    }
    ++good;
    response.record(probe.response);
    dns.record(probe.dns);
    connect.record(probe.connect);
    if (probe.tls)
        tls.record(*probe.tls);
    ttfb.record(probe.ttfb);
    transfer.record(probe.transfer);
}

void Cell::merge(const Cell &other)
{
    probes += other.probes;
    good += other.good;
    addTo(errors, other.errors);
    addTo(cache, other.cache);
    const auto mine = distributionsOf(*this);
    const auto theirs = distributionsOf(other);
    for (std::size_t index = 0; index < mine.size(); ++index)
        mine[index]->merge(*theirs[index]);
}

void Cell::subtract(const Cell &other)
{
    probes -= std::min(probes, other.probes);
    good -= std::min(good, other.good);
    takeFrom(errors, other.errors);
    takeFrom(cache, other.cache);
    const auto mine = distributionsOf(*this);
    const auto theirs = distributionsOf(other);
    for (std::size_t index = 0; index < mine.size(); ++index)
        mine[index]->subtract(*theirs[index]);
}

Figures Cell::figures() const
{
    Figures figures;
    figures.probes = probes;
    figures.good = good;
    std::ranges::copy(errors, figures.errors.begin());
    std::ranges::copy(cache, figures.cache.begin());
    figures.p50 = response.quantile(0.5);
    figures.p95 = response.quantile(0.95);
    figures.p99 = response.quantile(0.99);
    figures.max = response.quantile(1);
    figures.dns = phaseOf(dns);
    figures.connect = phaseOf(connect);
    figures.tls = phaseOf(tls);
    figures.ttfb = phaseOf(ttfb);
    figures.transfer = phaseOf(transfer);
    return figures;
}

std::string Cell::encoded() const
{
    std::string bytes;
    putVarint(bytes, kVersion);
    putVarint(bytes, probes);
    putVarint(bytes, good);
    putCounts(bytes, errors);
    putCounts(bytes, cache);
    for (const Distribution *values : distributionsOf(*this))
        putDistribution(bytes, *values);
    return bytes;
}

std::optional<Cell> Cell::decoded(std::string_view bytes)
{
    Cell cell;
    Reader reader(bytes);
    if (reader.number() != kVersion)
        return std::nullopt;
    cell.probes = static_cast<std::uint32_t>(reader.number());
    cell.good = static_cast<std::uint32_t>(reader.number());
    reader.counts(cell.errors);
    reader.counts(cell.cache);
    for (Distribution *values : distributionsOf(cell))
        reader.distribution(*values);
    return reader.wholeAndGood() ? std::optional(std::move(cell)) : std::nullopt;
}

}
