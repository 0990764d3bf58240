#include "window/status_strip.h"

#include "common/plain_tip.h"
#include "compare/phrases.h"

#include <QAccessible>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace escala::window {

namespace {

constexpr int kFull = 1000;

}

StatusStrip::StatusStrip(QWidget *parent)
    : QStatusBar(parent)
    , m_progress(new QProgressBar(this))
    , m_time(new QLabel(this))
    , m_round(new QLabel(this))
    , m_frame(new QLabel(this))
    , m_hosts(new QLabel(this))
    , m_history(new QPushButton(QStringLiteral("△ ") + tr("The history was damaged"), this))
{
    m_progress->setRange(0, kFull);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(220);
    m_progress->setAccessibleName(tr("Progress"));
    m_frame->setToolTip(tr("What the last redraw of all charts took"));
    setSizeGripEnabled(false);
    setContentsMargins(12, 0, 12, 0);
    addWidget(m_progress);
    addWidget(m_round);
    addWidget(m_time, 1);
    addPermanentWidget(m_history);
    addPermanentWidget(m_frame);
    addPermanentWidget(m_hosts);
    m_round->setObjectName(QStringLiteral("round"));
    m_round->setTextFormat(Qt::PlainText);
    m_round->hide();
    m_history->setObjectName(QStringLiteral("historyNotice"));
    m_history->setAccessibleName(tr("The history was damaged"));
    m_history->hide();
    connect(m_history, &QPushButton::clicked, this, &StatusStrip::historyRequested);
    showIdle();
}

void StatusStrip::showRun(const metrics::Snapshot &snapshot)
{
    m_progress->setValue(static_cast<int>(snapshot.progress * kFull));
    const auto elapsed = compare::clockText(snapshot.elapsed);
    if (snapshot.remaining) {
        m_time->setText(tr("%1 of %2 · %3 left")
                            .arg(elapsed, compare::clockText(snapshot.elapsed + *snapshot.remaining),
                                 compare::clockText(*snapshot.remaining)));
        return;
    }
    // Limited by a count: what is left is only as good as the pace so far.
    constexpr double kEnoughToGuess = 0.05;
    if (snapshot.progress < kEnoughToGuess) {
        m_time->setText(tr("%1 elapsed").arg(elapsed));
        return;
    }
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(
        snapshot.elapsed * ((1 - snapshot.progress) / snapshot.progress));
    m_time->setText(tr("%1 elapsed · about %2 left").arg(elapsed, compare::clockText(left)));
}

void StatusStrip::setRound(const QString &round)
{
    m_round->setText(round);
    m_round->setVisible(!round.isEmpty());
}

void StatusStrip::showExport(int done, int all)
{
    m_progress->setValue(all > 0 ? done * kFull / all : 0);
    m_time->setText(tr("Exporting: %1 of %2").arg(done).arg(all));
}

void StatusStrip::showIdle()
{
    m_progress->setValue(0);
    m_time->clear();
}

void StatusStrip::showFrame(double milliseconds)
{
    m_frame->setText(tr("Window %1 ms a frame").arg(QLocale().toString(milliseconds, 'f', 1)));
}

void StatusStrip::showHosts(const std::vector<std::string> &foreignHosts)
{
    QStringList hosts;
    for (const auto &host : foreignHosts)
        hosts << QString::fromStdString(host);
    m_hosts->setText(hosts.isEmpty() ? tr("Loopback only") : tr("Loads %1").arg(QLocale().createSeparatedList(hosts)));
}

void StatusStrip::showHistoryNotice(const QString &sentence)
{
    m_history->setToolTip(common::plainTip(sentence));
    m_history->setAccessibleDescription(sentence);
    m_history->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(m_history, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

}
