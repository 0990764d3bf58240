#include "store/run_file.h"

#include "report/markup.h"
#include "report/masking.h"
#include "store/blob.h"
#include "store/experiment_fields.h"
#include "store/run_limits.h"
#include "store/words.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace escala::store {

template <>
inline constexpr std::uint64_t kChoices<RunState> = kRunStateNames.size();

namespace {

using experiment::RunResult;

constexpr QByteArrayView kMagic("EscalaRun\n");
constexpr quint32 kVersion = 1;
constexpr qsizetype kNameBytes = 4;
constexpr qsizetype kLengthBytes = 8;
constexpr qsizetype kHead = 14; // kMagic and the version
constexpr qsizetype kSumBytes = 32;
constexpr qsizetype kEndPart = kNameBytes + kLengthBytes + kSumBytes;

template <typename Io>
void rowFields(Io &io, Is<RunRow> auto &row)
{
    io(row.name, row.state, row.note, row.tags, row.baseline, row.group, row.round);
}

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

void append(QByteArray &file, QByteArrayView name, QByteArrayView bytes)
{
    file += name;
    file += bigEndian(static_cast<quint64>(bytes.size()));
    file += bytes;
}

QByteArray bytesOf(const ArchiveWriter &writer)
{
    return {reinterpret_cast<const char *>(writer.bytes().data()), static_cast<qsizetype>(writer.bytes().size())};
}

std::span<const std::uint8_t> spanOf(QByteArrayView bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

RunResult masked(RunResult result)
{
    result.experiment = report::masked(std::move(result.experiment));
    for (std::size_t index = 0; index < std::min(result.targets.size(), result.experiment.targets.size()); ++index) {
        experiment::TargetResult &target = result.targets[index];
        target.target = result.experiment.targets[index];
        target.url = report::maskedUrl(target.url);
        if (target.server)
            target.server->spec = target.target.server.value_or(target.server->spec);
        for (std::size_t server = 0; server < std::min(target.behind.size(), target.target.behind.size()); ++server)
            target.behind[server].spec = target.target.behind[server];
    }
    for (std::string &note : result.notes)
        note = report::maskedUrls(report::validUtf8(note));
    return result;
}

std::unexpected<std::string> refuse(const char *english)
{
    return std::unexpected(say(english));
}

std::unexpected<std::string> damaged()
{
    return refuse(QT_TRANSLATE_NOOP("History", "it is damaged or was cut off"));
}

bool readRow(QByteArrayView bytes, RunRow &row)
{
    ArchiveReader reader(spanOf(bytes));
    rowFields(reader, row);
    return reader.complete();
}

/// What is wrong with it; empty: nothing, and likewise below.
std::string readResult(QByteArrayView bytes, RunResult &result)
{
    if (auto problem = problemOfResultSize(bytes); !problem.empty())
        return problem;
    auto read = resultOf(bytes.toByteArray());
    if (!read)
        return read.error() == BlobProblem::TooManyTargets
            ? say(QT_TRANSLATE_NOOP("History", "it has more targets than a run can have: %1 at most"),
                  std::to_string(experiment::kMostTargets))
            : damaged().error();
    result = std::move(*read);
    return {};
}

std::string readSecond(QByteArrayView bytes, std::vector<metrics::TargetSecond> &seconds)
{
    constexpr qsizetype kMostTargetBytes = 10;
    ArchiveReader reader(spanOf(bytes.first(std::min(bytes.size(), kMostTargetBytes))));
    const std::uint64_t target = reader.natural();
    qsizetype used = 0;
    while (used < bytes.size() && (static_cast<unsigned char>(bytes[used]) & 0x80U) != 0)
        ++used;
    if (!reader.good() || used + 1 >= bytes.size())
        return damaged().error();
    const QByteArrayView blob = bytes.sliced(used + 1);
    if (auto problem = problemOfSecondSize(blob); !problem.empty())
        return problem;
    auto second = secondOf(blob.toByteArray());
    if (!second)
        return damaged().error();
    seconds.push_back({.target = static_cast<std::size_t>(target), .second = std::move(*second)});
    return {};
}

}

QByteArray writeRunFile(const RunFile &run)
{
    QByteArray file = kMagic.toByteArray() + bigEndian(kVersion);
    ArchiveWriter row;
    rowFields(row, run.row);
    append(file, "row ", bytesOf(row));
    append(file, "rslt", blobOf(masked(run.result)));
    for (const metrics::TargetSecond &each : run.seconds) {
        ArchiveWriter target;
        target.natural(each.target);
        append(file, "secd", QByteArray(bytesOf(target) + blobOf(each.second)));
    }
    append(file, "end ", QCryptographicHash::hash(file, QCryptographicHash::Sha256));
    return file;
}

std::expected<RunFile, std::string> readRunFile(const QByteArray &bytes)
{
    const QByteArrayView file(bytes);
    if (!file.startsWith(kMagic))
        return refuse(QT_TRANSLATE_NOOP("History", "it is no run that was exported by Escala"));
    if (file.size() < kHead + kEndPart)
        return damaged();
    if (qFromBigEndian<quint32>(file.data() + kMagic.size()) > kVersion)
        return refuse(QT_TRANSLATE_NOOP("History", "it was written by a later version of Escala; update Escala"));
    const QByteArrayView parts = file.first(file.size() - kEndPart);
    QByteArray end;
    append(end, "end ", QCryptographicHash::hash(parts, QCryptographicHash::Sha256));
    if (file.last(kEndPart) != QByteArrayView(end))
        return damaged();
    return readRunParts(parts.sliced(kHead));
}

std::expected<RunFile, std::string> readRunParts(QByteArrayView parts)
{
    RunFile run;
    bool haveRow = false;
    bool haveResult = false;
    while (!parts.isEmpty()) {
        if (parts.size() < kNameBytes + kLengthBytes)
            return damaged();
        const QByteArrayView name = parts.first(kNameBytes);
        const auto length = qFromBigEndian<quint64>(parts.data() + kNameBytes);
        parts = parts.sliced(kNameBytes + kLengthBytes);
        if (length > static_cast<quint64>(parts.size()))
            return damaged();
        const QByteArrayView bytes = parts.first(static_cast<qsizetype>(length));
        parts = parts.sliced(static_cast<qsizetype>(length));
        std::string problem;
        if (name == QByteArrayView("row ")) {
            haveRow = readRow(bytes, run.row);
            problem = haveRow ? std::string() : damaged().error();
        } else if (name == QByteArrayView("rslt")) {
            problem = readResult(bytes, run.result);
            haveResult = problem.empty();
        } else if (name == QByteArrayView("secd")) {
            problem = readSecond(bytes, run.seconds);
        }
        if (!problem.empty())
            return std::unexpected(std::move(problem));
    }
    const std::size_t targets = run.result.targets.size();
    const bool fits = std::ranges::all_of(run.seconds, [&](const auto &each) { return each.target < targets; });
    if (!haveRow || !haveResult || !fits || run.row.state == RunState::Running)
        return damaged();
    if (auto problem = problemOfTimes(run); !problem.empty())
        return std::unexpected(std::move(problem));
    return run;
}

}
