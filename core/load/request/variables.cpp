#include "load/request/variables.h"

#include "random/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace escala::load {

namespace {

using random::Draw;
using random::streamOf;
using random::Zipf;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::seconds;

void appendHex(std::uint32_t digits, Draw &draw, std::string &text)
{
    constexpr std::uint32_t digitsADraw = 16;
    while (digits > 0) {
        std::uint64_t bits = draw.bits();
        for (std::uint32_t i = std::min(digits, digitsADraw); i > 0; --i, --digits) {
            text += "0123456789abcdef"[bits & 0xfU];
            bits >>= 4U;
        }
    }
}

void appendTime(Timestamp::Form form, std::chrono::system_clock::time_point now, std::string &text)
{
    const auto sinceEpoch = now.time_since_epoch();
    switch (form) {
    case Timestamp::Form::UnixSeconds:
        fmt::format_to(std::back_inserter(text), "{}", floor<seconds>(sinceEpoch).count());
        return;
    case Timestamp::Form::UnixMilliseconds:
        fmt::format_to(std::back_inserter(text), "{}", floor<milliseconds>(sinceEpoch).count());
        return;
    case Timestamp::Form::Iso8601:
        break;
    }
    const auto day = floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(floor<milliseconds>(now - day));
    fmt::format_to(std::back_inserter(text), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                   time.seconds().count(), time.subseconds().count());
}

}

std::expected<Variables, std::string> Variables::prepare(const std::vector<FeedSpec> &feeds,
                                                         const std::vector<VariableSpec> &variables, std::uint64_t seed)
{
    Variables result;
    result.m_seed = seed;
    for (const FeedSpec &feed : feeds) {
        auto table = FeedTable::read(feed.file);
        if (!table)
            return std::unexpected(fmt::format("the feed \"{}\": {}", feed.name, table.error()));
        const Zipf zipf(table->rows(), feed.exponent);
        result.m_sources.push_back({.name = feed.name,
                                    .stream = streamOf(feed.name),
                                    .value = Feed{std::move(*table), feed.order, zipf, feed.file}});
    }
    for (const VariableSpec &variable : variables) {
        const auto add = [&](const auto &value) {
            result.m_sources.push_back({.name = variable.name, .stream = streamOf(variable.name), .value = value});
        };
        std::visit(add, variable.value);
    }
    return result;
}

std::optional<VariableRef> Variables::find(std::string_view name) const
{
    for (std::uint32_t i = 0; i < m_sources.size(); ++i) {
        const Source &source = m_sources[i];
        const auto *feed = std::get_if<Feed>(&source.value);
        if (feed == nullptr && source.name == name)
            return VariableRef{i, 0};
        if (feed == nullptr || !name.starts_with(source.name) || name.substr(source.name.size(), 1) != ".")
            continue;
        if (const auto column = feed->table.columnNamed(name.substr(source.name.size() + 1)))
            return VariableRef{i, static_cast<std::uint32_t>(*column)};
    }
    return std::nullopt;
}

std::string Variables::names() const
{
    std::string list;
    const auto add = [&list](std::string_view name, std::string_view column) {
        list += fmt::format("{}{}{}{}", list.empty() ? "" : ", ", name, column.empty() ? "" : ".", column);
    };
    for (const Source &source : m_sources) {
        const auto *feed = std::get_if<Feed>(&source.value);
        if (feed == nullptr) {
            add(source.name, {});
            continue;
        }
        for (const std::string &column : feed->table.columns())
            add(source.name, column);
    }
    return list;
}

struct Variables::Appender {
    std::uint64_t number;
    Draw draw;
    std::uint32_t column;
    std::chrono::system_clock::time_point now;
    std::string &text;

    void operator()(const Feed &feed)
    {
        std::uint64_t row = 0;
        switch (feed.order) {
        case FeedOrder::Sequential:
            row = number % feed.table.rows();
            break;
        case FeedOrder::Random:
            row = draw.below(feed.table.rows());
            break;
        case FeedOrder::Zipf:
            row = feed.zipf.rank(draw);
            break;
        }
        text += feed.table.value(static_cast<std::size_t>(row), column);
    }
    void operator()(const Counter &counter)
    {
        // In unsigned numbers, which wrap where signed ones would be undefined.
        const auto value =
            static_cast<std::uint64_t>(counter.start) + static_cast<std::uint64_t>(counter.step) * number;
        fmt::format_to(std::back_inserter(text), "{}", static_cast<std::int64_t>(value));
    }
    void operator()(const RandomInteger &range)
    {
        const auto least = static_cast<std::uint64_t>(range.least);
        const std::uint64_t count = static_cast<std::uint64_t>(range.most) - least + 1; // 0: all of the 64 bits
        const std::uint64_t value = least + (count == 0 ? draw.bits() : draw.below(count));
        fmt::format_to(std::back_inserter(text), "{}", static_cast<std::int64_t>(value));
    }
    void operator()(const RandomHex &hex) { appendHex(hex.digits, draw, text); }
    void operator()(const RandomChoice &choice) { text += choice.texts[draw.below(choice.texts.size())]; }
    void operator()(const Timestamp &timestamp) { appendTime(timestamp.form, now, text); }
};

void Variables::append(VariableRef ref, const RequestDraws &draws, std::string &text) const
{
    const Source &source = m_sources[ref.source];
    const std::uint64_t number = draws.number[ref.source];
    std::visit(Appender{number, Draw(m_seed, source.stream, number), ref.column, draws.now, text}, source.value);
}

std::string Variables::firstRefused(VariableRef ref, Allowed allowed) const
{
    const Source &source = m_sources[ref.source];
    if (const auto *feed = std::get_if<Feed>(&source.value)) {
        for (std::size_t row = 0; row < feed->table.rows(); ++row) {
            if (!allowed(feed->table.value(row, ref.column)))
                return fmt::format("{}, the row at line {}, column \"{}\"", feed->file, feed->table.lineOf(row),
                                   feed->table.columns()[ref.column]);
        }
    } else if (const auto *choice = std::get_if<RandomChoice>(&source.value)) {
        const auto refused = std::ranges::find_if_not(choice->texts, allowed);
        if (refused != choice->texts.end())
            return fmt::format("text {} of the variable \"{}\"", refused - choice->texts.begin() + 1, source.name);
    }
    return {};
}

}
