#include "input.h"
#include "servers/faults/fault_plan.h"

#include <boost/json.hpp>

#include <cmath>
#include <string>

using fuzz::require;

namespace {

/// The JSON library does not round to the last digit.
bool isNear(double one, double other)
{
    return std::abs(one - other) <= 1e-12 * one;
}

}

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace escala::servers;
    const auto faults = readFaults(fuzz::Input(data, size).text());
    if (!faults) {
        require(!faults.error().empty(), "a refusal says why");
        return 0;
    }
    require(faults->errorShare >= 0 && faults->errorShare <= 1, "a share is of 1");
    require(faults->resetShare >= 0 && faults->resetShare <= 1, "a share is of 1");
    require(faults->errorStatus >= 400 && faults->errorStatus <= 599, "an error has the status of one");
    require(!faults->dripBytesPerSecond || *faults->dripBytesPerSecond > 0, "what drips ends");
    const std::string written = boost::json::serialize(asJson(*faults));
    const auto again = readFaults(written);
    require(again.has_value(), "what is written can be read");
    require(isNear(again->errorShare, faults->errorShare) && isNear(again->resetShare, faults->resetShare),
            "what is written is the same");
    require(again->isNone() == faults->isNone(), "what is written is as much");
    return 0;
}
