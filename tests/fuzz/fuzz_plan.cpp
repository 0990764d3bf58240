#include "experiment/experiment.h"
#include "experiment/experiment_file.h"
#include "input.h"

using fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace escala::experiment;
    const auto experiment = parseExperiment(fuzz::Input(data, size).text());
    if (!experiment) {
        require(!experiment.error().message.empty(), "a refusal says why");
        return 0;
    }
    const std::string written = writeExperiment(*experiment);
    const auto again = parseExperiment(written);
    require(again.has_value(), "what is written can be read");
    require(*again == *experiment, "what is written is the same experiment");
    require(writeExperiment(*again) == written, "writing is stable");
    require(problemOf(*again) == problemOf(*experiment), "the same experiment has the same problem");
    static_cast<void>(settingsLine(*experiment));
    static_cast<void>(foreignHosts(*experiment));
    return 0;
}
