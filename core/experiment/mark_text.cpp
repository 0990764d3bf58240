#include "experiment/mark_text.h"

#include "experiment/local_number.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <QtGlobal>

namespace escala::experiment {

namespace {

constexpr const char *kMarksContext = "Marks";
constexpr std::size_t kMostBorders = 16;

std::string stageText(const load::Stage &stage, load::Model model)
{
    const bool moves = stage.kind == load::Stage::Kind::Ramp || stage.kind == load::Stage::Kind::Step;
    return moves ? "→ " + levelText(stage.to, model) : levelText(stage.from, model);
}

}

std::string levelText(double level, load::Model model)
{
    const std::string number = localNumber(text::readableNumber(level));
    if (model == load::Model::Open)
        return number + "/s";
    return sentence(kMarksContext,
                    level == 1 ? QT_TRANSLATE_NOOP("Marks", "%1 user") : QT_TRANSLATE_NOOP("Marks", "%1 users"),
                    number);
}

std::vector<NamedMoment> changesOf(const Experiment &experiment, std::span<const metrics::Mark> marks)
{
    using Kind = metrics::Mark::Kind;
    std::vector<NamedMoment> moments;
    bool paused = false;
    for (const metrics::Mark &mark : marks) {
        NamedMoment moment{.at = mark.at, .word = {}, .target = mark.target};
        switch (mark.kind) {
        case Kind::Level:
            moment.word = levelText(mark.level, experiment.plan.model);
            break;
        case Kind::Paused:
            moment.word = sentence(kMarksContext, QT_TRANSLATE_NOOP("Marks", "paused"));
            break;
        case Kind::Planned:
            moment.word = paused ? sentence(kMarksContext, QT_TRANSLATE_NOOP("Marks", "resumed"))
                                 : sentence(kMarksContext, QT_TRANSLATE_NOOP("Marks", "as planned"));
            break;
        }
        paused = mark.kind == Kind::Paused;
        moments.push_back(std::move(moment));
    }
    return moments;
}

std::vector<NamedMoment> stageBordersOf(const load::LoadPlan &plan)
{
    std::vector<NamedMoment> borders;
    if (plan.stages.size() > kMostBorders + 1)
        return borders;
    std::chrono::nanoseconds at{};
    for (const load::Stage &stage : plan.stages) {
        if (at.count() > 0)
            borders.push_back({.at = at, .word = stageText(stage, plan.model)});
        at += stage.length;
    }
    return borders;
}

}
