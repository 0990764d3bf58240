#pragma once

#include "metrics/histogram.h"

#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace escala::metrics {

/// HdrHistogram V2 compressed encoding (cookie 0x1c849304: zlib over ZigZag LEB128 counts), values in µs, base64: what
/// stands in a result's "histogram" and in the lines of an .hlog. Read by every HdrHistogram implementation.
[[nodiscard]] std::string encodeHistogram(const Histogram &histogram);

/// The reverse; the error says what is wrong with the text. Never reads or allocates beyond what the text can hold.
[[nodiscard]] std::expected<Histogram, std::string> decodeHistogram(std::string_view base64);

/// The same counts in as few bytes and as quickly as possible, with what the V2 encoding leaves out (exact sum, minimum
/// and maximum): for stores of our own. `unpackHistogram` gives an equal histogram back.
[[nodiscard]] std::vector<std::uint8_t> packHistogram(const Histogram &histogram);
[[nodiscard]] std::expected<Histogram, std::string> unpackHistogram(std::span<const std::uint8_t> bytes);
/// Whether `unpackHistogram` would give one, without a histogram's memory; the error says what is wrong.
[[nodiscard]] std::expected<void, std::string> checkPacked(std::span<const std::uint8_t> bytes);
/// As `to.merge(*unpackHistogram(bytes))`, likewise; of bytes that `checkPacked` accepts.
void mergePacked(std::span<const std::uint8_t> bytes, Histogram &to);
/// The buckets in use of packed bytes, ascending, as far as they can be read: without a histogram's memory.
void forEachPacked(std::span<const std::uint8_t> bytes,
                   const std::function<void(std::size_t index, std::uint64_t count)> &take);

}
