#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Prometheus' text format, version 0.0.4:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details

namespace escala::monitor {

enum class MetricType { Untyped, Counter, Gauge, Histogram, Summary };

using Labels = std::vector<std::pair<std::string, std::string>>;

/// One line with a value.
struct Sample {
    std::string name;
    Labels labels; ///< In the order of the line.
    double value = 0;
    std::optional<std::int64_t> timestampMs;
    std::size_t family = 0; ///< Index among the families.
    friend bool operator==(const Sample &, const Sample &) = default;
};

/// What HELP and TYPE say of a name. The lines `_bucket`, `_sum` and `_count` of a histogram, and the last two of a
/// summary, belong to the family without the ending.
struct MetricFamily {
    std::string name;
    std::string help; ///< Unescaped.
    MetricType type = MetricType::Untyped;
    friend bool operator==(const MetricFamily &, const MetricFamily &) = default;
};

/// It only ever grows, but for resets: a counter, and all of a histogram and a summary but quantiles.
[[nodiscard]] bool isCounter(const Sample &sample, const MetricFamily &family) noexcept;

/// What an answer may have at most: whoever writes it must not fill the memory of whoever reads it, nor take its time.
struct ExpositionLimits {
    static constexpr std::size_t kLine = std::size_t{64} << 10U; ///< Bytes of a line with a value.
    static constexpr std::size_t kLabels = 100;                  ///< Of a sample.
    static constexpr std::size_t kSamples = 500'000;
    static constexpr std::size_t kFamilies = 20'000;
    static constexpr std::size_t kHelp = 500; ///< Bytes; a longer HELP is cut.
};

/// Reads a whole answer, or says in which line it is not of that format or beyond the limits. Each sample is handed out
/// as it is read, with what was said of its family before it; where there is an error, forget them: as Prometheus does,
/// nothing of such an answer is taken. A last line without its end is read too.
using TakeSample = std::function<void(Sample sample, const MetricFamily &family)>;
[[nodiscard]] std::expected<void, std::string> readExposition(std::string_view text, const TakeSample &take);

struct Exposition {
    std::vector<MetricFamily> families; ///< In order of first mention.
    std::vector<Sample> samples;
    friend bool operator==(const Exposition &, const Exposition &) = default;
};

/// The same, all of it kept.
[[nodiscard]] std::expected<Exposition, std::string> parseExposition(std::string_view text);

/// `name{a="b",c="d"}`, escaped; without braces where there are no labels.
[[nodiscard]] std::string seriesText(std::string_view name, const Labels &labels);

/// Writes the format, a family after the other.
class ExpositionWriter {
public:
    void family(std::string_view name, std::string_view help, MetricType type);
    void sample(std::string_view name, const Labels &labels, double value,
                std::optional<std::int64_t> timestampMs = std::nullopt);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }

private:
    std::string m_text;
};

}
