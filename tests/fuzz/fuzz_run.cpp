#include "input.h"
#include "report/report.h"
#include "store/run_file.h"

using fuzz::require;

// An exported run, with a sum that is right: the parts of it, and then whatever exports make of what was read.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace escala::store;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto whole = readRunFile(bytes); !whole)
        require(!whole.error().empty(), "a refusal says why");
    const auto run = readRunParts(bytes);
    if (!run) {
        require(!run.error().empty(), "a refusal says why");
        return 0;
    }
    for (const auto &each : run->seconds)
        require(each.target < run->result.targets.size(), "seconds are of targets that are there");
    static_cast<void>(escala::report::resultJson(run->result));
    const QByteArray written = writeRunFile(*run);
    const auto again = readRunFile(written);
    require(again.has_value(), "what is written can be read");
    require(writeRunFile(*again) == written, "writing is stable");
    return 0;
}
