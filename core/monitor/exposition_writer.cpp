#include "monitor/exposition.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace escala::monitor {

namespace {

std::string escaped(std::string_view text, bool quotes)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '"' && quotes)
            out += "\\\"";
        else
            out += c;
    }
    return out;
}

std::string numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return fmt::format("{}", value);
}

constexpr std::array<std::string_view, 5> kTypeNames{"untyped", "counter", "gauge", "histogram", "summary"};

}

std::string seriesText(std::string_view name, const Labels &labels)
{
    std::string text(name);
    if (labels.empty())
        return text;
    text += '{';
    for (const auto &[label, value] : labels)
        text += (text.back() == '{' ? "" : ",") + label + "=\"" + escaped(value, true) + '"';
    text += '}';
    return text;
}

void ExpositionWriter::family(std::string_view name, std::string_view help, MetricType type)
{
    m_text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, escaped(help, false), name,
                          kTypeNames.at(static_cast<std::size_t>(type)));
}

void ExpositionWriter::sample(std::string_view name, const Labels &labels, double value,
                              std::optional<std::int64_t> timestampMs)
{
    m_text += seriesText(name, labels) + ' ' + numberText(value);
    if (timestampMs)
        m_text += ' ' + std::to_string(*timestampMs);
    m_text += '\n';
}

}
