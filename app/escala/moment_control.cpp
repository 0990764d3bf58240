#include "window/moment_control.h"

#include "charts/chart_board.h"
#include "moment/moment_panel.h"
#include "window/run_control.h"

#include <QApplication>

namespace escala::window {

using namespace std::chrono_literals;
using report::Moment;
using std::chrono::nanoseconds;

namespace {

using Seconds = std::vector<metrics::TargetSecond>;

/// What the history has of one second, numbered as the targets stand beside each other.
std::expected<Seconds, store::StoreError>
readSecond(const store::History &history, const std::vector<MomentControl::StoredTarget> &targets, nanoseconds at)
{
    Seconds all;
    for (std::size_t side = 0; side < targets.size(); ++side) {
        auto seconds = history.seconds(targets[side].run, targets[side].target, at, at + 1s);
        if (!seconds)
            return std::unexpected(seconds.error());
        for (metrics::Second &second : *seconds)
            all.push_back({.target = side, .second = std::move(second)});
    }
    return all;
}

}

MomentControl::MomentControl(store::HistoryThread &history, moment::MomentPanel &panel, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_panel(panel)
{
    m_panel.hide();
    connect(&m_panel, &moment::MomentPanel::wanted, this, &MomentControl::ask);
    connect(&m_panel, &moment::MomentPanel::closed, this, &MomentControl::close);
}

void MomentControl::watch(charts::ChartBoard *board)
{
    m_boards.push_back(board);
    connect(board, &charts::ChartBoard::momentChosen, this, [this](nanoseconds at) { ask(report::secondOf(at)); });
}

void MomentControl::follow(const RunControl &runs)
{
    connect(&runs, &RunControl::began, this, &MomentControl::begin);
    connect(&runs, &RunControl::viewChanged, this, [this](const experiment::RunViewPtr &view) { m_view = view; });
    const auto ended = [this](const ResultPtr &result) {
        m_shown = result;
        m_view.reset();
    };
    connect(&runs, &RunControl::finished, this, ended);
    connect(&runs, &RunControl::roundFinished, this, ended);
}

void MomentControl::begin(const ResultPtr &head)
{
    std::vector<StoredTarget> targets;
    for (std::size_t target = 0; target < head->experiment.targets.size(); ++target)
        targets.push_back({.run = head->id, .target = target});
    show(head, std::move(targets));
}

void MomentControl::show(const ResultPtr &shown, std::vector<StoredTarget> targets)
{
    m_shown = shown;
    m_targets = std::move(targets);
    m_view.reset();
    ++m_asked;
    m_panel.hide();
}

Moment MomentControl::momentAt(nanoseconds at, const Seconds &seconds) const
{
    if (m_view)
        return report::momentOf(m_shown->experiment, m_view->snapshot->marks, m_view->faults, at, seconds);
    return report::momentOf(m_shown->experiment, m_shown->marks, m_shown->faults, at, seconds);
}

void MomentControl::ask(nanoseconds at)
{
    if (!m_shown || at < nanoseconds::zero())
        return;
    for (charts::ChartBoard *board : m_boards)
        board->putCrosshair(at + 500ms);
    const auto question = ++m_asked;
    m_history.ask([targets = m_targets, at](const store::History &history) { return readSecond(history, targets, at); })
        .then(this, [this, at, question](const std::expected<Seconds, store::StoreError> &seconds) {
            if (question != m_asked)
                return;
            if (!seconds)
                m_panel.setMissing(momentAt(at, {}), QString::fromStdString(seconds.error().message));
            else if (seconds->empty())
                m_panel.setMissing(momentAt(at, {}),
                                   m_view ? tr("This second is not over, or not stored yet.")
                                          : tr("Nothing was measured in this second."));
            else
                m_panel.setMoment(momentAt(at, *seconds));
            m_panel.show();
        });
}

void MomentControl::close()
{
    const bool hadFocus = m_panel.isAncestorOf(QApplication::focusWidget()) || m_panel.hasFocus();
    m_panel.hide();
    if (hadFocus && !m_boards.empty())
        m_boards.front()->setFocus();
}

}
