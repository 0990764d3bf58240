#include "report/markup.h"

#include <QString>

namespace escala::report {

std::string validUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

std::string printable(std::string_view text)
{
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar &each : shown) {
        if (each.category() == QChar::Other_Control)
            each = QChar::ReplacementCharacter;
    }
    return shown.toStdString();
}

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char each : validUtf8(text)) {
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
