#include "store/history.h"

#include "report/file_writer.h"
#include "store/blob.h"
#include "store/query.h"
#include "store/run_file.h"
#include "store/run_rows.h"
#include "store/run_writer.h"
#include "store/seconds_total.h"
#include "store/words.h"

#include <QFile>
#include <QUuid>

// Runs that leave the history as a file, and those that come in.

namespace escala::store {

namespace {

constexpr qint64 kLargest = qint64{4} << 30U;

std::unexpected<StoreError> badFile(const std::filesystem::path &file, const std::string &why)
{
    return std::unexpected(
        StoreError{.kind = StoreError::Kind::BadFile,
                   .message = say(QT_TRANSLATE_NOOP("History", "%1 can't be imported: %2. Nothing was changed."),
                                  file.string(), why)});
}

/// The list must tell of an interrupted run what its seconds do.
RunRow rowOfFile(const RunFile &run)
{
    experiment::RunResult result = run.result;
    if (run.row.state == RunState::Interrupted) {
        std::vector<SecondsTotal> totals(result.targets.size());
        for (const metrics::TargetSecond &each : run.seconds)
            totals[each.target].add(each.second);
        for (std::size_t target = 0; target < totals.size(); ++target) {
            metrics::Summary &summary = result.targets[target].figures.summary;
            summary = summaryOf(totals[target], summary);
        }
    }
    RunRow row = rowOf(result);
    row.name = run.row.name;
    row.state = run.row.state;
    if (row.state == RunState::Interrupted)
        row.verdict.reset();
    row.note = run.row.note;
    row.tags = run.row.tags;
    row.group = run.row.group;
    row.round = run.row.round;
    return row;
}

}

std::expected<void, StoreError> History::exportRun(const std::string &id, const std::filesystem::path &file) const
{
    const auto found = find(id);
    if (!found)
        return std::unexpected(found.error());
    std::error_code error;
    if (std::filesystem::equivalent(file, m_database->file(), error))
        return std::unexpected(
            StoreError{.kind = StoreError::Kind::BadFile,
                       .message = say(QT_TRANSLATE_NOOP("History", "%1 is the history itself. Choose another name."),
                                      file.string())});
    auto shown = row(found->id);
    if (!shown)
        return std::unexpected(std::move(shown.error()));
    auto result = stored(*found);
    if (!result)
        return std::unexpected(std::move(result.error()));
    RunFile run{.row = std::move(*shown), .result = std::move(*result), .seconds = {}};
    if (run.row.state == RunState::Running)
        run.row.state = RunState::Interrupted; // as far as the file knows
    for (std::size_t target = 0; target < run.result.targets.size(); ++target) {
        auto all = seconds(found->id, target);
        if (!all)
            return std::unexpected(std::move(all.error()));
        for (metrics::Second &second : *all)
            run.seconds.push_back({.target = target, .second = std::move(second)});
    }
    const QByteArray bytes = writeRunFile(run);
    if (auto written = report::writeFile(file, {bytes.data(), static_cast<std::size_t>(bytes.size())}); !written)
        return std::unexpected(StoreError{.kind = StoreError::Kind::Unreadable, .message = written.error()});
    return {};
}

std::expected<std::string, StoreError> History::freeId(const std::string &wish) const
{
    Query query(*m_database, "SELECT 1 FROM runs WHERE id = ?");
    if (auto run = query.run(wish); !run)
        return std::unexpected(std::move(run.error()));
    const bool isOne = !QUuid(QString::fromStdString(wish)).isNull();
    if (isOne && !query.next())
        return wish;
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

std::expected<std::string, StoreError> History::importRun(const std::filesystem::path &path)
{
    // A pipe or a device may have no end.
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
        return badFile(path, say(QT_TRANSLATE_NOOP("History", "it is no file")));
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        return badFile(path, file.errorString().toStdString());
    if (file.size() > kLargest)
        return badFile(path, say(QT_TRANSLATE_NOOP("History", "it is larger than any run")));
    const auto run = readRunFile(file.readAll());
    if (!run)
        return badFile(path, run.error());
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    RunRow row = rowOfFile(*run);
    auto id = freeId(row.id);
    if (!id)
        return id;
    row.id = *id;
    if (auto written = insertRun(*m_database, row, run->result, run->seconds); !written)
        return std::unexpected(std::move(written.error()));
    if (auto committed = transaction->commit(); !committed)
        return std::unexpected(std::move(committed.error()));
    return id;
}

}
