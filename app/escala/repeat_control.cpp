#include "window/repeat_control.h"

#include "compare/compare_page.h"
#include "compare/experiment_model.h"
#include "compare/repeat_settings.h"
#include "report/repetition_report.h"
#include "store/run_sample.h"
#include "window/run_control.h"
#include "window/status_strip.h"

#include <QPromise>
#include <QThreadPool>

namespace escala::window {

using namespace std::chrono_literals;
using compare::Banner;
using experiment::RepetitionPlace;
using experiment::RepetitionResult;
using experiment::Runner;

namespace {

constexpr auto kRest = 200ms; // a number that is typed passes by others

/// On a thread of its own: drawing the rounds again and again takes longer than a frame.
QFuture<RoundsPtr> comparedAside(const std::shared_ptr<const RepetitionResult> &result)
{
    auto promise = std::make_shared<QPromise<RoundsPtr>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, result] {
        promise->addResult(std::make_shared<const Rounds>(
            Rounds{.result = result, .comparisons = report::comparedRounds(*result, {})}));
        promise->finish();
    });
    return promise->future();
}

}

RepeatControl::RepeatControl(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_exporter(parts.history, this)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &RepeatControl::askOutlook);
    const auto rest = [this] { m_rest.start(); };
    connect(&m_parts.settings, &compare::RepeatSettings::roundsChanged, this, rest);
    connect(&m_parts.model, &compare::ExperimentModel::changed, this, rest);
    connect(&m_parts.model, &compare::ExperimentModel::targetsChanged, this, rest);
    connect(&m_parts.runs, &RunControl::stateChanged, this, [this](Runner::State state) {
        if (state != Runner::State::StartingServers)
            return;
        ++m_beginnings;
        m_latest.reset();
        m_rounds.reset();
        Q_EMIT canExportChanged();
    });
    connect(&m_parts.runs, &RunControl::roundBegins, this, &RepeatControl::beginRound);
    connect(&m_parts.runs, &RunControl::roundFinished, this, [this](const compare::ResultPtr &result) {
        if (m_target && !result->stopped)
            m_soFar.take(result, *m_target);
    });
    connect(&m_parts.runs, &RunControl::repeated, this, &RepeatControl::endRounds);
    connect(&m_exporter, &RoundsExporter::progressed, &m_parts.status, &StatusStrip::showExport);
    connect(&m_exporter, &RoundsExporter::written, this, [this](const QString &folder) {
        m_parts.page.addBanner(Banner::Kind::Success, tr("Exported to %1").arg(folder));
        m_parts.status.showIdle();
    });
    connect(&m_exporter, &RoundsExporter::failed, this, [this](const QString &sentence) {
        m_parts.page.addBanner(Banner::Kind::Error, sentence);
        m_parts.status.showIdle();
    });
    askOutlook();
}

void RepeatControl::exportRounds(const QString &folder)
{
    if (m_exporter.isBusy())
        m_parts.page.addBanner(Banner::Kind::Notice, tr("Rounds are being written; export these when that is done."));
    else if (m_rounds)
        m_exporter.exportAll(m_rounds, folder);
}

experiment::RunViewPtr RepeatControl::shown(const experiment::RunViewPtr &view)
{
    return m_target && view ? m_soFar.placed(*view, *m_target) : view;
}

void RepeatControl::askOutlook()
{
    const std::uint32_t rounds = m_parts.settings.rounds();
    const int asked = ++m_outlooks;
    if (rounds < 2 || !m_parts.model.problem().isEmpty()) {
        m_parts.settings.setOutlook({});
        return;
    }
    m_parts.history
        .ask([experiment = m_parts.model.experiment()](store::History &history) {
            return store::earlierVariationOfRounds(history, experiment);
        })
        .then(this, [this, asked, rounds](const std::expected<analysis::Variation, store::StoreError> &earlier) {
            if (asked == m_outlooks)
                m_parts.settings.setOutlook(
                    QString::fromStdString(report::outlookText(rounds, earlier.value_or(analysis::Variation()))));
        });
}

void RepeatControl::beginRound(const RepetitionPlace &place)
{
    if (place.round == 1 && place.target == 0)
        m_soFar.begin(m_parts.model.experiment());
    m_target = place.target;
    const auto round =
        tr("Round %1 of %2: %3").arg(place.round).arg(place.rounds).arg(QString::fromStdString(place.targetName));
    m_parts.status.setRound(round);
    m_parts.page.showRound(round);
}

void RepeatControl::endRounds(const std::shared_ptr<const RepetitionResult> &result)
{
    m_target.reset();
    m_parts.status.setRound({});
    m_rest.start(); // these runs tell how much the next ones will vary
    m_latest = m_soFar.latest();
    m_parts.page.showRounds(m_latest, tr("Comparing the rounds …"));
    if (!result->runs.empty())
        m_parts.page.addBanner(Banner::Kind::Success, tr("Each run of the rounds is in the history."), tr("Show them"),
                               [this] { Q_EMIT historyRequested(); });
    comparedAside(result).then(this, [this, began = m_beginnings](const RoundsPtr &rounds) {
        if (began != m_beginnings)
            return;
        m_parts.page.showRounds(m_latest,
                                QString::fromStdString(report::roundsText(*rounds->result, rounds->comparisons)));
        if (rounds->result->runs.empty())
            return;
        m_rounds = rounds;
        Q_EMIT canExportChanged();
    });
}

}
