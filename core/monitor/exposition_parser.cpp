#include "monitor/exposition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace escala::monitor {

namespace {

constexpr std::array<std::pair<std::string_view, MetricType>, 5> kTypes{{{"untyped", MetricType::Untyped},
                                                                         {"counter", MetricType::Counter},
                                                                         {"gauge", MetricType::Gauge},
                                                                         {"histogram", MetricType::Histogram},
                                                                         {"summary", MetricType::Summary}}};

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

constexpr bool startsName(char c, bool colon)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (colon && c == ':');
}

/// One line, from left to right.
class Line {
public:
    explicit Line(std::string_view text)
        : m_rest(text)
    {
        skipBlanks();
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    void skipBlanks()
    {
        while (!m_rest.empty() && isBlank(m_rest.front()))
            m_rest.remove_prefix(1);
    }
    bool take(char wanted)
    {
        if (m_rest.empty() || m_rest.front() != wanted)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// Of a metric with colons, of a label without; empty where none stands here.
    std::string_view name(bool colon)
    {
        std::size_t length = 0;
        while (length < m_rest.size()
               && (startsName(m_rest[length], colon) || (length > 0 && m_rest[length] >= '0' && m_rest[length] <= '9')))
            ++length;
        return cut(length);
    }
    /// Up to the next blank.
    std::string_view word()
    {
        std::size_t length = 0;
        while (length < m_rest.size() && !isBlank(m_rest[length]))
            ++length;
        return cut(length);
    }
    /// In quotes, with \\ \" \n; empty where it has no end or another escape.
    std::optional<std::string> quoted()
    {
        if (!take('"'))
            return std::nullopt;
        std::string value;
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"')
                return value;
            if (c != '\\') {
                value += c;
                continue;
            }
            if (m_rest.empty() || !std::string_view("\\\"n").contains(m_rest.front()))
                return std::nullopt;
            value += m_rest.front() == 'n' ? '\n' : m_rest.front();
            m_rest.remove_prefix(1);
        }
        return std::nullopt;
    }

private:
    std::string_view cut(std::size_t length)
    {
        const std::string_view taken = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return taken;
    }

    std::string_view m_rest;
};

/// As Go's ParseFloat has it, but for hexadecimal: NaN, Inf, +Inf, decimals. Too small is 0.
std::optional<double> valueOf(std::string_view text)
{
    const bool plus = text.starts_with('+');
    if (plus)
        text.remove_prefix(1);
    if (text.empty() || text.contains('(') || (plus && text.starts_with('-')))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range)
        return text.contains("e-") || text.contains("E-") ? std::optional(0.0) : std::nullopt;
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> timestampOf(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string unescapedHelp(std::string_view text)
{
    std::string help;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '\\' || text[at + 1] == 'n')) {
            help += text[at + 1] == 'n' ? '\n' : '\\';
            ++at;
        } else {
            help += text[at];
        }
    }
    return help;
}

/// Cut between characters: a byte that follows in UTF-8 begins none.
std::string shortened(std::string text)
{
    if (text.size() <= ExpositionLimits::kHelp)
        return text;
    std::size_t length = ExpositionLimits::kHelp;
    while (length > 0 && (static_cast<std::uint8_t>(text[length]) & 0xc0U) == 0x80)
        --length;
    return text.substr(0, length);
}

class Parser {
public:
    explicit Parser(const TakeSample &take)
        : m_take(take)
    {
    }

    std::expected<void, std::string> parse(std::string_view text)
    {
        for (std::size_t number = 1; !text.empty(); ++number) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const char *problem = line(text.substr(0, end));
            if (problem)
                return std::unexpected(fmt::format("line {}: {}", number, problem));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return {};
    }
    [[nodiscard]] std::vector<MetricFamily> &families() { return m_families; }

private:
    /// What is wrong; null where all is well.
    const char *line(std::string_view text)
    {
        Line line(text);
        if (line.atEnd())
            return nullptr;
        const char *problem = line.take('#')        ? comment(line)
            : text.size() > ExpositionLimits::kLine ? "it is longer than 64 KiB"
                                                    : sample(line);
        return !problem && m_families.size() > ExpositionLimits::kFamilies ? "there are more than 20,000 metrics"
                                                                           : problem;
    }

