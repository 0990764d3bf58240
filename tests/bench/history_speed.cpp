// What the history costs: lists of 10,000 runs, opening a stored hour of four targets, writing a second, and what an
// hour takes on disk. Exits with 1 where a bar is missed.

#include "many_runs.h"
#include "store/history.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

using namespace escala;
using store::History;
using store::RunQuery;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t kRuns = 10'000;
constexpr std::size_t kHour = 3600;
constexpr double kListBar = 50;
constexpr double kOpenBar = 300;

bool missed = false;

double timed(const std::function<void()> &what)
{
    const auto start = std::chrono::steady_clock::now();
    what();
    return Milliseconds(std::chrono::steady_clock::now() - start).count();
}

/// The worst of some, as a person meets it.
void print(const std::string &name, double bar, const std::function<void()> &what)
{
    constexpr int kTimes = 5;
    double worst = 0;
    for (int i = 0; i < kTimes; ++i)
        worst = std::max(worst, timed(what));
    const bool isMissed = bar > 0 && worst > bar;
    missed = missed || isMissed;
    fmt::print("{:<52}{:>9.2f} ms{}\n", name, worst, isMissed ? "  MISSED" : "");
}

template <typename Value>
void require(const std::expected<Value, store::StoreError> &outcome)
{
    if (outcome)
        return;
    fmt::print(stderr, "{}\n", outcome.error().message);
    std::exit(2);
}

void printLists(const std::string &file)
{
    print("open the file of 10,000 runs", 0, [&] { require(History::open(file)); });
    const auto opened = History::open(file);
    History &history = **opened;
    using Sort = RunQuery::Sort;
    const std::pair<const char *, Sort> sorts[] = {
        {"started", Sort::Started},   {"name", Sort::Name},          {"duration", Sort::Duration},
        {"requests", Sort::Requests}, {"rate", Sort::Rate},          {"p99", Sort::P99},
        {"errors", Sort::Errors},     {"hit ratio", Sort::HitRatio}, {"verdict", Sort::Verdict}};
    for (const auto &[name, sort] : sorts)
        print(fmt::format("a page of 200 by {}", name), kListBar,
              [&] { require(history.list({.sort = sort, .limit = 200})); });
    print("the last page by rate", kListBar,
          [&] { require(history.list({.sort = Sort::Rate, .offset = kRuns - 200, .limit = 200})); });
    print("search that finds one", kListBar, [&] { require(history.list({.text = "4711 night", .limit = 200})); });
    print("search that finds none", kListBar, [&] { require(history.list({.text = "nothing such"})); });
    print("count of a search", kListBar, [&] { require(history.count({.text = "of the"})); });
    print("by tag", kListBar, [&] { require(history.list({.tag = "ci", .limit = 200})); });
    print("by verdict", kListBar, [&] { require(history.list({.verdict = metrics::Verdict::Invalid, .limit = 200})); });
    print("all 10,000 rows at once", 0, [&] { require(history.list()); });
}

void printHour(const std::string &file)
{
    const SampleShape shape{.targets = 4, .seconds = kHour, .requests = 1000};
    const SampleRun run = sampleRun(shape);
    {
        const auto database = store::Database::open(file);
        store::RunWriter writer(**database);
        require(writer.begin(run.head));
        double worst = 0;
        double all = 0;
        for (std::size_t second = 0; second < kHour; ++second) {
            const auto part = std::span(run.seconds).subspan(second * shape.targets, shape.targets);
            const double took = timed([&] { require(writer.add(part, run.head)); });
            worst = std::max(worst, took);
            all += took;
        }
        fmt::print("{:<52}{:>9.2f} ms, at worst {:.2f} ms\n", "write a second of four targets, 1,000 requests each",
                   all / kHour, worst);
        fmt::print("{:<52}{:>9.2f} ms\n", "finish the hour", timed([&] { require(writer.finish(run.result)); }));
    }
    fmt::print("{:<52}{:>9.2f} MiB\n", "the hour on disk",
               static_cast<double>(std::filesystem::file_size(file)) / (1U << 20U));
    print("open the file and the stored hour", kOpenBar, [&] {
        const auto history = History::open(file);
        require((*history)->load(run.head.id));
    });
    const auto history = History::open(file);
    print("the seconds of one target of it", 0, [&] { require((*history)->seconds(run.head.id, 0)); });
    {
        const auto database = store::Database::open(file);
        require((*database)->execute("UPDATE runs SET state = 2"));
    }
    print("the same hour had it been cut off", 0, [&] { require((*history)->load(run.head.id)); });
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const std::string lists = folder.filePath(QStringLiteral("lists.sqlite")).toStdString();
    escala::tests::storeManyRuns(lists, kRuns);
    printLists(lists);
    printHour(folder.filePath(QStringLiteral("hour.sqlite")).toStdString());
    return missed ? 1 : 0;
}
