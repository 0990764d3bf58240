#pragma once

#include "load/request/feed_table.h"
#include "load/request/variable_spec.h"
#include "random/zipf.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace escala::load {

/// What a placeholder stands for: a source of values (a feed or a variable), and with a feed its column.
struct VariableRef {
    std::uint32_t source = 0;
    std::uint32_t column = 0;
    friend bool operator==(const VariableRef &, const VariableRef &) = default;
};

/// What the values of one request follow from.
struct RequestDraws {
    std::span<const std::uint64_t> number; ///< For each source: how often it was drawn from before this request.
    std::chrono::system_clock::time_point now;
};

/// All feeds and variables of a plan, ready to give values.
///
/// A value is a function of the plan's seed, its source and the number of the draw, so a placeholder that stands twice
/// in a request has one value, and any thread may ask without talking to the others. Immutable once made.
class Variables {
public:
    /// Reads the feeds' files. The specs must make sense (problemOf). The error is a sentence for people.
    [[nodiscard]] static std::expected<Variables, std::string>
    prepare(const std::vector<FeedSpec> &feeds, const std::vector<VariableSpec> &variables, std::uint64_t seed);

    [[nodiscard]] std::size_t sources() const noexcept { return m_sources.size(); }
    /// "feed.column" or "variable".
    [[nodiscard]] std::optional<VariableRef> find(std::string_view name) const;
    /// All names that `find` knows, for a message.
    [[nodiscard]] std::string names() const;

    /// Appends the value. Allocates nothing once `text` has grown to its size.
    void append(VariableRef ref, const RequestDraws &draws, std::string &text) const;

    /// Looks at every value that `ref` can take but those that are made of harmless digits and letters. Where `allowed`
    /// refuses one, says which: its file and line, or its number among the choices.
    using Allowed = bool (*)(std::string_view value) noexcept;
    [[nodiscard]] std::string firstRefused(VariableRef ref, Allowed allowed) const;

private:
    struct Feed {
        FeedTable table;
        FeedOrder order = FeedOrder::Sequential;
        random::Zipf zipf;
        std::string file;
    };
    struct Source {
        std::string name;
        std::uint64_t stream = 0;
        std::variant<Feed, Counter, RandomInteger, RandomHex, RandomChoice, Timestamp> value;
    };
    struct Appender;

    std::uint64_t m_seed = 0;
    std::vector<Source> m_sources;
};

}
