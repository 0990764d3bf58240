#pragma once

#include "experiment/fault.h"
#include "experiment/local_number.h"
#include "experiment/server_spec.h"
#include "load/load_plan.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// One side of a comparison: a URL, or a built-in server that the Runner starts for it.
struct Target {
    std::string name;                    ///< Shown and used in file names; unique within an experiment.
    std::string url;                     ///< Empty where `server` is set: the server tells it when it listens.
    std::optional<ServerSpec> server;    ///< The one that is loaded …
    std::vector<ServerSpec> behind = {}; ///< … and those that it asks, by name.
    friend bool operator==(const Target &, const Target &) = default;
};

/// Everything that is needed to run a comparison again. A value type.
struct Experiment {
    std::string name;
    std::vector<Target> targets;
    load::LoadPlan plan;
    std::vector<PlannedFault> faults = {}; ///< What is done to servers while they are measured.
    friend bool operator==(const Experiment &, const Experiment &) = default;
};

/// Empty when it can run; else a sentence for people: no target, two of one name, a malformed URL, a bad plan.
[[nodiscard]] std::string problemOf(const Experiment &experiment);

/// Hosts of the targets that are not loopback: load on them asks first.
[[nodiscard]] std::vector<std::string> foreignHosts(const Experiment &experiment);

/// Puts the targets of another one, with their faults, beside those of this one; names that are taken get a number. The
/// load stays.
void append(Experiment &experiment, const Experiment &more);

/// What a target with one built-in server is called until somebody says better, in the language of the program: "Slow",
/// "Cached".
[[nodiscard]] std::string usualName(ServerSpec::Kind kind);
/// 10 s, 20 users, 200 ms delay, TTL 2 s: the saw-tooth of expiry is seen.
[[nodiscard]] Experiment quickPreset();
/// 100 requests by 5 users, 5 s delay, TTL 300 s, after one cold request to each.
[[nodiscard]] Experiment classicPreset();
/// "quick" or "classic".
[[nodiscard]] std::optional<Experiment> presetNamed(std::string_view name);

/// The settings in effect in one line, as under the title of the window and in every export:
/// "20 users, closed model, 10 s, keep-alive, 1 engine thread, parallel".
[[nodiscard]] std::string settingsLine(const Experiment &experiment, Reader reader = Reader::Person);

}
