#include "http/base64.h"
#include "input.h"
#include "metrics/histogram_codec.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

using escala::metrics::decodeHistogram;
using escala::metrics::encodeHistogram;
using escala::metrics::Histogram;
using fuzz::require;

namespace {

void putBigEndian(std::string &out, std::uint64_t value, unsigned bytes)
{
    for (unsigned left = bytes; left-- > 0;)
        out += static_cast<char>(value >> (8 * left));
}

/// The envelope of HdrHistogram's V2 encoding around counts: no fuzzer guesses a zlib checksum.
std::string enveloped(std::string_view counts)
{
    std::string plain;
    putBigEndian(plain, 0x1c849313, 4);
    putBigEndian(plain, counts.size(), 4);
    putBigEndian(plain, 0, 4);
    putBigEndian(plain, 3, 4);
    putBigEndian(plain, 1, 8);
    putBigEndian(plain, 3'600'000'000, 8);
    putBigEndian(plain, 0x3ff0000000000000, 8);
    plain += counts;
    std::string compressed(::compressBound(plain.size()), '\0');
    uLongf length = compressed.size();
    ::compress2(reinterpret_cast<Bytef *>(compressed.data()), &length, reinterpret_cast<const Bytef *>(plain.data()),
                plain.size(), 1);
    std::string all;
    putBigEndian(all, 0x1c849314, 4);
    putBigEndian(all, length, 4);
    return escala::http::base64(all.append(compressed, 0, length));
}

void check(const Histogram &histogram)
{
    const auto counts = histogram.counts();
    require(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == histogram.count(), "counts add up");
    require(histogram.min() <= histogram.max(), "the least is not above the most");
    constexpr std::array quantiles{0.0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0};
    std::array<std::chrono::microseconds, quantiles.size()> values{};
    histogram.quantiles(quantiles, values);
    require(std::ranges::is_sorted(values) && values.back() == histogram.max(), "quantiles ascend to the most");
    require(histogram.quantile(0.9) == values[4], "one quantile is what it is among several");
    require(histogram.countAtOrBelow(histogram.max()) == histogram.count(), "none is above the most");
    const auto again = decodeHistogram(encodeHistogram(histogram));
    require(again.has_value() && *again == histogram, "what is encoded decodes to the same");
}

}

// A choice, then a text of base64, or the counts that stand in one.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool bare = (input.choice() & 1U) != 0;
    const auto decoded = bare ? decodeHistogram(enveloped(input.text())) : decodeHistogram(input.text());
    if (decoded)
        check(*decoded);
    else
        require(!decoded.error().empty(), "a refusal says why");
    return 0;
}
