#include "watch/alert_row.h"

#include "watch/watch_words.h"

#include <QAccessible>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace escala::watch {

using namespace std::chrono_literals;
using monitor::AlertState;

namespace {

constexpr int kIcon = 16;
constexpr int kMorning = 8;

monitor::Instant instantOf(const QDateTime &moment)
{
    return monitor::Instant(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
}

}

StateIcon::StateIcon(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(kIcon + 2, kIcon + 2);
}

void StateIcon::setShape(StateShape shape)
{
    if (std::exchange(m_shape, shape) != shape)
        update();
}

void StateIcon::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintState(painter, m_shape, QPointF(width() / 2.0, height() / 2.0), kIcon - 2, common::tokensOf(*this));
}

monitor::Instant inAnHour()
{
    return instantOf(QDateTime::currentDateTime().addSecs(3600));
}

monitor::Instant tomorrowMorning()
{
    return instantOf(QDateTime(QDate::currentDate().addDays(1), QTime(kMorning, 0)));
}

AlertRow::AlertRow(Place place, QWidget *parent)
    : QFrame(parent)
    , m_icon(new StateIcon(this))
    , m_sentence(new QLabel(this))
    , m_state(new QLabel(this))
    , m_acknowledge(new QToolButton(this))
    , m_silence(new QToolButton(this))
{
    const bool banner = place == Place::Banner;
    setObjectName(banner ? QStringLiteral("banner") : QStringLiteral("alert"));
    setProperty("kind", QStringLiteral("error"));
    setFocusPolicy(Qt::StrongFocus);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(QStringLiteral("dim"));
    m_state->setWordWrap(true);
    m_acknowledge->setObjectName(QStringLiteral("acknowledge"));
    m_acknowledge->setText(tr("Acknowledge"));
    m_acknowledge->setToolTip(banner ? tr("Says that someone knows; it tells nobody any more (F8)")
                                     : tr("Says that someone knows; it tells nobody any more"));
    buildSilence();
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_sentence);
    words->addWidget(m_state);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_acknowledge);
    buttons->addWidget(m_silence);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(banner ? QMargins(12, 6, 8, 6) : QMargins(0, 4, 0, 6));
    lines->setSpacing(5);
    lines->addLayout(row);
    if (banner) {
        row->addLayout(buttons);
    } else {
        buttons->insertSpacing(0, kIcon + 4);
        buttons->addStretch(1);
        lines->addLayout(buttons);
    }
    connect(m_acknowledge, &QToolButton::clicked, this,
            [this] { Q_EMIT acknowledgeRequested(QString::fromStdString(m_alert.id)); });
}

void AlertRow::buildSilence()
{
    m_silence->setObjectName(QStringLiteral("silence"));
    m_silence->setText(tr("Silence ▾"));
    m_silence->setAccessibleName(tr("Silence"));
    m_silence->setToolTip(tr("Tells nobody for a while, whatever comes"));
    m_silence->setPopupMode(QToolButton::InstantPopup);
    m_silence->setFocusPolicy(Qt::StrongFocus);
    m_acknowledge->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(this);
    menu->addAction(tr("For an hour"), this,
                    [this] { Q_EMIT silenceRequested(QString::fromStdString(m_alert.id), inAnHour()); });
    menu->addAction(tr("Until tomorrow, 8:00"), this,
                    [this] { Q_EMIT silenceRequested(QString::fromStdString(m_alert.id), tomorrowMorning()); });
    m_silence->setMenu(menu);
}

QString AlertRow::stateText(monitor::Instant now, std::size_t more) const
{
    QStringList parts;
    switch (m_alert.state) {
    case AlertState::Silenced:
        parts << (m_alert.silencedUntil ? tr("silenced until %1").arg(instantText(*m_alert.silencedUntil, now))
                                        : alertWord(m_alert.state));
        break;
    case AlertState::Resolved:
        parts << (m_alert.resolvedAt ? tr("resolved at %1").arg(instantText(*m_alert.resolvedAt, now))
                                     : alertWord(m_alert.state));
        break;
    default:
        parts << alertWord(m_alert.state);
    }
    parts << tr("since %1").arg(instantText(m_alert.since, now));
    if (!m_alert.page)
        parts << tr("can wait");
    if (more > 0)
        parts << tr("and %1 more at the right").arg(more);
    return parts.join(QStringLiteral(" · "));
}

void AlertRow::show(const monitor::AlertView &alert, monitor::Instant now, std::size_t more)
{
    const bool another = alert.id != m_alert.id || alert.state != m_alert.state;
    m_alert = alert;
    const auto set = [](QLabel *label, const QString &text) {
        if (label->text() != text)
            label->setText(text);
    };
    set(m_sentence, QString::fromStdString(alert.sentence));
    set(m_state, stateText(now, more));
    m_icon->setShape(shapeOf(alert));
    m_acknowledge->setVisible(alert.state == AlertState::Firing || alert.state == AlertState::Silenced);
    m_silence->setVisible(alert.state == AlertState::Firing || alert.state == AlertState::Acknowledged);
    setAccessibleName(text());
    if (another && isLoud(alert) && isVisible()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
    setVisible(true);
}

QString AlertRow::text() const
{
    return m_sentence->text() + QStringLiteral(" · ") + m_state->text();
}

void AlertRow::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isLoud(m_alert))
        Q_EMIT acknowledgeRequested(QString::fromStdString(m_alert.id));
    else
        QFrame::keyPressEvent(event);
}

AlertList::AlertList(QWidget *parent)
    : QWidget(parent)
    , m_none(new QLabel(
          tr("None. An alert comes when a target fails several times in a row, or spends its error budget too fast."),
          this))
{
    m_none->setObjectName(QStringLiteral("dim"));
    m_none->setWordWrap(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_none);
}

void AlertList::show(const std::vector<monitor::AlertView> &alerts, monitor::Instant now)
{
    const auto count = std::min(alerts.size(), kMost);
    while (m_rows.size() < count) {
        auto *row = new AlertRow(AlertRow::Place::List, this);
        connect(row, &AlertRow::acknowledgeRequested, this, &AlertList::acknowledgeRequested);
        connect(row, &AlertRow::silenceRequested, this, &AlertList::silenceRequested);
        layout()->addWidget(row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i < count)
            m_rows[i]->show(alerts[i], now);
        else
            m_rows[i]->hide();
    }
    m_none->setVisible(count == 0);
}

std::vector<AlertRow *> AlertList::rows() const
{
    std::vector<AlertRow *> shown;
    std::ranges::copy_if(m_rows, std::back_inserter(shown), [](const AlertRow *row) { return !row->isHidden(); });
    return shown;
}

}
