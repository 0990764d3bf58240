#include "report/markup.h"
#include "report/run_comparison.h"

#include <fmt/format.h>

#include <algorithm>

namespace escala::report {

namespace {

std::string testCase(const std::string &group, const Judged &judged)
{
    const std::string opening = fmt::format(R"(    <testcase classname="{}" name="{}" time="0.000">)", escaped(group),
                                            escaped("fail if " + judged.expression));
    const std::string told = escaped(judged.sentence);
    const auto element = [&]() -> std::string {
        switch (judged.judgement) {
        case Judgement::Failed:
            return fmt::format(R"(<failure message="{}"/>)", told);
        case Judgement::Incomparable:
            return fmt::format(R"(<error message="{}"/>)", told);
        case Judgement::Passed:
        case Judgement::Undecided:
            return fmt::format("<system-out>{}</system-out>", told);
        }
        return {};
    };
    return fmt::format("{}\n      {}\n    </testcase>\n", opening, element());
}

std::string nameOf(const ComparedRuns &pair)
{
    return pair.baseline.target == pair.candidate.target ? pair.candidate.target
                                                         : pair.candidate.target + " against " + pair.baseline.target;
}

std::string suite(const ComparedRuns &pair)
{
    const auto with = [&pair](Judgement judgement) {
        return std::ranges::count(pair.conditions, judgement, &Judged::judgement);
    };
    std::string cases;
    for (const Judged &judged : pair.conditions)
        cases += testCase(nameOf(pair), judged);
    return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" "
                       "time=\"0.000\">\n{}  </testsuite>\n",
                       escaped(nameOf(pair)), pair.conditions.size(), with(Judgement::Failed),
                       with(Judgement::Incomparable), cases);
}

}

std::string comparisonJunit(const std::vector<ComparedRuns> &all)
{
    std::string suites;
    for (const ComparedRuns &pair : all)
        suites += suite(pair);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + suites + "</testsuites>\n";
}

}
