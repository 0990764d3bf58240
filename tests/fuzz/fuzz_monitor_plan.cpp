#include "input.h"
#include "monitor/monitor_plan_file.h"

using fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace escala::monitor;
    const auto plan = parseMonitorPlan(fuzz::Input(data, size).text());
    if (!plan) {
        require(!plan.error().message.empty(), "a refusal says why");
        return 0;
    }
    const std::string written = writeMonitorPlan(*plan);
    const auto again = parseMonitorPlan(written);
    require(again.has_value(), "what is written can be read");
    require(*again == *plan, "what is written is the same plan");
    require(writeMonitorPlan(*again) == written, "writing is stable");
    return 0;
}
