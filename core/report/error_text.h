#pragma once

#include "metrics/error_kind.h"
#include "metrics/status_class.h"

#include <string>

namespace escala::report {

/// A kind of error in the language of the program: "connection refused". Data files have metrics::name instead.
[[nodiscard]] std::string errorText(metrics::ErrorKind kind);

/// A class of answers likewise: "2xx", "no answer".
[[nodiscard]] std::string statusClassText(metrics::StatusClass which);

}
