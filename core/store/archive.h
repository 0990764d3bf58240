#pragma once

#include "metrics/histogram.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Values as bytes and back: whole numbers as LEB128 (zigzag where they have a sign), doubles as their eight bytes,
// lengths before what they count. What a type consists of is said once, for both ways, in a function found by its name:
//
//     template <typename Io>
//     void fields(Io &io, Is<metrics::Ledger> auto &ledger) { io(ledger.scheduled, ledger.waiting, …); }
//
// There are no names or tags in it: who adds a field counts the format's version up (blob.h).

namespace escala::store {

template <typename Value, typename Type>
concept Is = std::same_as<std::remove_const_t<Value>, Type>;

/// How many values an enumeration has, counted from 0; specialised for each that is stored.
template <typename Enum>
inline constexpr std::uint64_t kChoices = 0;

/// How many of a type stand in one list at most: more of them is not damage but a claim that would take much memory.
template <typename Value>
inline constexpr std::uint64_t kMostOf = std::numeric_limits<std::uint64_t>::max();

class ArchiveWriter {
public:
    static constexpr bool kReads = false;

    template <typename... Values>
    void operator()(const Values &...values)
    {
        (put(values), ...);
    }

    void natural(std::uint64_t value);
    void raw(std::span<const std::uint8_t> bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    [[nodiscard]] const std::vector<std::uint8_t> &bytes() const noexcept { return m_bytes; }

private:
    void put(bool value) { m_bytes.push_back(value ? 1 : 0); }
    void put(double value);
    void put(const std::string &text);
    void put(const std::vector<std::uint8_t> &bytes);
    void put(const metrics::Histogram &histogram);
    template <std::unsigned_integral Number>
        requires(!std::same_as<Number, bool>)
    void put(Number value)
    {
        natural(value);
    }
    template <std::signed_integral Number>
    void put(Number value)
    {
        const auto wide = static_cast<std::int64_t>(value);
        natural((static_cast<std::uint64_t>(wide) << 1U) ^ static_cast<std::uint64_t>(wide >> 63));
    }
    template <typename Enum>
        requires std::is_enum_v<Enum>
    void put(Enum value)
    {
        static_assert(kChoices<Enum> > 0);
        natural(static_cast<std::uint64_t>(value));
    }
    template <typename Number, typename Period>
    void put(const std::chrono::duration<Number, Period> &value)
    {
        put(value.count());
    }
    template <typename Clock, typename Duration>
    void put(const std::chrono::time_point<Clock, Duration> &value)
    {
        put(value.time_since_epoch());
    }
    template <typename Value>
    void put(const std::optional<Value> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <typename Value>
    void put(const std::vector<Value> &values)
    {
        natural(values.size());
        for (const Value &value : values)
            put(value);
    }
    template <typename Value, std::size_t size>
    void put(const std::array<Value, size> &values)
    {
        for (const Value &value : values)
            put(value);
    }
    template <typename Key, typename Value>
    void put(const std::map<Key, Value> &values)
    {
        natural(values.size());
        for (const auto &[key, value] : values)
            (*this)(key, value);
    }
    template <typename First, typename Second>
    void put(const std::pair<First, Second> &value)
    {
        (*this)(value.first, value.second);
    }
    template <typename Value>
        requires std::is_class_v<Value>
    void put(const Value &value)
    {
        fields(*this, value);
    }

    std::vector<std::uint8_t> m_bytes;
};

/// The reverse. Bytes from anywhere are harmless: it never reads beyond them nor makes room for more than they can
/// hold, and once something was wrong all further values are empty.
class ArchiveReader {
public:
    static constexpr bool kReads = true;
    /// No time is longer, so that any two can be added.
    static constexpr std::chrono::duration<double> kLongest = std::chrono::years(100);

    explicit ArchiveReader(std::span<const std::uint8_t> bytes)
        : m_rest(bytes)
    {
    }

    template <typename... Values>
    void operator()(Values &...values)
    {
        (get(values), ...);
    }

    [[nodiscard]] std::uint64_t natural();
    /// The next so many bytes; none where there are fewer.
    [[nodiscard]] std::span<const std::uint8_t> raw(std::uint64_t count);
    void fail() noexcept
    {
        m_good = false;
        m_rest = {};
    }
    /// What was wrong is that there were more of something than kMostOf says.
    [[nodiscard]] bool foundTooMany() const noexcept { return m_tooMany; }
    /// Nothing was wrong so far.
    [[nodiscard]] bool good() const noexcept { return m_good; }
    /// Nothing was wrong, and all was read.
    [[nodiscard]] bool complete() const noexcept { return m_good && m_rest.empty(); }

private:
    void get(bool &value);
    void get(double &value);
    void get(std::string &text);
    void get(std::vector<std::uint8_t> &bytes);
    void get(metrics::Histogram &histogram);
    template <std::unsigned_integral Number>
        requires(!std::same_as<Number, bool>)
    void get(Number &value)
    {
        const std::uint64_t wide = natural();
        if (wide > std::numeric_limits<Number>::max())
            fail();
        value = m_good ? static_cast<Number>(wide) : Number{};
    }
    template <std::signed_integral Number>
    void get(Number &value)
    {
        const std::uint64_t folded = natural();
        const auto wide = static_cast<std::int64_t>((folded >> 1U) ^ (~(folded & 1U) + 1));
        if (!std::in_range<Number>(wide))
            fail();
        value = m_good ? static_cast<Number>(wide) : Number{};
    }
    template <typename Enum>
        requires std::is_enum_v<Enum>
    void get(Enum &value)
    {
        static_assert(kChoices<Enum> > 0);
        const std::uint64_t choice = natural();
        if (choice >= kChoices<Enum>)
            fail();
        value = m_good ? static_cast<Enum>(choice) : Enum{};
    }
    template <typename Number, typename Period>
    void get(std::chrono::duration<Number, Period> &value)
    {
        Number count{};
        get(count);
        value = std::chrono::duration<Number, Period>(count);
        const std::chrono::duration<double> seconds(value);
        if (seconds > kLongest || -seconds > kLongest) {
            fail();
            value = {};
        }
    }
    template <typename Clock, typename Duration>
    void get(std::chrono::time_point<Clock, Duration> &value)
    {
        Duration since{};
        get(since);
        value = std::chrono::time_point<Clock, Duration>(since);
    }
    template <typename Value>
    void get(std::optional<Value> &value)
    {
        bool there = false;
        get(there);
        value.reset();
        if (there)
            get(value.emplace());
    }
    template <typename Value>
    void get(std::vector<Value> &values)
    {
        // Every value takes a byte at least; room is made for no more than that, and not at once.
        const std::uint64_t count = countOf();
        constexpr std::uint64_t kAtOnce = 4096;
        values.clear();
        if (count > kMostOf<Value>) {
            m_tooMany = true;
            fail();
            return;
        }
        values.reserve(std::min(count, kAtOnce));
        for (std::uint64_t i = 0; i < count && m_good; ++i)
            get(values.emplace_back());
    }
    template <typename Value, std::size_t size>
    void get(std::array<Value, size> &values)
    {
        for (Value &value : values)
            get(value);
    }
    template <typename Key, typename Value>
    void get(std::map<Key, Value> &values)
    {
        const std::uint64_t count = countOf();
        values.clear();
        for (std::uint64_t i = 0; i < count && m_good; ++i) {
            Key key{};
            get(key);
            get(values[key]);
        }
    }
    template <typename First, typename Second>
    void get(std::pair<First, Second> &value)
    {
        (*this)(value.first, value.second);
    }
    template <typename Value>
        requires std::is_class_v<Value>
    void get(Value &value)
    {
        fields(*this, value);
    }
    /// Of things that take a byte each at least.
    [[nodiscard]] std::uint64_t countOf();

    std::span<const std::uint8_t> m_rest;
    bool m_good = true;
    bool m_tooMany = false;
};

}