    const char *comment(Line &line)
    {
        line.skipBlanks();
        const std::string_view keyword = line.word();
        if (keyword != "HELP" && keyword != "TYPE")
            return nullptr;
        line.skipBlanks();
        const std::string_view name = line.name(true);
        if (name.empty() || (!line.atEnd() && !isBlank(line.rest().front())))
            return "HELP or TYPE without the name of a metric";
        MetricFamily &family = m_families[familyNamed(name)];
        line.skipBlanks();
        if (keyword == "HELP") {
            family.help = shortened(unescapedHelp(line.rest()));
            return nullptr;
        }
        const std::string_view type = line.word();
        line.skipBlanks();
        const auto *known = std::ranges::find(kTypes, type, &std::pair<std::string_view, MetricType>::first);
        if (known == kTypes.end() || !line.atEnd())
            return "a TYPE that is none of counter, gauge, histogram, summary and untyped";
        if (m_sampled.contains(name) || !m_typed.insert(std::string(name)).second)
            return "a second TYPE, or one behind the samples it is for";
        family.type = known->second;
        return nullptr;
    }

    const char *sample(Line &line)
    {
        Sample sample;
        sample.name = line.name(true);
        if (sample.name.empty())
            return "this is neither a comment nor the name of a metric";
        line.skipBlanks();
        if (line.take('{'))
            if (const char *problem = labels(line, sample.labels))
                return problem;
        line.skipBlanks();
        const auto value = valueOf(line.word());
        if (!value)
            return "the value is no number";
        sample.value = *value;
        line.skipBlanks();
        if (!line.atEnd()) {
            sample.timestampMs = timestampOf(line.word());
            line.skipBlanks();
            if (!sample.timestampMs || !line.atEnd())
                return "what follows the value is no time in milliseconds";
        }
        if (++m_samples > ExpositionLimits::kSamples)
            return "there are more than 500,000 values";
        sample.family = familyOf(sample.name);
        const MetricFamily &family = m_families[sample.family];
        m_sampled.insert(family.name);
        m_take(std::move(sample), family);
        return nullptr;
    }

    static const char *labels(Line &line, Labels &labels)
    {
        for (;;) {
            line.skipBlanks();
            if (line.take('}'))
                return nullptr;
            const std::string_view name = line.name(false);
            line.skipBlanks();
            if (name.empty() || !line.take('='))
                return "a label needs a name and an equals sign";
            line.skipBlanks();
            auto value = line.quoted();
            if (!value)
                return "the value of a label is not in quotes, or has an unknown escape";
            if (std::ranges::find(labels, name, &std::pair<std::string, std::string>::first) != labels.end())
                return "a label stands twice";
            if (labels.size() == ExpositionLimits::kLabels)
                return "there are more than 100 labels";
            labels.emplace_back(name, std::move(*value));
            line.skipBlanks();
            if (!line.take(',') && !line.rest().starts_with('}'))
                return "between labels stands no comma";
        }
    }

    std::size_t familyNamed(std::string_view name)
    {
        const auto found = m_byName.find(name);
        if (found != m_byName.end())
            return found->second;
        m_families.push_back({.name = std::string(name), .help = {}, .type = MetricType::Untyped});
        m_byName.emplace(name, m_families.size() - 1);
        return m_families.size() - 1;
    }

    /// `x_bucket` belongs to the histogram `x` where there is one.
    std::size_t familyOf(std::string_view name)
    {
        for (const std::string_view ending : {"_bucket", "_sum", "_count"}) {
            if (!name.ends_with(ending))
                continue;
            const auto found = m_byName.find(name.substr(0, name.size() - ending.size()));
            if (found == m_byName.end())
                continue;
            const MetricType type = m_families[found->second].type;
            if (type == MetricType::Histogram || (type == MetricType::Summary && ending != "_bucket"))
                return found->second;
        }
        return familyNamed(name);
    }

    const TakeSample &m_take;
    std::size_t m_samples = 0;
    std::vector<MetricFamily> m_families;
    std::map<std::string, std::size_t, std::less<>> m_byName;
    std::set<std::string, std::less<>> m_typed, m_sampled;
};

}

bool isCounter(const Sample &sample, const MetricFamily &family) noexcept
{
    return family.type == MetricType::Counter
        || ((family.type == MetricType::Histogram || family.type == MetricType::Summary) && sample.name != family.name);
}

std::expected<void, std::string> readExposition(std::string_view text, const TakeSample &take)
{
    return Parser(take).parse(text);
}

std::expected<Exposition, std::string> parseExposition(std::string_view text)
{
    Exposition exposition;
    const TakeSample take = [&exposition](Sample sample, const MetricFamily &) {
        exposition.samples.push_back(std::move(sample));
    };
    Parser parser(take);
    if (auto read = parser.parse(text); !read)
        return std::unexpected(std::move(read.error()));
    exposition.families = std::move(parser.families());
    return exposition;
}

}
