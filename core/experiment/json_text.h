#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace escala::experiment {

/// JSON for people: two blanks a level, a field a line. Numbers are the shortest decimals that read back as the same
/// value, without an exponent from 1e-9 to 1e17: 0.201. What is no number (NaN, infinity) is null.
[[nodiscard]] std::string prettyJson(const boost::json::value &value);

}
