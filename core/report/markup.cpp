#include "report/markup.h"

namespace escala::report
{

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char each : text) {
        switch (each) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        case '\t':
        case '\n':
        case '\r':
            out += each;
            break;
        default:
            if (static_cast<unsigned char>(each) < 0x20)
                out += "\xEF\xBF\xBD";
            else
                out += each;
        }
    }
    return out;
}

}
