#include "history_changes.h"

#include "session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace escala::ctl {

namespace {

std::string problemOfBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos ? "it needs more than blanks" : std::string();
}

/// CLI11 takes -1 for the largest number there is.
std::string problemOfNegative(const std::string &number)
{
    return number.starts_with('-') ? number + " is less than nothing" : std::string();
}

}

HistoryRename::HistoryRename(CLI::App &history)
    : HistoryAction(history, "rename", "give a run another name")
{
    addId(m_id);
    add().add_option("name", m_name, "its new name")->required()->type_name("NAME")->check(problemOfBlank);
}

ExitStatus HistoryRename::run(store::History &history)
{
    return conclude(history.rename(m_id, m_name));
}

HistoryNote::HistoryNote(CLI::App &history)
    : HistoryAction(history, "note", "write a note beside a run, in place of the one it has")
{
    addId(m_id);
    add().add_option("text", m_note, "the note; an empty one removes it")->required()->type_name("TEXT");
}

ExitStatus HistoryNote::run(store::History &history)
{
    return conclude(history.setNote(m_id, m_note));
}

HistoryTag::HistoryTag(CLI::App &history)
    : HistoryAction(history, "tag", "add tags to a run; one that has a tag is kept by `prune`")
{
    addId(m_id);
    add().add_option("tags", m_tags, "the tags")->required()->type_name("TAG")->check(problemOfBlank);
    add().add_flag("--remove", m_remove, "take them away instead");
}

ExitStatus HistoryTag::run(store::History &history)
{
    return conclude(m_remove ? history.removeTags(m_id, m_tags) : history.addTags(m_id, m_tags));
}

HistoryBaseline::HistoryBaseline(CLI::App &history)
    : HistoryAction(history, "baseline", "mark a run as one that others are compared with")
{
    addId(m_id);
    add().add_flag("--off", m_off, "take the mark away");
    add().add_flag("--force", m_force, "also a run whose verdict is invalid");
}

ExitStatus HistoryBaseline::run(store::History &history)
{
    const auto set = history.setBaseline(m_id, !m_off, m_force ? store::Insist::Yes : store::Insist::No);
    if (!set && set.error().kind == store::StoreError::Kind::NotBelievable)
        return complain(ExitStatus::BadArguments,
                        set.error().message + "; with --force it becomes a baseline all the same");
    return conclude(set);
}

HistoryDelete::HistoryDelete(CLI::App &history)
    : HistoryAction(history, "delete", "delete runs; `restore` brings them back until the next `prune`")
{
    add().add_option("id", m_ids, "ids, or enough of their starts")->required()->type_name("ID");
}

ExitStatus HistoryDelete::run(store::History &history)
{
    return conclude(history.remove(m_ids));
}

HistoryRestore::HistoryRestore(CLI::App &history)
    : HistoryAction(history, "restore", "bring deleted runs back; `list --removed` shows them")
{
    add().add_option("id", m_ids, "ids, or enough of their starts")->required()->type_name("ID");
}

ExitStatus HistoryRestore::run(store::History &history)
{
    return conclude(history.restore(m_ids));
}

HistoryPrune::HistoryPrune(CLI::App &history)
    : HistoryAction(history, "prune",
                    "delete for good what was deleted, and what is beyond these limits; baselines and tagged runs stay")
{
    add()
        .add_option("--keep", m_retention.maxRuns, "the latest so many runs stay")
        ->type_name("N")
        ->check(problemOfNegative);
    add()
        .add_option_function<double>(
            "--days",
            [this](double days) {
                if (!std::isfinite(days)) // which is in any range
                    throw CLI::ValidationError("--days", "it must be a number of days");
                m_retention.maxAge =
                    std::chrono::round<std::chrono::seconds>(std::chrono::duration<double, std::ratio<86'400>>(days));
            },
            "runs of the last so many days stay")
        ->check(CLI::Range(0.0, 100'000.0))
        ->type_name("DAYS");
    add()
        .add_option("--bytes", m_retention.maxBytes, "the latest runs stay that take so much together, such as 500MB")
        ->transform(CLI::AsSizeValue(false))
        ->transform(CLI::Validator([](std::string &size) { return problemOfNegative(size); }, "")) // comes first
        ->type_name("SIZE");
}

ExitStatus HistoryPrune::run(store::History &history)
{
    const auto deleted = history.applyRetention(m_retention);
    if (!deleted)
        return complain(deleted.error());
    return deliver(*deleted == 1 ? "1 run deleted.\n" : fmt::format("{} runs deleted.\n", *deleted));
}

HistoryCheck::HistoryCheck(CLI::App &history)
    : HistoryAction(history, "check", "look through the whole history file for damage")
{
}

ExitStatus HistoryCheck::run(store::History &history)
{
    if (!history.notices().empty())
        return ExitStatus::Failure; // it was damaged, and is kept aside: that was said
    const auto problems = history.check();
    if (!problems)
        return complain(problems.error());
    if (problems->empty())
        return deliver("The history is sound.\n");
    for (const std::string &problem : *problems)
        complain(ExitStatus::Failure, problem);
    return ExitStatus::Failure;
}

}
