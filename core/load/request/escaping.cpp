#include "load/request/escaping.h"

#include <array>
#include <string_view>

namespace escala::load {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

/// How many characters a character becomes.
using Widths = std::array<unsigned char, 256>;

constexpr bool isUnreserved(std::size_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

constexpr Widths urlWidths()
{
    Widths widths{};
    for (std::size_t c = 0; c < widths.size(); ++c)
        widths[c] = isUnreserved(c) ? 1 : 3;
    return widths;
}

constexpr Widths jsonWidths()
{
    Widths widths{};
    for (std::size_t c = 0; c < widths.size(); ++c)
        widths[c] = c < 0x20 ? 6 : 1;
    widths['"'] = widths['\\'] = 2;
    return widths;
}

constexpr Widths kUrlWidths = urlWidths();
constexpr Widths kJsonWidths = jsonWidths();

/// Writes a character in its width, ending in front of `end`.
void writeBackwards(char *end, unsigned char c, unsigned char width)
{
    switch (width) {
    case 1:
        end[-1] = static_cast<char>(c);
        return;
    case 2:
        end[-1] = static_cast<char>(c);
        end[-2] = '\\';
        return;
    case 3:
        end[-1] = kHex[c & 0xfU];
        end[-2] = kHex[c >> 4U];
        end[-3] = '%';
        return;
    default:
        end[-1] = kHex[c & 0xfU];
        end[-2] = kHex[c >> 4U];
        end[-3] = end[-4] = '0';
        end[-5] = 'u';
        end[-6] = '\\';
    }
}

}

void escapeTail(std::string &text, std::size_t start, Escaping escaping)
{
    const Widths &widths = escaping == Escaping::Url ? kUrlWidths : kJsonWidths;
    const auto widthOf = [&widths](char c) { return widths[static_cast<unsigned char>(c)]; };
    const std::size_t before = text.size();
    std::size_t after = start;
    for (std::size_t i = start; i < before; ++i)
        after += widthOf(text[i]);
    if (after == before)
        return;
    text.resize(after);
    // From the end, so that nothing is overwritten that is still to be read.
    for (std::size_t from = before, to = after; from > start; --from) {
        const char c = text[from - 1];
        writeBackwards(text.data() + to, static_cast<unsigned char>(c), widthOf(c));
        to -= widthOf(c);
    }
}

}
