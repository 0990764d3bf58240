#include "store/archive.h"

#include "metrics/histogram_codec.h"

#include <cmath>

namespace escala::store {

namespace {

constexpr unsigned kBits = 7;
constexpr std::uint64_t kLow = 0x7f;
constexpr std::uint8_t kMore = 0x80;
constexpr unsigned kLastShift = 63;

}

void ArchiveWriter::natural(std::uint64_t value)
{
    for (; value > kLow; value >>= kBits)
        m_bytes.push_back(static_cast<std::uint8_t>(value & kLow) | kMore);
    m_bytes.push_back(static_cast<std::uint8_t>(value));
}

void ArchiveWriter::put(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (unsigned shift = 0; shift < 64; shift += 8)
        m_bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
}

void ArchiveWriter::put(const std::string &text)
{
    natural(text.size());
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
}

void ArchiveWriter::put(const std::vector<std::uint8_t> &bytes)
{
    natural(bytes.size());
    raw(bytes);
}

void ArchiveWriter::put(const metrics::Histogram &histogram)
{
    put(histogram.empty() ? std::vector<std::uint8_t>() : metrics::packHistogram(histogram));
}

std::uint64_t ArchiveReader::natural()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift <= kLastShift; shift += kBits) {
        if (m_rest.empty())
            break;
        const std::uint8_t byte = m_rest.front();
        m_rest = m_rest.subspan(1);
        if (shift == kLastShift && byte > 1)
            break;
        value |= (byte & kLow) << shift;
        if ((byte & kMore) == 0)
            return value;
    }
    fail();
    return 0;
}

std::span<const std::uint8_t> ArchiveReader::raw(std::uint64_t count)
{
    if (count > m_rest.size()) {
        fail();
        return {};
    }
    const auto bytes = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return bytes;
}

std::uint64_t ArchiveReader::countOf()
{
    const std::uint64_t count = natural();
    if (count > m_rest.size()) {
        fail();
        return 0;
    }
    return count;
}

void ArchiveReader::get(bool &value)
{
    const std::uint64_t byte = natural();
    if (byte > 1)
        fail();
    value = m_good && byte == 1;
}

void ArchiveReader::get(double &value)
{
    std::uint64_t bits = 0;
    const auto bytes = raw(sizeof bits);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bits |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) // nothing that is measured is
        value = 0;
}

void ArchiveReader::get(std::string &text)
{
    const auto bytes = raw(natural());
    text.assign(bytes.begin(), bytes.end());
}

void ArchiveReader::get(std::vector<std::uint8_t> &bytes)
{
    const auto read = raw(natural());
    bytes.assign(read.begin(), read.end());
}

void ArchiveReader::get(metrics::Histogram &histogram)
{
    histogram = metrics::Histogram();
    const auto bytes = raw(natural());
    if (bytes.empty())
        return;
    if (auto read = metrics::unpackHistogram(bytes))
        histogram = std::move(*read);
    else
        fail();
}

}
