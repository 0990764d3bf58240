#pragma once

#include "experiment/run_result.h"
#include "metrics/calibration.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace escala::experiment {

/// A calibration, and what it holds for.
struct MachineCalibration {
    metrics::Calibration figures;
    std::string machine; ///< thisMachine() where it was made.
    std::chrono::system_clock::time_point measuredAt;
    friend bool operator==(const MachineCalibration &, const MachineCalibration &) = default;
};

/// Name, processor and cores of this machine: figures of another one say nothing here.
[[nodiscard]] std::string thisMachine();

/// Where window and escalactl keep the calibration of the user's machine: calibration.json in the data folder.
[[nodiscard]] std::filesystem::path calibrationFile();
[[nodiscard]] std::string calibrationText(const MachineCalibration &calibration);
/// Nothing where the text is no calibration.
[[nodiscard]] std::optional<MachineCalibration> parseCalibration(std::string_view text);

/// The one that is kept, if it is of this machine and of so many engine threads.
[[nodiscard]] std::optional<metrics::Calibration> keptCalibration(std::uint32_t engineThreads);

/// How much of the generator's ceiling a run used, 0 to 1 and beyond; nothing without a calibration.
[[nodiscard]] std::optional<double> ceilingShare(const RunResult &result);

}
