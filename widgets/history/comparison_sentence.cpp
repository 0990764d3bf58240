#include "history/comparison_sentence.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace escala::history {

namespace {

using analysis::FigureComparison;
using analysis::Word;

struct History {
    Q_DECLARE_TR_FUNCTIONS(History)
};

constexpr std::size_t kMostLines = 3;

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

QString clauseOf(const FigureComparison &figure, const QString &name)
{
    switch (figure.word) {
    case Word::NotComparable:
        return History::tr("%1 not comparable", "a figure").arg(name);
    case Word::NoDemonstrableDifference:
        return History::tr("%1 without demonstrable difference", "a figure").arg(name);
    default:
        return History::tr("%1 %2× (%3)", "a figure, its ratio, a word")
            .arg(name, text(report::ratioText(figure)), text(report::wordText(figure.word)));
    }
}

bool differs(const FigureComparison &figure)
{
    return figure.word != Word::NoDemonstrableDifference;
}

QString verdictOf(const analysis::RunComparison &comparison)
{
    if (comparison.obstacle)
        return History::tr("not comparable (%1)").arg(text(report::obstacleText(*comparison.obstacle)));
    const auto &throughput = comparison.row(analysis::Figure::Throughput);
    const auto &p99 = comparison.row(analysis::Figure::P99);
    if (!differs(throughput) && !differs(p99))
        return History::tr("no demonstrable difference");
    return History::tr("%1, %2", "two clauses")
        .arg(clauseOf(throughput, History::tr("throughput")), clauseOf(p99, QStringLiteral("p99")));
}

}

QString comparisonSentence(const std::vector<report::ComparedRuns> &comparisons)
{
    QStringList lines;
    std::string heading;
    for (const auto &pair : comparisons) {
        if (lines.size() == static_cast<qsizetype>(kMostLines))
            break;
        auto line = History::tr("%1: %2.", "a target, what is said of it")
                        .arg(text(pair.candidate.target), verdictOf(pair.comparison));
        const bool ofOneRun = pair.baseline.id == pair.candidate.id;
        if (!ofOneRun && std::exchange(heading, pair.candidate.id) != pair.candidate.id)
            line.prepend(
                History::tr("%1 against %2. ", "names of runs").arg(text(pair.candidate.run), text(pair.baseline.run)));
        lines << line;
    }
    return lines.join(u'\n');
}

}
