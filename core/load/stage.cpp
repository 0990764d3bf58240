#include "load/stage.h"

#include "text/quantity.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace escala::load {

namespace {

using Stages = std::vector<Stage>;
using Result = std::expected<Stages, std::string>;

constexpr std::array<std::pair<std::string_view, Stage::Kind>, 4> kKinds{{{"hold", Stage::Kind::Hold},
                                                                          {"ramp", Stage::Kind::Ramp},
                                                                          {"step", Stage::Kind::Step},
                                                                          {"spike", Stage::Kind::Spike}}};

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

bool readLevel(std::string_view text, double &level)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), level);
    return error == std::errc{} && end == text.data() + text.size() && level >= 0 && level <= kHighestLevel;
}

bool readLevels(std::string_view text, Stage &stage)
{
    const auto dots = text.find("..");
    return dots != std::string_view::npos && readLevel(text.substr(0, dots), stage.from)
        && readLevel(text.substr(dots + 2), stage.to);
}

std::unexpected<std::string> refuse(std::string_view stage, std::string_view expected)
{
    return std::unexpected(fmt::format("\"{}\" is not a stage: {}", stage, expected));
}

/// The words of one stage after its kind; false where they don't fit.
bool readShape(const std::vector<std::string_view> &words, Stage &stage)
{
    switch (stage.kind) {
    case Stage::Kind::Hold:
    case Stage::Kind::Spike:
        if (words.size() != 3 || !readLevel(words[1], stage.from))
            return false;
        stage.to = stage.from;
        return true;
    case Stage::Kind::Ramp:
        return words.size() == 3 && readLevels(words[1], stage);
    case Stage::Kind::Step:
        return words.size() == 5 && readLevels(words[1], stage) && words[2] == "by" && readLevel(words[3], stage.by)
            && stage.by > 0;
    }
    return false;
}

Result stageOf(std::string_view text)
{
    constexpr std::string_view expected = "expected \"hold LEVEL TIME\", \"ramp FROM..TO TIME\", \"step FROM..TO by "
                                          "HEIGHT TIME\" or \"spike LEVEL TIME\", such as \"ramp 0..2000 30s\"";
    const auto words = wordsOf(text);
    for (const auto &[name, kind] : kKinds) {
        if (words.empty() || words.front() != name)
            continue;
        Stage stage{.kind = kind};
        if (!readShape(words, stage))
            return refuse(trimmed(text), expected);
        const auto length = text::parseDuration(words.back());
        if (!length)
            return refuse(trimmed(text), length.error());
        if (length->count() <= 0)
            return refuse(trimmed(text), "its time must be longer than 0");
        if (stage.kind == Stage::Kind::Step && std::abs(stage.to - stage.from) / stage.by > kMostStages)
            return refuse(trimmed(text), fmt::format("it has more than {} steps", kMostStages));
        stage.length = *length;
        return Stages{stage};
    }
    return refuse(trimmed(text), expected);
}

/// Position of the comma or the end after the first stage of `text`; parentheses hold commas of their own.
std::size_t endOfFirst(std::string_view text)
{
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (text[at] == ',' && depth == 0)
            return at;
    }
    return text.size();
}

Result listOf(std::string_view text, int depth);

/// "3x(…)" written out.
Result repetitionOf(std::string_view text, std::size_t open, int depth)
{
    unsigned times = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + open, times);
    const std::string_view between = trimmed({end, static_cast<std::size_t>(text.data() + open - end)});
    if (error != std::errc{} || between != "x" || times < 1 || !text.ends_with(')') || depth > 3)
        return refuse(text, "expected a repetition such as \"3x(hold 10 5s, spike 100 1s)\"");
    const auto inner = listOf(text.substr(open + 1, text.size() - open - 2), depth + 1);
    if (!inner)
        return inner;
    if (times > kMostStages || inner->size() * times > kMostStages)
        return refuse(text, fmt::format("it makes more than {} stages", kMostStages));
    Stages all;
    for (unsigned i = 0; i < times; ++i)
        all.insert(all.end(), inner->begin(), inner->end());
    return all;
}

Result listOf(std::string_view text, int depth)
{
    Stages stages;
    for (bool more = true; more;) {
        const auto end = endOfFirst(text);
        const auto one = trimmed(text.substr(0, end));
        more = end < text.size();
        text.remove_prefix(more ? end + 1 : end);
        const auto open = one.find('(');
        const auto read = open == std::string_view::npos ? stageOf(one) : repetitionOf(one, open, depth);
        if (!read)
            return read;
        stages.insert(stages.end(), read->begin(), read->end());
        if (stages.size() > kMostStages)
            return std::unexpected(fmt::format("there are more than {} stages", kMostStages));
    }
    return stages;
}

}

std::expected<std::vector<Stage>, std::string> parseStages(std::string_view text)
{
    if (trimmed(text).empty())
        return std::unexpected("no stage is given; an example is \"ramp 0..2000 30s, hold 2000 1m\"");
    return listOf(text, 0);
}

std::string formatStages(const std::vector<Stage> &stages)
{
    std::string text;
    for (const Stage &stage : stages) {
        if (!text.empty())
            text += ", ";
        const auto length = text::formatDuration(stage.length);
        switch (stage.kind) {
        case Stage::Kind::Hold:
            text += fmt::format("hold {} {}", stage.from, length);
            break;
        case Stage::Kind::Spike:
            text += fmt::format("spike {} {}", stage.from, length);
            break;
        case Stage::Kind::Ramp:
            text += fmt::format("ramp {}..{} {}", stage.from, stage.to, length);
            break;
        case Stage::Kind::Step:
            text += fmt::format("step {}..{} by {} {}", stage.from, stage.to, stage.by, length);
            break;
        }
    }
    return text;
}

std::chrono::nanoseconds lengthOf(const std::vector<Stage> &stages) noexcept
{
    return std::accumulate(stages.begin(), stages.end(), std::chrono::nanoseconds{},
                           [](auto sum, const Stage &stage) { return sum + stage.length; });
}

}
