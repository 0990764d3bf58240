#pragma once

#include "experiment/fault.h"
#include "experiment/mark_text.h"

#include <span>
#include <string>
#include <vector>

namespace escala::experiment {

/// What a menu offers and a list says, in the language of the program: "Kill", "Slow down".
[[nodiscard]] std::string faultName(Fault::Kind kind);
/// What it is just now: "killed", "frozen", "200 ms slower", "50 % errors".
[[nodiscard]] std::string faultState(const Fault &fault);

/// For charts: "Replica 2 killed" when it began, and "Replica 2 back" when it was undone.
[[nodiscard]] std::vector<NamedMoment> momentsOf(std::span<const FaultEvent> faults);

}
