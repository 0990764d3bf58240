#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace escala::monitor {

/// LEB128: seven bits a byte, the lowest first.
inline void putVarint(std::string &bytes, std::uint64_t value)
{
    while (value >= 0x80) {
        bytes.push_back(static_cast<char>(value | 0x80U));
        value >>= 7U;
    }
    bytes.push_back(static_cast<char>(value));
}

/// Takes one off the front; empty where the bytes end within it, or it has more than 64 bits.
inline std::optional<std::uint64_t> takeVarint(std::string_view &bytes)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes.remove_prefix(1);
        if (shift == 63 && byte > 1)
            return std::nullopt;
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if ((byte & 0x80U) == 0)
            return value;
    }
    return std::nullopt;
}

}
