#pragma once

#include "charts/chart_export.h"
#include "experiment/run_result.h"

#include <QObject>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <memory>

namespace escala::compare {

using ResultPtr = std::shared_ptr<const experiment::RunResult>;

/// The files of a result that hold text.
enum class TextFormat { Json, SummaryCsv, SeriesCsv, Hlog, Html };

/// Writes exports without holding up the window: texts on a thread of its own, pictures on the GUI thread one at a time
/// between other events. GUI thread; destroying it waits for the file being written and drops the rest.
class ResultExporter : public QObject {
    Q_OBJECT

public:
    explicit ResultExporter(QObject *parent = nullptr);
    ~ResultExporter() override;

    [[nodiscard]] bool isBusy() const noexcept { return m_busy; }

    /// result.json, summary.csv, series.csv, report.html, <target>.hlog and charts/<chart>.png, .svg, .pdf.
    void exportAll(const ResultPtr &result, const QString &folder);
    /// For Hlog, `file` names the folder: one file a target.
    void exportText(const ResultPtr &result, TextFormat format, const QString &file);
    void exportChart(const ResultPtr &result, const QString &chart, charts::PictureFormat format, const QString &file);

Q_SIGNALS:
    void progressed(int done, int all);
    /// Everything of one request is written; `path` is the file or folder.
    void written(const QString &path);
    /// What is not written, why, and what to do. Files written before stay; the rest is not tried.
    void failed(const QString &sentence);

private:
    using Outcome = std::expected<void, std::string>;
    struct Step {
        bool onGuiThread = false;
        std::function<Outcome()> run;
    };

    void addTexts(const ResultPtr &result, const std::filesystem::path &folder);
    void addText(const ResultPtr &result, TextFormat format, const std::filesystem::path &file);
    void addReport(const ResultPtr &result, const std::filesystem::path &file);
    void begin(const QString &path);
    void next();
    void done(const Outcome &outcome);

    std::deque<Step> m_steps;
    QString m_path;
    int m_done = 0;
    int m_all = 0;
    bool m_busy = false;
    QThreadPool m_pool;
};

}
