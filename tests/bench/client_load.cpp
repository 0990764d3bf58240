// client_load CONNECTIONS SECONDS PORT [THREADS]: the load engine itself against a server on loopback, full recording
// on. Prints requests/s and CPU microseconds a request; on standard error the median, the errors and the ledger.
#include "http/url.h"
#include "load/load_engine.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fputs("client_load CONNECTIONS SECONDS PORT [THREADS]\n", stderr);
        return 2;
    }
    escala::load::LoadPlan plan;
    plan.users = static_cast<std::uint32_t>(std::atoi(argv[1]));
    plan.duration = std::chrono::nanoseconds(static_cast<std::int64_t>(std::atof(argv[2]) * 1e9));
    plan.threads = argc > 4 ? static_cast<std::uint32_t>(std::atoi(argv[4])) : 1;
    const auto url = escala::http::parseUrl(fmt::format("http://127.0.0.1:{}/", argv[3]));
    escala::metrics::SnapshotPtr last;
    escala::load::LoadEngine engine;
    const auto started = engine.start(plan, {url.value()},
                                      [&last](escala::metrics::SnapshotPtr snapshot) { last = std::move(snapshot); });
    if (!started) {
        fmt::print(stderr, "{}\n", started.error().message);
        return 1;
    }
    engine.wait();
    const auto &summary = last->targets.front().summary;
    fmt::print("{:.0f} {:.3f}\n", summary.achievedRps, cpuSeconds() / static_cast<double>(summary.responses()) * 1e6);
    fmt::print(stderr, "p50 {:.1f} us, {} failed, {} scheduled, {} ok, {} aborted\n",
               summary.response.p50.count() * 1e6, summary.failed(), summary.ledger.scheduled, summary.ledger.ok,
               summary.ledger.aborted);
    return 0;
}
