// Stores runs as fast as they go, and says on standard output what is stored: "ID SECOND" once that second of all
// targets is in the file, "ID done" once the run is. tst_run_kill kills it. Arguments: file, the first run's number; or
// "look" to open the file and go.

#include "store/history.h"
#include "store/run_recorder.h"
#include "stored_sample.h"

#include <QCoreApplication>

#include <cstdio>
#include <string>

using namespace escala;

namespace {

void say(const std::string &id, const std::string &what)
{
    std::printf("%s %s\n", id.c_str(), what.c_str());
    std::fflush(stdout);
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3)
        return 2;
    if (std::string(argv[2]) == "look")
        return store::History::open(argv[1]).has_value() ? 0 : 1;
    experiment::Runner runner;
    store::RunRecorder recorder(argv[1]);
    recorder.follow(runner);
    for (std::uint64_t seed = std::stoull(argv[2]);; ++seed) {
        const SampleShape shape{.targets = 2, .seconds = 12, .requests = 40, .seed = seed};
        const SampleRun run = sampleRun(shape);
        Q_EMIT runner.began(std::make_shared<const experiment::RunResult>(run.head));
        for (std::size_t second = 0; second < shape.seconds; ++second) {
            Q_EMIT runner.secondsMeasured({run.seconds[2 * second], run.seconds[2 * second + 1]});
            recorder.flush();
            say(run.head.id, std::to_string(second));
        }
        Q_EMIT runner.finished(std::make_shared<const experiment::RunResult>(run.result));
        recorder.flush();
        say(run.head.id, "done");
    }
}
