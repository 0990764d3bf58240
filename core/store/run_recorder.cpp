#include "store/run_recorder.h"

#include "store/recorder_pen.h"

#include <algorithm>

namespace escala::store {

using experiment::RunResult;

RunRecorder::RunRecorder(std::filesystem::path file, QObject *parent)
    : QObject(parent)
    , m_pen(new Pen(std::move(file)))
{
    m_pen->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_pen, &QObject::deleteLater);
    connect(m_pen, &Pen::changed, this, &RunRecorder::changed);
    connect(m_pen, &Pen::problem, this, &RunRecorder::problem);
    connect(m_pen, &Pen::notice, this, &RunRecorder::notice);
    m_thread.setObjectName(QStringLiteral("history-recorder"));
    m_thread.start(QThread::LowPriority);
}

RunRecorder::~RunRecorder()
{
    m_pen->post([pen = m_pen] { pen->write(); });
    m_pen->endThread(m_thread);
}

void RunRecorder::follow(experiment::Runner &runner)
{
    using experiment::Runner;
    connect(&runner, &Runner::began, this, &RunRecorder::onBegan);
    connect(&runner, &Runner::viewChanged, this, &RunRecorder::onView);
    connect(&runner, &Runner::secondsMeasured, this, &RunRecorder::onSeconds);
    connect(&runner, &Runner::finished, this, &RunRecorder::onFinished);
    connect(&runner, &Runner::notice, this,
            [this](const QString &sentence) { m_pen->post([pen = m_pen, sentence] { pen->note(sentence); }); });
    connect(&runner, &Runner::failed, this, [this] {
        m_view.reset();
        m_pen->post([pen = m_pen] { pen->abandon(); });
    });
}

void RunRecorder::setRepetition(const Repetition &repetition)
{
    m_repetition = repetition;
}

void RunRecorder::flush()
{
    m_pen->post([pen = m_pen] { pen->write(); });
    m_pen->waitForTasks();
}

void RunRecorder::onBegan(const std::shared_ptr<const RunResult> &head)
{
    m_view.reset();
    m_pen->post([pen = m_pen, head, repetition = m_repetition] { pen->begin(head, repetition); });
}

void RunRecorder::onView(const experiment::RunViewPtr &view)
{
    m_view = view;
}

void RunRecorder::onSeconds(const std::vector<metrics::TargetSecond> &seconds)
{
    m_pen->post([pen = m_pen, seconds, view = m_view] { pen->add(seconds, view); });
}

void RunRecorder::onFinished(const std::shared_ptr<const RunResult> &result)
{
    m_view.reset();
    m_pen->post([pen = m_pen, result] { pen->finish(result); });
}

void learn(RunResult &soFar, const experiment::RunView &view)
{
    soFar.faults = view.faults;
    if (!view.snapshot)
        return;
    const metrics::Snapshot &snapshot = *view.snapshot;
    soFar.generator = snapshot.generator;
    soFar.marks = snapshot.marks;
    soFar.endedBy = snapshot.endedBy;
    for (std::size_t index = 0; index < std::min(soFar.targets.size(), snapshot.targets.size()); ++index) {
        experiment::TargetResult &target = soFar.targets[index];
        const metrics::TargetSnapshot &now = snapshot.targets[index];
        metrics::TargetSnapshot &figures = target.figures;
        figures.phase = now.phase;
        figures.protocol = now.protocol;
        figures.summary = now.summary;
        figures.checks = now.checks;
        figures.cold = now.cold;
        figures.warmupRequests = now.warmupRequests;
        figures.warmupResponses = now.warmupResponses;
        if (index < view.measuringSince.size())
            target.measuringSince = view.measuringSince[index];
    }
}

}
