#include "metrics/histogram_codec.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>

namespace escala::metrics {

namespace {

constexpr std::uint32_t kCompressedCookie = 0x1c849304;
constexpr std::uint32_t kCookie = 0x1c849303;
constexpr std::uint32_t kSignificantDigits = 3;
constexpr std::uint64_t kLowest = 1;
constexpr std::uint64_t kHighest = 3'600'000'000;
constexpr std::size_t kHeaderBytes = 40;
constexpr std::size_t kMostPayload = std::size_t{1} << 20; // 23,552 counts of at most 9 bytes fit several times

constexpr std::size_t kMostCounts = 23'552;                   // buckets of 1 µs to 1 h, and a little beyond
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 53; // all that a double can count

using Bytes = std::vector<std::uint8_t>;

template <typename Integer>
void putBigEndian(Bytes &out, Integer value)
{
    for (int shift = (static_cast<int>(sizeof value) - 1) * 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

template <typename Integer>
Integer bigEndianAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    Integer value = 0;
    for (const std::uint8_t byte : bytes.subspan(at, sizeof value))
        value = static_cast<Integer>((value << 8U) | byte);
    return value;
}

/// ZigZag LEB128 as HdrHistogram has it: seven bits a byte, at most nine bytes, the ninth whole.
void putZigZag(Bytes &out, std::int64_t value)
{
    std::uint64_t rest = (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
    for (int byte = 0; byte < 8 && rest >= 0x80; ++byte) {
        out.push_back(static_cast<std::uint8_t>(rest | 0x80U));
        rest >>= 7U;
    }
    out.push_back(static_cast<std::uint8_t>(rest));
}

std::optional<std::int64_t> takeZigZag(std::span<const std::uint8_t> &bytes)
{
    std::uint64_t value = 0;
    for (unsigned byte = 0; byte < 9; ++byte) {
        if (bytes.empty())
            return std::nullopt;
        const std::uint64_t next = bytes.front();
        bytes = bytes.subspan(1);
        if (byte == 8) {
            value |= next << 56U;
            break;
        }
        value |= (next & 0x7fU) << (7 * byte);
        if ((next & 0x80U) == 0)
            break;
    }
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

Bytes payloadOf(std::span<const std::uint64_t> counts)
{
    Bytes payload;
    for (std::size_t index = 0; index < counts.size();) {
        if (counts[index] != 0) {
            putZigZag(payload, static_cast<std::int64_t>(counts[index++]));
            continue;
        }
        const std::size_t start = index;
        while (index < counts.size() && counts[index] == 0)
            ++index;
        putZigZag(payload, -static_cast<std::int64_t>(index - start));
    }
    return payload;
}

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64Of(const Bytes &bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t byte = 0; byte < 3; ++byte)
            group = (group << 8U) | (byte < left ? bytes[at + byte] : 0U);
        for (std::size_t digit = 0; digit < 4; ++digit)
            text += digit <= left ? kAlphabet[(group >> (18 - (6 * digit))) & 0x3fU] : '=';
    }
    return text;
}

std::optional<Bytes> bytesOf(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    text.remove_suffix(padding);
    Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (const char each : text) {
        const std::size_t digit = kAlphabet.find(each);
        if (digit == std::string_view::npos)
            return std::nullopt;
        group = (group << 6U) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(group >> bits));
        }
    }
    return bytes;
}

std::optional<Bytes> inflated(std::span<const std::uint8_t> bytes)
{
    Bytes out(kHeaderBytes + kMostPayload);
    auto length = static_cast<uLongf>(out.size());
    if (::uncompress(out.data(), &length, bytes.data(), static_cast<uLong>(bytes.size())) != Z_OK)
        return std::nullopt;
    out.resize(length);
    return out;
}

/// Calls `take(index, count)`, which may refuse with a sentence, for every bucket in use; the error says what is wrong.
template <typename Take>
std::expected<void, std::string> forEachCount(std::span<const std::uint8_t> payload, Take take)
{
    std::size_t index = 0;
    while (!payload.empty()) {
        const auto count = takeZigZag(payload);
        if (!count)
            return std::unexpected("the histogram ends within a count");
        if (*count <= 0) {
            const std::uint64_t zeros = *count == 0 ? 1 : std::uint64_t{0} - static_cast<std::uint64_t>(*count);
            if (zeros > kMostPayload)
                return std::unexpected("the histogram claims more buckets than 1 h in µs has");
            index += zeros;
            continue;
        }
        if (const char *problem = take(index++, static_cast<std::uint64_t>(*count)))
            return std::unexpected(problem);
    }
    return {};
}

std::expected<Histogram, std::string> histogramOf(std::span<const std::uint8_t> payload)
{
    Histogram histogram;
    const auto read = forEachCount(payload, [&](std::size_t index, std::uint64_t count) -> const char * {
        if (count > kMostValues - histogram.count())
            return "the histogram claims more values than can be counted";
        return histogram.addAt(index, count) ? nullptr : "the histogram has values beyond 1 h";
    });
    if (!read)
        return std::unexpected(read.error());
    return histogram;
}

std::optional<Histogram::Exact> takeExact(std::span<const std::uint8_t> &bytes)
{
    std::array<std::uint64_t, 4> values{};
    for (std::uint64_t &value : values) {
        const auto taken = takeZigZag(bytes);
        if (!taken)
            return std::nullopt;
        value = std::bit_cast<std::uint64_t>(*taken);
    }
    return Histogram::Exact{.minUs = values[0], .maxUs = values[1], .sumNs = values[2], .saturated = values[3]};
}

}

