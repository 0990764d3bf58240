#include "monitor/source_cell.h"

#include "monitor/varint.h"

#include <QByteArray>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace escala::monitor {

namespace {

constexpr qsizetype kMostBytes = qsizetype{1} << 20;

void putFloat(std::string &bytes, double value)
{
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<char>(bits >> shift));
}

std::optional<double> takeFloat(std::string_view &bytes)
{
    if (bytes.size() < 4)
        return std::nullopt;
    std::uint32_t bits = 0;
    for (unsigned byte = 0; byte < 4; ++byte)
        bits |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[byte])) << (8 * byte);
    bytes.remove_prefix(4);
    const auto value = static_cast<double>(std::bit_cast<float>(bits));
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Number, whether it is one value throughout, and the values.
std::optional<SourceCell::Entry> takeEntry(std::string_view &bytes, std::uint64_t next)
{
    const auto gap = takeVarint(bytes);
    const auto readings = takeVarint(bytes);
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    if (!gap || !readings || *gap > kMost - next || *readings / 2 == 0 || *readings / 2 > kMost)
        return std::nullopt;
    SourceCell::Entry entry{.series = static_cast<std::uint32_t>(next + *gap),
                            .readings = static_cast<std::uint32_t>(*readings / 2)};
    const auto mean = takeFloat(bytes);
    const bool constant = *readings % 2 == 1;
    const auto min = constant ? mean : takeFloat(bytes);
    const auto max = constant ? mean : takeFloat(bytes);
    if (!mean || !min || !max)
        return std::nullopt;
    entry.min = *min;
    entry.max = *max;
    entry.sum = *mean * entry.readings;
    return entry;
}

}

void SourceCell::Entry::merge(const Entry &other) noexcept
{
    readings += other.readings;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
    sum += other.sum;
}

void SourceCell::add(std::uint32_t series, double value)
{
    constexpr double kMost = std::numeric_limits<float>::max();
    if (std::isnan(value) || std::abs(value) > kMost)
        return;
    const Entry entry{.series = series, .readings = 1, .min = value, .max = value, .sum = value};
    const auto at = std::ranges::lower_bound(m_entries, series, {}, &Entry::series);
    if (at != m_entries.end() && at->series == series)
        at->merge(entry);
    else
        m_entries.insert(at, entry);
}

void SourceCell::merge(const SourceCell &other)
{
    std::vector<Entry> all;
    all.reserve(std::max(m_entries.size(), other.m_entries.size()));
    auto mine = m_entries.begin();
    for (const Entry &theirs : other.m_entries) {
        while (mine != m_entries.end() && mine->series < theirs.series)
            all.push_back(*mine++);
        all.push_back(theirs);
        if (mine != m_entries.end() && mine->series == theirs.series)
            all.back().merge(*mine++);
    }
    all.insert(all.end(), mine, m_entries.end());
    m_entries = std::move(all);
}

const SourceCell::Entry *SourceCell::find(std::uint32_t series) const noexcept
{
    const auto at = std::ranges::lower_bound(m_entries, series, {}, &Entry::series);
    return at != m_entries.end() && at->series == series ? &*at : nullptr;
}

std::string SourceCell::encoded() const
{
    std::string bytes;
    std::uint64_t next = 0;
    for (const Entry &entry : m_entries) {
        const bool constant = entry.min == entry.max;
        putVarint(bytes, entry.series - next);
        putVarint(bytes, (std::uint64_t{entry.readings} * 2) + (constant ? 1 : 0));
        putFloat(bytes, constant ? entry.min : entry.mean());
        if (!constant) {
            putFloat(bytes, entry.min);
            putFloat(bytes, entry.max);
        }
        next = std::uint64_t{entry.series} + 1;
    }
    return qCompress(QByteArray::fromStdString(bytes)).toStdString();
}

std::optional<SourceCell> SourceCell::decoded(std::string_view compressed)
{
    // qUncompress trusts the length in the first four bytes and would allocate as much.
    if (compressed.size() < 4 || static_cast<std::uint8_t>(compressed[0]) != 0
        || static_cast<std::uint8_t>(compressed[1]) > 0x10)
        return std::nullopt;
    const QByteArray plain =
        qUncompress(reinterpret_cast<const uchar *>(compressed.data()), static_cast<qsizetype>(compressed.size()));
    if (plain.isEmpty() || plain.size() > kMostBytes)
        return std::nullopt;
    std::string_view bytes(plain.constData(), static_cast<std::size_t>(plain.size()));
    SourceCell cell;
    std::uint64_t next = 0;
    while (!bytes.empty()) {
        const auto entry = takeEntry(bytes, next);
        if (!entry)
            return std::nullopt;
        cell.m_entries.push_back(*entry);
        next = std::uint64_t{entry->series} + 1;
    }
    return cell;
}

}
