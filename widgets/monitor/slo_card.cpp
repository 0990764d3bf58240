#include "watch/slo_card.h"

#include "common/plain_tip.h"
#include "common/theme.h"
#include "compare/phrases.h"
#include "text/quantity.h"
#include "watch/watch_words.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace escala::watch {

namespace {

constexpr int kLine = 17;
constexpr int kBar = 8;

QString percent(double share)
{
    constexpr int kDigits = 6; // 99.9, 99.95, 99.999
    return QLocale().toString(share * 100, 'g', kDigits);
}

/// "30 d", "1 h", "30 min".
QString windowText(std::chrono::nanoseconds window)
{
    using namespace std::chrono_literals;
    if (window >= 24h && window % 24h == 0ns)
        return SloCard::tr("%1 d", "days").arg(window / 24h);
    if (window >= 1h && window % 1h == 0ns)
        return SloCard::tr("%1 h").arg(window / 1h);
    return SloCard::tr("%1 min").arg(window / 1min);
}

}

SloCard::SloCard(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SloCard::show(const monitor::SloView &slo)
{
    m_slo = slo;
    setAccessibleName(QStringList{title(), budget(), burn()}.join(QStringLiteral(", ")));
    setToolTip(common::plainTip(accessibleName()));
    update();
    setVisible(true);
}

QString SloCard::title() const
{
    const auto &plan = m_slo.plan;
    const auto window = windowText(plan.window);
    if (plan.kind == monitor::SloPlan::Kind::Latency)
        return tr("%1 % within %2 over %3")
            .arg(percent(plan.objective), compare::localNumber(text::readableDuration(plan.threshold)), window);
    return tr("%1 % available over %2").arg(percent(plan.objective), window);
}

QString SloCard::budget() const
{
    if (!m_slo.budgetLeft || m_slo.events == 0)
        return tr("no figures yet");
    const double left = *m_slo.budgetLeft;
    if (left < 0)
        return tr("error budget overspent %1×").arg(QLocale().toString(1 - left, 'f', 1));
    return tr("%1 % of the error budget left").arg(compare::shareText(left));
}

QString SloCard::burn() const
{
    QStringList parts;
    for (const auto &burn : m_slo.burn) {
        if (burn.longRate)
            parts << tr("%1× %2", "burn rate, window")
                         .arg(QLocale().toString(*burn.longRate, 'f', *burn.longRate < 10 ? 1 : 0),
                              windowText(burn.rule.longWindow));
    }
    return parts.isEmpty() ? QString() : tr("burns %1").arg(parts.join(QStringLiteral(", ")));
}

bool SloCard::burnsTooFast() const
{
    return std::ranges::any_of(m_slo.burn, [](const monitor::BurnView &burn) {
        return burn.longRate && burn.shortRate && *burn.longRate > burn.rule.factor
            && *burn.shortRate > burn.rule.factor;
    });
}

QSize SloCard::sizeHint() const
{
    return {200, 3 * kLine + kBar + 12};
}

void SloCard::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto line = [&](int y, const QString &text, const QColor &colour, bool strong) {
        auto font = this->font();
        font.setPixelSize(common::kNotePixels);
        font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRect(0, y, width(), kLine), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, width()));
    };
    const double left = std::clamp(m_slo.budgetLeft.value_or(0), 0.0, 1.0);
    const bool spent = m_slo.budgetLeft && *m_slo.budgetLeft <= 0;
    line(2, title(), tokens.text, true);
    const QRectF bar(0.5, kLine + 6.5, width() - 1, kBar);
    painter.setPen(QPen(spent ? tokens.bad : tokens.hairline, 1));
    painter.setBrush(tokens.shade);
    painter.drawRoundedRect(bar, 3, 3);
    if (m_slo.budgetLeft && left > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(burnsTooFast() ? tokens.bad : tokens.good);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(3.0, bar.width() * left), bar.height())), 3, 3);
    }
    line(kLine + kBar + 9, budget(), spent ? tokens.bad : tokens.dim, false);
    line(2 * kLine + kBar + 9, burn(), burnsTooFast() ? tokens.bad : tokens.dim, burnsTooFast());
}

}