std::string encodeHistogram(const Histogram &histogram)
{
    const Bytes payload = payloadOf(histogram.counts());
    Bytes plain;
    plain.reserve(kHeaderBytes + payload.size());
    putBigEndian(plain, kCookie | 0x10U); // V2: the word size in the cookie's second digit is always 1
    putBigEndian(plain, static_cast<std::uint32_t>(payload.size()));
    putBigEndian(plain, std::uint32_t{0}); // normalizing index offset
    putBigEndian(plain, kSignificantDigits);
    putBigEndian(plain, kLowest);
    putBigEndian(plain, kHighest);
    putBigEndian(plain, std::bit_cast<std::uint64_t>(1.0)); // conversion ratio
    plain.insert(plain.end(), payload.begin(), payload.end());

    Bytes compressed(::compressBound(static_cast<uLong>(plain.size())));
    auto length = static_cast<uLongf>(compressed.size());
    ::compress(compressed.data(), &length, plain.data(), static_cast<uLong>(plain.size()));
    compressed.resize(length);

    Bytes all;
    putBigEndian(all, kCompressedCookie | 0x10U);
    putBigEndian(all, static_cast<std::uint32_t>(compressed.size()));
    all.insert(all.end(), compressed.begin(), compressed.end());
    return base64Of(all);
}

std::expected<Histogram, std::string> decodeHistogram(std::string_view base64)
{
    const auto all = bytesOf(base64);
    if (!all)
        return std::unexpected("the histogram is not base64");
    if (all->size() < 8 || (bigEndianAt<std::uint32_t>(*all, 0) & ~0xf0U) != (kCompressedCookie & ~0xf0U))
        return std::unexpected("the histogram is not in HdrHistogram's V2 compressed encoding");
    const std::size_t length = bigEndianAt<std::uint32_t>(*all, 4);
    if (length > all->size() - 8)
        return std::unexpected("the histogram is cut off");
    const auto plain = inflated(std::span(*all).subspan(8, length));
    if (!plain)
        return std::unexpected("the histogram's compressed part is damaged or far too large");
    if (plain->size() < kHeaderBytes || (bigEndianAt<std::uint32_t>(*plain, 0) & ~0xf0U) != (kCookie & ~0xf0U))
        return std::unexpected("the histogram's inner header is not HdrHistogram V2");
    if (bigEndianAt<std::uint32_t>(*plain, 8) != 0)
        return std::unexpected("the histogram's counts are shifted, which is not supported");
    if (bigEndianAt<std::uint32_t>(*plain, 12) != kSignificantDigits
        || bigEndianAt<std::uint64_t>(*plain, 16) != kLowest)
        return std::unexpected("the histogram does not have 3 significant digits from 1 µs");
    if (bigEndianAt<std::uint32_t>(*plain, 4) != plain->size() - kHeaderBytes)
        return std::unexpected("the histogram's length is wrong");
    return histogramOf(std::span(*plain).subspan(kHeaderBytes));
}

std::vector<std::uint8_t> packHistogram(const Histogram &histogram)
{
    Bytes bytes;
    const Histogram::Exact exact = histogram.exact();
    for (const std::uint64_t value : {exact.minUs, exact.maxUs, exact.sumNs, exact.saturated})
        putZigZag(bytes, std::bit_cast<std::int64_t>(value));
    const Bytes counts = payloadOf(histogram.counts());
    bytes.insert(bytes.end(), counts.begin(), counts.end());
    return bytes;
}

std::expected<Histogram, std::string> unpackHistogram(std::span<const std::uint8_t> bytes)
{
    const auto exact = takeExact(bytes);
    if (!exact)
        return std::unexpected("the histogram is cut off");
    auto histogram = histogramOf(bytes);
    if (histogram)
        histogram->setExact(*exact);
    return histogram;
}

std::expected<void, std::string> checkPacked(std::span<const std::uint8_t> bytes)
{
    if (!takeExact(bytes))
        return std::unexpected("the histogram is cut off");
    std::uint64_t values = 0;
    return forEachCount(bytes, [&](std::size_t index, std::uint64_t count) -> const char * {
        if (count > kMostValues - values)
            return "the histogram claims more values than can be counted";
        values += count;
        const bool within = index < kMostCounts && Histogram::valueAt(index) <= Histogram::kMaximum;
        return within ? nullptr : "the histogram has values beyond 1 h";
    });
}

void mergePacked(std::span<const std::uint8_t> bytes, Histogram &to)
{
    const auto more = takeExact(bytes);
    if (!more)
        return;
    Histogram::Exact exact = to.exact();
    [[maybe_unused]] const auto read = forEachCount(bytes, [&](std::size_t index, std::uint64_t count) -> const char * {
        (void)to.addAt(index, count);
        return nullptr;
    });
    exact.minUs = std::min(exact.minUs, more->minUs);
    exact.maxUs = std::max(exact.maxUs, more->maxUs);
    exact.sumNs += more->sumNs;
    exact.saturated += more->saturated;
    to.setExact(exact);
}

void forEachPacked(std::span<const std::uint8_t> bytes,
                   const std::function<void(std::size_t index, std::uint64_t count)> &take)
{
    if (!takeExact(bytes))
        return;
    [[maybe_unused]] const auto read = forEachCount(bytes, [&](std::size_t index, std::uint64_t count) -> const char * {
        take(index, count);
        return nullptr;
    });
}

}
