#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace escala::http {

/// The bytes that nghttp2 hands over, as text.
[[nodiscard]] inline std::string_view textOf(const std::uint8_t *bytes, std::size_t size) noexcept
{
    return {reinterpret_cast<const char *>(bytes), size};
}

}
