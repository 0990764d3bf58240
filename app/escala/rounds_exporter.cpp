#include "window/rounds_exporter.h"

#include "report/file_writer.h"
#include "report/repetition_report.h"

#include <QDir>

#include <utility>

namespace escala::window {

using compare::ResultPtr;
using store::History;
using store::StoreError;

namespace {

QString folderOf(const Rounds &rounds, const experiment::RepeatedRun &run)
{
    const auto &target = rounds.result->experiment.targets.at(run.target).name;
    return QStringLiteral("round-%1-%2-%3")
        .arg(run.round)
        .arg(run.target + 1) // names may be the same as parts of paths
        .arg(QString::fromStdString(report::fileStem(target)));
}

std::expected<void, std::string> writeWords(const Rounds &rounds, const QString &folder)
{
    const auto path = [&folder](const char *name) {
        return std::filesystem::path(QDir(folder).filePath(QLatin1StringView(name)).toStdString());
    };
    if (auto text = report::writeFile(path("rounds.txt"), report::repetitionText(*rounds.result, rounds.comparisons));
        !text)
        return text;
    return report::writeFile(path("rounds.json"), report::repetitionJson(*rounds.result, rounds.comparisons));
}

}

RoundsExporter::RoundsExporter(store::HistoryThread &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
{
    connect(&m_exporter, &compare::ResultExporter::failed, this, &RoundsExporter::fail);
    connect(&m_exporter, &compare::ResultExporter::written, this, [this] {
        ++m_done;
        next();
    });
}

void RoundsExporter::exportAll(const RoundsPtr &rounds, const QString &folder)
{
    if (isBusy())
        return;
    m_rounds = rounds;
    m_folder = folder;
    m_done = 0;
    if (const auto words = writeWords(*rounds, folder); !words)
        fail(QString::fromStdString(words.error()));
    else
        next();
}

void RoundsExporter::fail(const QString &sentence)
{
    m_rounds.reset();
    Q_EMIT failed(sentence);
}

void RoundsExporter::next()
{
    const auto &runs = m_rounds->result->runs;
    Q_EMIT progressed(static_cast<int>(m_done), static_cast<int>(runs.size()));
    if (m_done == runs.size()) {
        m_rounds.reset();
        Q_EMIT written(m_folder);
        return;
    }
    const auto &run = runs[m_done];
    m_history.ask([id = run.id](const History &history) { return history.load(id); })
        .then(this,
              [this, folder = QDir(m_folder).filePath(folderOf(*m_rounds, run))](
                  const std::expected<ResultPtr, StoreError> &result) {
                  if (result)
                      m_exporter.exportAll(*result, folder);
                  else
                      fail(QString::fromStdString(result.error().message));
              });
}

}
