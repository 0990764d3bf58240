#include "servers/faults/fault_plan.h"

#include "text/quantity.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace escala::servers {

namespace {

namespace json = boost::json;
using Problem = std::optional<std::string>; ///< Empty where all is well.
using Duration = std::chrono::nanoseconds;

constexpr double kMostSigma = 10;
constexpr double kMostDrip = 1e15;
constexpr std::chrono::hours kMostLatency{1};

std::string_view viewOf(json::string_view text)
{
    return {text.data(), text.size()};
}

/// A number in JSON, written with a point or without.
std::optional<double> numberOf(const json::value &value)
{
    return value.is_number() ? std::optional(value.to_number<double>()) : std::nullopt;
}

Problem readNumber(std::string_view name, const json::value &value, double least, double most, double &number)
{
    const auto given = numberOf(value);
    if (!given || !(*given >= least && *given <= most)) // 0e999 is read as no number at all
        return fmt::format("{} is a number from {} to {}, not {}", name, least, most, json::serialize(value));
    number = *given;
    return std::nullopt;
}

Problem readWhole(std::string_view name, const json::value &value, double least, double most, double &number)
{
    const auto problem = readNumber(name, value, least, most, number);
    if (problem || number != std::floor(number))
        return fmt::format("{} is a whole number from {:.0f} to {:.0f}, not {}", name, least, most,
                           json::serialize(value));
    return std::nullopt;
}

Problem readFlag(std::string_view name, const json::value &value, bool &flag)
{
    if (!value.is_bool())
        return fmt::format("{} is true or false, not {}", name, json::serialize(value));
    flag = value.as_bool();
    return std::nullopt;
}

Problem readDuration(std::string_view name, const json::value &value, Duration &duration)
{
    if (!value.is_string())
        return fmt::format("{} is a duration such as \"200ms\", not {}", name, json::serialize(value));
    const auto parsed = text::parseDuration(viewOf(value.as_string()));
    if (!parsed)
        return fmt::format("{}: {}", name, parsed.error());
    if (*parsed > kMostLatency)
        return fmt::format("{} is an hour at most, not {}", name, json::serialize(value));
    duration = *parsed;
    return std::nullopt;
}

Problem readLogNormal(const json::object &object, AddedLatency &latency)
{
    const auto *const median = object.if_contains("median");
    const auto *const sigma = object.if_contains("sigma");
    if (object.size() != 2 || median == nullptr || sigma == nullptr)
        return "latency is {\"fixed\": \"200ms\"}, or {\"median\": \"200ms\", \"sigma\": 0.5}";
    if (auto problem = readDuration("latency.median", *median, latency.median))
        return problem;
    return readNumber("latency.sigma", *sigma, 0, kMostSigma, latency.sigma);
}

Problem readLatency(const json::value &value, AddedLatency &latency)
{
    const json::object empty;
    const auto &object = value.is_object() ? value.as_object() : empty;
    const auto *const fixed = object.if_contains("fixed");
    if (fixed == nullptr || object.size() != 1)
        return readLogNormal(object, latency);
    return readDuration("latency.fixed", *fixed, latency.median);
}

Problem readField(std::string_view name, const json::value &value, FaultPlan &faults)
{
    double number = 0;
    if (name == "latency")
        return readLatency(value, faults.latency.emplace());
    if (name == "drip_bytes_per_s") {
        auto problem = readWhole(name, value, 1, kMostDrip, number);
        faults.dripBytesPerSecond = static_cast<std::uint64_t>(number);
        return problem;
    }
    if (name == "error_share")
        return readNumber(name, value, 0, 1, faults.errorShare);
    if (name == "error_status") {
        auto problem = readWhole(name, value, 400, 599, number);
        faults.errorStatus = static_cast<unsigned>(number);
        return problem;
    }
    if (name == "refuse")
        return readFlag(name, value, faults.refuse);
    if (name == "reset_share")
        return readNumber(name, value, 0, 1, faults.resetShare);
    if (name == "cut_backend")
        return readFlag(name, value, faults.cutBackend);
    if (name == "fill_queue")
        return readFlag(name, value, faults.fillQueue);
    return fmt::format("\"{}\" is no fault; there are latency, drip_bytes_per_s, error_share, error_status, refuse, "
                       "reset_share, cut_backend and fill_queue",
                       name);
}

json::object latencyJson(const AddedLatency &latency)
{
    const auto median = text::formatDuration(latency.median);
    if (latency.sigma == 0)
        return {{"fixed", median}};
    return {{"median", median}, {"sigma", latency.sigma}};
}

}

bool FaultPlan::isNone() const
{
    FaultPlan none;
    none.errorStatus = errorStatus;
    return *this == none;
}

std::expected<FaultPlan, std::string> readFaults(std::string_view text)
{
    boost::system::error_code error;
    const auto value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error)
        return std::unexpected("faults are a JSON object, and this is not JSON: " + error.message());
    if (!value.is_object())
        return std::unexpected("faults are a JSON object, not " + json::serialize(value));
    FaultPlan faults;
    for (const auto &[key, field] : value.as_object()) {
        if (auto problem = readField(viewOf(key), field, faults))
            return std::unexpected(std::move(*problem));
    }
    return faults;
}

json::object asJson(const FaultPlan &faults)
{
    json::object object;
    if (faults.latency)
        object["latency"] = latencyJson(*faults.latency);
    if (faults.dripBytesPerSecond)
        object["drip_bytes_per_s"] = *faults.dripBytesPerSecond;
    if (faults.errorShare > 0) {
        object["error_share"] = faults.errorShare;
        object["error_status"] = faults.errorStatus;
    }
    if (faults.resetShare > 0)
        object["reset_share"] = faults.resetShare;
    for (const auto &[name, set] : {std::pair("refuse", faults.refuse), std::pair("cut_backend", faults.cutBackend),
                                    std::pair("fill_queue", faults.fillQueue)}) {
        if (set)
            object[name] = true;
    }
    return object;
}

}
