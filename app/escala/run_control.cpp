#include "window/run_control.h"

#include "compare/run_bar.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

#include <utility>

namespace escala::window {

using experiment::Repetition;
using experiment::RepetitionPlace;
using experiment::RepetitionResult;
using experiment::Runner;

RunControl::RunControl(compare::ExperimentModel &model, const QString &serverProgram, QWidget *window)
    : QObject(window)
    , m_model(model)
    , m_window(window)
    , m_runner(serverProgram)
{
    connect(&m_runner, &Runner::stateChanged, this, &RunControl::onState);
    connect(&m_runner, &Runner::viewChanged, this, &RunControl::viewChanged);
    connect(&m_runner, &Runner::began, this, &RunControl::began);
    connect(&m_runner, &Runner::notice, this, &RunControl::notice);
    connect(&m_runner, &Runner::failed, this, [this](const QString &sentence) {
        if (!inRounds()) // else it is told at their end
            Q_EMIT failed(sentence);
    });
    connect(&m_runner, &Runner::finished, this, [this](const compare::ResultPtr &result) {
        if (inRounds()) {
            Q_EMIT roundFinished(result);
            return;
        }
        m_result = result;
        Q_EMIT finished(result);
    });
    m_repetition = std::make_unique<Repetition>(m_runner);
    connect(m_repetition.get(), &Repetition::runBegins, this,
            [this](const RepetitionPlace &place) { m_place = place; });
    connect(m_repetition.get(), &Repetition::ended, this, &RunControl::onRepeated);
}

void RunControl::start(std::uint32_t rounds)
{
    if (isRunning() || m_asking || !m_model.problem().isEmpty())
        return;
    m_rounds = rounds;
    QStringList hosts;
    for (const auto &host : experiment::foreignHosts(m_model.experiment()))
        hosts << QString::fromStdString(host);
    if (hosts.isEmpty())
        run();
    else
        ask(hosts);
}

void RunControl::stop()
{
    if (inRounds())
        m_repetition->stop();
    else
        m_runner.stop();
}

void RunControl::togglePause()
{
    if (state() != Runner::State::Measuring)
        return;
    m_runner.setLevel(m_paused ? m_level : 0);
    setPaused(!m_paused);
}

void RunControl::setLevel(std::optional<double> level)
{
    if (state() != Runner::State::Measuring)
        return;
    m_level = level;
    if (!m_paused)
        m_runner.setLevel(level);
}

void RunControl::strike(std::size_t target, std::size_t server, const experiment::Fault &fault)
{
    m_runner.strike(target, server, fault);
}

void RunControl::mend(std::size_t target, std::size_t server)
{
    m_runner.mend(target, server);
}

void RunControl::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) != paused)
        Q_EMIT pausedChanged(paused);
}

void RunControl::ask(const QStringList &hosts)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Load on another host"),
                                tr("This run sends load to %1.").arg(QLocale().createSeparatedList(hosts)),
                                QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("foreignHost"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Go on only if it is yours, or if its owner allows it."));
    auto *allow = box->addButton(tr("I am allowed to load it"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    m_asking = true;
    connect(box, &QMessageBox::finished, this, [this, box, allow] {
        m_asking = false;
        if (box->clickedButton() == allow)
            run();
    });
    box->open();
}

void RunControl::run()
{
    m_result.reset();
    m_level.reset();
    if (m_rounds > 1)
        m_repetition->start(m_model.experiment(), m_rounds);
    else
        m_runner.start(m_model.experiment());
}

// Rounds look like one long run: it starts once and ends once.
void RunControl::onState(Runner::State state)
{
    if (state != Runner::State::Measuring)
        setPaused(false);
    const bool begins = state == Runner::State::StartingServers;
    const bool isFirst = m_place && m_place->round == 1 && m_place->target == 0;
    if (!inRounds() || (begins ? isFirst : compare::isUnderWay(state)))
        Q_EMIT stateChanged(state);
    if (inRounds() && begins) {
        m_level.reset();
        Q_EMIT roundBegins(*m_place);
    }
}

void RunControl::onRepeated(const std::shared_ptr<const RepetitionResult> &result)
{
    m_place.reset();
    const bool failing = !result->failure.empty();
    Q_EMIT stateChanged(failing ? Runner::State::Failed : Runner::State::Finished);
    if (failing)
        Q_EMIT failed(QString::fromStdString(result->failure));
    Q_EMIT repeated(result);
}

}
