#pragma once

#include "experiment/experiment_file.h"
#include "experiment/field_lines.h"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace escala::experiment {

/// What one reading of a plan file shares: where its fields stand, and the first thing that is wrong.
struct PlanReading {
    FieldLines lines;
    std::optional<PlanError> error;
    std::set<std::string> known{}; ///< Every field that was asked for, "targets[].url".

    /// Keeps the first error only; the line is that of the field.
    void fail(PlanProblem problem, const std::string &path, const std::string &message);
};

/// The word that stands for a value; every value has one.
template <typename Value, std::size_t size>
[[nodiscard]] std::string_view wordFor(const std::array<std::pair<Value, std::string_view>, size> &words, Value value)
{
    return std::ranges::find(words, value, &std::pair<Value, std::string_view>::first)->second;
}

/// Reads the fields of one object of a plan file. A field that is not there leaves its value as it was; the first error
/// is kept in the PlanReading, and whatever follows is harmless.
class ObjectReader {
public:
    /// `value` must outlive the reader. Another type than an object is an error.
    ObjectReader(const boost::json::value &value, std::string path, PlanReading &reading);

    void read(std::string_view field, std::string &value);
    void read(std::string_view field, bool &value);
    void read(std::string_view field, double &value);
    void read(std::string_view field, std::int64_t &value);
    void read(std::string_view field, std::vector<std::string> &value);
    void read(std::string_view field, std::chrono::nanoseconds &value);
    void read(std::string_view field, std::optional<std::chrono::nanoseconds> &value);
    template <std::unsigned_integral Number>
    void read(std::string_view field, Number &value, std::uint64_t least = 0,
              std::uint64_t most = std::numeric_limits<Number>::max())
    {
        if (const auto number = numberOf(field, least, most))
            value = static_cast<Number>(*number);
    }
    template <std::unsigned_integral Number>
    void read(std::string_view field, std::optional<Number> &value, std::uint64_t least = 0,
              std::uint64_t most = std::numeric_limits<Number>::max())
    {
        if (const auto number = numberOf(field, least, most))
            value = static_cast<Number>(*number);
    }
    /// A field whose value is one of some words.
    template <typename Value, std::size_t size>
    void readWord(std::string_view field, const std::array<std::pair<Value, std::string_view>, size> &words,
                  Value &value)
    {
        std::string text(wordFor(words, value));
        read(field, text);
        const auto found = std::ranges::find(words, text, &std::pair<Value, std::string_view>::second);
        if (found != words.end()) {
            value = found->first;
            return;
        }
        std::vector<std::string_view> all;
        for (const auto &[each, word] : words)
            all.push_back(word);
        noSuchWord(field, all, text);
    }
    /// Null where the field is missing; else its value, of any type.
    [[nodiscard]] const boost::json::value *find(std::string_view field);
    /// Null where the field is missing or no array (which is an error).
    [[nodiscard]] const boost::json::array *array(std::string_view field);

    /// Call last: a field that nobody asked for is an error.
    void refuseUnknown();
    /// For a missing field, or a combination that makes no sense.
    void fail(PlanProblem problem, std::string_view field, const std::string &message);
    [[nodiscard]] std::string pathOf(std::string_view field) const { return fieldPath(m_path, field); }

private:
    std::optional<std::uint64_t> numberOf(std::string_view field, std::uint64_t least, std::uint64_t most);
    std::optional<std::chrono::nanoseconds> durationOf(std::string_view field);
    void noSuchWord(std::string_view field, const std::vector<std::string_view> &words, const std::string &text);
    void wrongType(std::string_view field, const std::string &expected);

    const boost::json::object *m_object = nullptr;
    std::string m_path;
    PlanReading &m_reading;
    std::set<std::string_view> m_known;
};

}
