#include "input.h"
#include "monitor/exposition.h"
#include "monitor/source_watch.h"

#include <string>

using fuzz::require;
using namespace escala::monitor;

namespace {

std::string written(const Exposition &exposition)
{
    ExpositionWriter writer;
    for (const MetricFamily &family : exposition.families)
        writer.family(family.name, family.help, family.type);
    for (const Sample &sample : exposition.samples)
        writer.sample(sample.name, sample.labels, sample.value, sample.timestampMs);
    return writer.text();
}

}

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto text = fuzz::Input(data, size).text();
    const auto read = parseExposition(text);
    if (!read) {
        require(read.error().starts_with("line "), "a refusal says where");
        return 0;
    }
    const auto again = parseExposition(written(*read));
    require(again.has_value(), "what is written can be read");
    require(again->samples.size() == read->samples.size(), "no sample is lost");
    require(written(*again) == written(*read), "what is written is the same");
    const auto scrape = readScrape(text, {});
    require(scrape && scrape->readings.size() + scrape->leftOut <= read->samples.size(), "a series has one reading");
    return 0;
}
