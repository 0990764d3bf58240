#pragma once

#include "experiment/experiment.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace escala::experiment {

/// The steps from one server to many: each a topology with a load that shows what it is for.
enum class LabTemplate { Single, OwnCache, CachingProxy, Replicas, SharedCache, Failure };

inline constexpr std::array kLabTemplates{LabTemplate::Single,   LabTemplate::OwnCache,    LabTemplate::CachingProxy,
                                          LabTemplate::Replicas, LabTemplate::SharedCache, LabTemplate::Failure};

/// As the command line calls it: "single", "own-cache", "caching-proxy", "replicas", "shared-cache", "failure".
[[nodiscard]] std::string_view name(LabTemplate which) noexcept;
[[nodiscard]] std::optional<LabTemplate> labTemplateNamed(std::string_view name) noexcept;
/// In the language of the program: "Replicas behind a balancer".
[[nodiscard]] std::string titleOf(LabTemplate which);
/// What can be seen there, in a sentence.
[[nodiscard]] std::string lessonOf(LabTemplate which);

/// One target with its servers, the load and the faults; all ports are free ones.
[[nodiscard]] Experiment labExperiment(LabTemplate which);

}
