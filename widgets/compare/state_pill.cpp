#include "compare/state_pill.h"

#include "common/theme.h"
#include "compare/phrases.h"

#include <QPainter>

#include <algorithm>

namespace escala::compare {

using experiment::Runner;

namespace {

constexpr int kHeight = 26;
constexpr int kPadding = 12;
constexpr int kDot = 9;
constexpr int kDotGap = 6;

QColor colourOf(Runner::State state, const common::Tokens &tokens)
{
    switch (state) {
    case Runner::State::Measuring:
    case Runner::State::Finished:
        return tokens.good;
    case Runner::State::Failed:
        return tokens.bad;
    case Runner::State::StartingServers:
    case Runner::State::WarmingUp:
    case Runner::State::Finishing:
        return tokens.accent;
    case Runner::State::Idle:
        break;
    }
    return tokens.dim;
}

}

StatePill::StatePill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(Runner::State::Idle);
}

void StatePill::setState(Runner::State state, Detail detail)
{
    m_state = state;
    m_detail = detail;
    setAccessibleName(tr("State: %1").arg(text()));
    setToolTip(isOutdated() ? tr("The settings have changed since the run. Start measures with the new ones.")
                            : QString());
    update();
}

bool StatePill::isOutdated() const noexcept
{
    return m_detail == Detail::Changed && m_state == Runner::State::Finished;
}

bool StatePill::isPaused() const noexcept
{
    return m_detail == Detail::Paused && m_state == Runner::State::Measuring;
}

// What the run before came to is of no matter for the next one.
Runner::State StatePill::shown() const noexcept
{
    const bool over = m_state == Runner::State::Finished || m_state == Runner::State::Failed;
    return m_detail == Detail::Changed && over ? Runner::State::Idle : m_state;
}

QString StatePill::text() const
{
    if (isPaused())
        return tr("Paused");
    return isOutdated() ? tr("Outdated", "state of the result") : stateWord(shown());
}

QSize StatePill::sizeHint() const
{
    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    int widest = std::max(metrics.horizontalAdvance(tr("Outdated", "state of the result")),
                          metrics.horizontalAdvance(tr("Paused")));
    for (int state = 0; state <= static_cast<int>(Runner::State::Failed); ++state)
        widest = std::max(widest, metrics.horizontalAdvance(stateWord(static_cast<Runner::State>(state))));
    return {widest + kDot + kDotGap + 2 * kPadding, kHeight};
}

void StatePill::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    const auto colour = isPaused() ? tokens.accent : colourOf(shown(), tokens);
    auto fill = colour;
    fill.setAlpha(28);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);

    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const int words = painter.fontMetrics().horizontalAdvance(text());
    const int left = (width() - words - kDot - kDotGap) / 2;
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(left, (height() - kDot) / 2.0, kDot, kDot));
    painter.setPen(colour);
    painter.drawText(rect().adjusted(left + kDot + kDotGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

}
