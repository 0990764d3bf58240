#pragma once

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// Time that is added to each request before it is looked at.
struct AddedLatency {
    std::chrono::nanoseconds median{};
    double sigma = 0; ///< Of the logarithm; 0: always the median.

    bool operator==(const AddedLatency &) const = default;
};

/// What goes wrong with a built-in server on purpose. Shares are of 1.
struct FaultPlan {
    std::optional<AddedLatency> latency;
    std::optional<std::uint64_t> dripBytesPerSecond; ///< At least 1; of each answer's body.
    double errorShare = 0;      ///< Of requests, answered with `errorStatus` at once and not handled.
    unsigned errorStatus = 503; ///< 400 to 599.
    bool refuse = false;        ///< Nobody listens, and connections end with the request in work.
    double resetShare = 0;      ///< Of answers, broken off by a TCP reset after the head and half of the body.
    bool cutBackend = false;    ///< What is behind the server takes no connection and sends no answer.
    bool fillQueue = false;     ///< All workers and places in the line, or all connections to the origin, are taken.

    bool operator==(const FaultPlan &) const = default;
    /// Nothing goes wrong; a status that no request gets does not count.
    [[nodiscard]] bool isNone() const;
};

/// Reads the object that `PUT /faults` takes. The error is a sentence for people: what is wrong, and what is allowed.
[[nodiscard]] std::expected<FaultPlan, std::string> readFaults(std::string_view json);

/// The object with those that are set: "{}" where nothing is.
[[nodiscard]] boost::json::object asJson(const FaultPlan &faults);

}
