#pragma once

#include "metrics/error_kind.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace escala::monitor {

// Why a probe failed, in the language of the program: half a sentence that stands behind "API is down: ".

/// `detail` is what the library says, in English.
[[nodiscard]] std::string transportSentence(metrics::ErrorKind kind, const std::string &detail,
                                            std::chrono::nanoseconds timeout);
/// No way led to the host: `why` is what the system says.
[[nodiscard]] std::string unreachableSentence(const std::string &why);
[[nodiscard]] std::string statusSentence(std::uint16_t status);
[[nodiscard]] std::string missingTextSentence(const std::string &text);
[[nodiscard]] std::string tooLargeSentence();
[[nodiscard]] std::string droppedSentence(std::size_t underWay);

}
