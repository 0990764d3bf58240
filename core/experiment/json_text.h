#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace escala::experiment {

/// JSON for people: two blanks a level, a field a line.
[[nodiscard]] std::string prettyJson(const boost::json::value &value);

}
