#pragma once

#include "metrics/histogram.h"

#include <cstdint>
#include <expected>
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

}
