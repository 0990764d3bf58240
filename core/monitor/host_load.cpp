#include "monitor/host_load.h"

#include "experiment/words.h"
#include "http/url.h"
#include "monitor/plan_reading.h"
#include "text/quantity.h"

#include <map>

namespace escala::monitor {

std::string problemOfLoad(const MonitorPlan &plan)
{
    std::map<std::string, double> rates; // a second, by host
    const auto add = [&rates](const std::string &url, std::chrono::nanoseconds interval) {
        if (const auto parsed = http::parseUrl(url); parsed && !parsed->isLoopback() && interval.count() > 0)
            rates[parsed->host] += 1 / std::chrono::duration<double>(interval).count();
    };
    for (const TargetPlan &target : plan.targets)
        add(target.url, target.interval);
    for (const ScrapePlan &scrape : plan.scrapes)
        add(scrape.url, scrape.interval);
    constexpr double kRounding = 1e-6;
    for (const auto &[host, rate] : rates)
        if (rate > MonitorPlan::kMostOfOneHost + kRounding)
            return experiment::sentence(
                kMonitorPlanContext,
                QT_TRANSLATE_NOOP("MonitorPlan",
                                  "%1 would be asked %2 times a second, and it is not this machine: "
                                  "%3 times at most, with longer intervals"),
                host, text::readableNumber(rate), text::readableNumber(MonitorPlan::kMostOfOneHost));
    return {};
}

}
