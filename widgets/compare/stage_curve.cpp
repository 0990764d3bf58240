#include "compare/stage_curve.h"

#include "common/side_style.h"
#include "compare/phrases.h"
#include "load/load_profile.h"
#include "text/quantity.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace escala::compare {

namespace {

constexpr int kHeight = 84;
constexpr int kEdge = 6;
constexpr int kPoints = 160; // about one a pixel

}

StageCurve::StageCurve(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("stageCurve"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Planned load"));
}

QSize StageCurve::sizeHint() const
{
    return {160, kHeight};
}

void StageCurve::setPlan(const load::LoadPlan &plan)
{
    m_planned.clear();
    m_achieved.clear();
    m_highest = m_length = 0;
    if (const auto length = plan.length(); length && !plan.stages.empty()) {
        const load::LoadProfile profile(plan.stages);
        m_length = std::chrono::duration<double>(*length).count();
        for (int i = 0; i <= kPoints; ++i) {
            const double level = profile.levelAt(*length * i / kPoints);
            m_planned.emplace_back(m_length * i / kPoints, level);
            m_highest = std::max(m_highest, level);
        }
    }
    describe();
    update();
}

void StageCurve::setAchieved(std::vector<std::vector<QPointF>> sides)
{
    m_achieved = std::move(sides);
    update();
}

void StageCurve::describe()
{
    setAccessibleDescription(tr("At most %1, over %2")
                                 .arg(localNumber(text::readableNumber(m_highest)),
                                      localNumber(text::readableDuration(std::chrono::duration<double>(m_length)))));
    setToolTip(accessibleDescription());
}

// What was achieved may go over the plan; it is cut at the edge, not the scale changed, so that the plan stays put.
QPointF StageCurve::placeOf(double seconds, double level) const
{
    const double below = fontMetrics().height();
    const double height = this->height() - below - 2 * kEdge;
    return {kEdge + seconds / m_length * (width() - 2 * kEdge),
            kEdge + height * (1 - std::min(level / m_highest, 1.0))};
}

void StageCurve::paintEvent(QPaintEvent *)
{
    if (m_planned.empty() || m_highest <= 0)
        return;
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path(m_planned.front().isNull() ? placeOf(0, 0)
                                                 : placeOf(m_planned.front().x(), m_planned.front().y()));
    for (const QPointF &point : m_planned)
        path.lineTo(placeOf(point.x(), point.y()));
    QPainterPath area(path);
    area.lineTo(placeOf(m_length, 0));
    area.lineTo(placeOf(0, 0));
    painter.fillPath(area, tokens.shade);
    painter.strokePath(path, QPen(tokens.dim, 1.5));
    for (std::size_t side = 0; side < m_achieved.size(); ++side) {
        QPolygonF line;
        for (const QPointF &point : m_achieved[side])
            line << placeOf(std::min(point.x(), m_length), point.y());
        painter.setPen(QPen(common::sideColour(side, tokens), 1.5));
        painter.drawPolyline(line);
    }
    painter.setPen(tokens.dim);
    const QRectF words(kEdge, height() - fontMetrics().height() - 1, width() - 2 * kEdge, fontMetrics().height());
    painter.drawText(words, Qt::AlignLeft, tr("up to %1").arg(localNumber(text::readableNumber(m_highest))));
    painter.drawText(words, Qt::AlignRight,
                     localNumber(text::readableDuration(std::chrono::duration<double>(m_length))));
}

}
