#include "http/base64.h"

#include <cstdint>

namespace escala::http {

std::string base64(std::string_view bytes)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (unsigned j = 0; j < 4; ++j)
            result += i + j <= bytes.size() ? alphabet[group >> (18U - 6U * j) & 0x3fU] : '=';
    }
    return result;
}

}
