#include "outputs.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <fmt/format.h>

#include <map>

namespace escala::ctl {

namespace {

/// The folder itself, or the nearest one above it that is there: where its parts would be made.
QString nearestExisting(const QString &folder)
{
    QFileInfo info(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()));
    while (!info.exists() && !info.isRoot())
        info.setFile(info.path());
    return info.filePath();
}

/// Really makes a file there and removes it again: permissions alone don't tell of read-only file systems, and say yes
/// to root everywhere.
std::string problemOfFolder(const QString &folder)
{
    const QString existing = nearestExisting(folder);
    if (!QFileInfo(existing).isDir())
        return fmt::format("{} is a file, not a folder; choose another place", existing.toStdString());
    QTemporaryFile probe(existing + QStringLiteral("/.escala-probe-XXXXXX"));
    if (!probe.open())
        return fmt::format("nothing can be written to the folder {} ({}); choose another one", existing.toStdString(),
                           probe.errorString().toStdString());
    return {};
}

std::string problemOfFile(const QString &file)
{
    const QFileInfo info(file);
    if (info.isDir())
        return fmt::format("{} is a folder; name a file", file.toStdString());
    if (info.exists() && !info.isWritable())
        return fmt::format("{} can't be written; choose another file or change its permissions", file.toStdString());
    if (info.exists() && !info.isFile())
        return {}; // a device or a pipe: only writing will tell
    return problemOfFolder(info.absolutePath());
}

}

std::string problemOf(const Outputs &outputs)
{
    const std::map<std::string, std::string> files{
        {"--json", outputs.json},     {"--csv", outputs.csv},     {"--series-csv", outputs.seriesCsv},
        {"--hlog", outputs.hlog},     {"--junit", outputs.junit}, {"--html", outputs.html},
        {"--save-plan", outputs.plan}};
    std::map<QString, std::string> used;
    for (const auto &[option, file] : files) {
        if (file.empty())
            continue;
        const QString path = QString::fromStdString(file);
        if (std::string problem = file == "-" ? std::string() : problemOfFile(path); !problem.empty())
            return option + ": " + problem;
        const auto [other, isNew] = used.try_emplace(QFileInfo(path).absoluteFilePath(), option);
        if (!isNew && (!QFileInfo::exists(path) || QFileInfo(path).isFile()))
            return fmt::format("{} and {} both name {}; give each its own file", other->second, option, file);
    }
    for (const auto &[option, folder] : {std::pair("--out", outputs.dir), std::pair("--charts", outputs.charts)})
        if (!folder.empty())
            if (const std::string problem = problemOfFolder(QString::fromStdString(folder)); !problem.empty())
                return fmt::format("{}: {}", option, problem);
    return {};
}

}
