#include "lab/topology_view.h"

#include "common/theme.h"
#include "compare/phrases.h"
#include "experiment/topology.h"
#include "text/quantity.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace escala::lab {

namespace {

constexpr int kEdge = 24;
constexpr int kColumnGap = 72;
constexpr int kRowGap = 24;
constexpr double kThickest = 12;

int spanOf(int count, int size, int gap)
{
    return count * size + std::max(0, count - 1) * gap;
}

}

TopologyView::TopologyView(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Topology"));
}

void TopologyView::setTarget(const experiment::Target &target, const load::LoadPlan &plan)
{
    const bool same = m_target == target && !m_boxes.empty();
    m_target = target;
    m_plan = plan;
    if (!same) {
        const auto before = selected();
        m_layout = layOut(target);
        buildBoxes();
        select(before.value_or(0));
        updateGeometry();
    }
    if (!m_live || !same)
        showPlanned();
}

void TopologyView::buildBoxes()
{
    while (m_boxes.size() > m_layout.boxes.size()) {
        m_boxes.back()->hide();
        m_boxes.back()->deleteLater(); // it may be the sender
        m_boxes.pop_back();
    }
    while (m_boxes.size() < m_layout.boxes.size()) {
        auto *box = new ServerBox(this);
        const auto index = m_boxes.size();
        connect(box, &ServerBox::toggled, this, [this](bool on) {
            if (on)
                Q_EMIT selectionChanged();
        });
        connect(box, &ServerBox::menuRequested, this, [this, index](const QPoint &where) {
            if (m_layout.boxes[index].kind == LaidBox::Kind::Server)
                Q_EMIT menuRequested(m_layout.boxes[index].server, where);
        });
        m_boxes.push_back(box);
        box->show();
    }
    place();
}

std::optional<std::size_t> TopologyView::selected() const
{
    for (std::size_t index = 0; index < m_boxes.size() && index < m_layout.boxes.size(); ++index)
        if (m_boxes[index]->isChecked() && m_layout.boxes[index].kind == LaidBox::Kind::Server)
            return m_layout.boxes[index].server;
    return std::nullopt;
}

void TopologyView::select(std::size_t server)
{
    for (std::size_t index = 0; index < m_boxes.size(); ++index)
        if (m_layout.boxes[index].kind == LaidBox::Kind::Server && m_layout.boxes[index].server == server)
            m_boxes[index]->setChecked(true);
    Q_EMIT selectionChanged();
}

void TopologyView::showPlanned()
{
    m_live = false;
    m_statuses.clear();
    m_offered = 0;
    for (std::size_t index = 0; index < m_boxes.size(); ++index) {
        const LaidBox &box = m_layout.boxes[index];
        if (box.kind == LaidBox::Kind::Server)
            m_boxes[index]->setFace(plannedFace(experiment::serverAt(m_target, box.server)));
        else
            m_boxes[index]->setFace(box.kind == LaidBox::Kind::Users ? usersFace(m_plan, nullptr) : urlFace(box.title));
    }
    update();
}

void TopologyView::showLive(const std::vector<experiment::ServerStatus> &statuses,
                            const metrics::TargetSnapshot &figures)
{
    m_live = true;
    m_statuses = statuses;
    m_offered = figures.series.empty() ? 0 : figures.series.back().rate(figures.series.back().requests);
    for (std::size_t index = 0; index < m_boxes.size(); ++index) {
        const LaidBox &box = m_layout.boxes[index];
        if (box.kind == LaidBox::Kind::Users)
            m_boxes[index]->setFace(usersFace(m_plan, &figures));
        else if (box.kind == LaidBox::Kind::Server && box.server < statuses.size())
            m_boxes[index]->setFace(liveFace(experiment::serverAt(m_target, box.server), statuses[box.server]));
    }
    update();
}

QSize TopologyView::minimumSizeHint() const
{
    return {spanOf(m_layout.columns, ServerBox::kSize.width(), kColumnGap / 2) + 2 * kEdge,
            spanOf(m_layout.rows, ServerBox::kSize.height(), kRowGap / 2) + 2 * kEdge};
}

QPointF TopologyView::centreOf(const LaidBox &box) const
{
    const int columnRoom =
        std::min((width() - 2 * kEdge) / std::max(1, m_layout.columns), ServerBox::kSize.width() + 2 * kColumnGap);
    const int rowRoom =
        std::min((height() - 2 * kEdge) / std::max(1, m_layout.rows), ServerBox::kSize.height() + 2 * kRowGap);
    const double left = (width() - columnRoom * m_layout.columns) / 2.0;
    const double top = (height() - rowRoom * m_layout.rows) / 2.0;
    return {left + columnRoom * (box.column + 0.5), top + rowRoom * (box.row + 0.5)};
}

void TopologyView::place()
{
    for (std::size_t index = 0; index < m_boxes.size(); ++index) {
        const QPointF centre = centreOf(m_layout.boxes[index]);
        m_boxes[index]->move(qRound(centre.x()) - ServerBox::kSize.width() / 2,
                             qRound(centre.y()) - ServerBox::kSize.height() / 2);
    }
}

void TopologyView::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    place();
}

// What a server answers is what came to it; of a URL nothing is known.
TopologyView::Flow TopologyView::flowTo(std::size_t box) const
{
    const LaidBox &to = m_layout.boxes[box];
    if (to.kind != LaidBox::Kind::Server || to.server >= m_statuses.size())
        return {.perSecond = to.column == 1 ? m_offered : 0};
    using Condition = experiment::ServerStatus::Condition;
    const auto &status = m_statuses[to.server];
    const bool broken = status.condition == Condition::Killed || status.condition == Condition::Gone
        || status.condition == Condition::Frozen || status.seenAs == "ejected" || status.seenAs == "unhealthy";
    return {.perSecond = to.server == 0 ? m_offered : status.requestsPerSecond, .broken = broken};
}

void TopologyView::paintArrow(QPainter &painter, const LaidArrow &arrow) const
{
    const auto &tokens = common::tokensOf(*this);
    const Flow flow = flowTo(arrow.to);
    const double most = std::max(m_offered, 1.0);
    const QPointF from = centreOf(m_layout.boxes[arrow.from]) + QPointF(ServerBox::kSize.width() / 2.0, 0);
    const QPointF to = centreOf(m_layout.boxes[arrow.to]) - QPointF(ServerBox::kSize.width() / 2.0, 0);
    const double bend = (to.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
    QColor colour = flow.broken ? tokens.bad : m_live ? tokens.accent : tokens.dim;
    QPen pen(colour, 1.5, flow.broken ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
    if (!flow.broken && flow.perSecond > 0) {
        colour.setAlphaF(0.6F);
        pen = QPen(colour, std::clamp(kThickest * std::sqrt(flow.perSecond / most), 1.5, kThickest), Qt::SolidLine,
                   Qt::FlatCap);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    if (!m_live)
        return;
    const auto label = tr("%1/s").arg(compare::localNumber(text::readableNumber(flow.perSecond)));
    const QPointF middle = path.pointAtPercent(0.5);
    const QRectF place(middle.x() - 40, middle.y() - 12 - pen.widthF() / 2 - 4, 80, 14);
    const int textWidth = painter.fontMetrics().horizontalAdvance(label);
    painter.fillRect(QRectF(middle.x() - textWidth / 2.0 - 2, place.top(), textWidth + 4.0, place.height()),
                     tokens.panel);
    painter.setPen(flow.broken ? tokens.bad : tokens.dim);
    painter.drawText(place, Qt::AlignCenter, label);
}

void TopologyView::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont note = font();
    note.setPixelSize(common::kNotePixels);
    painter.setFont(note);
    for (const LaidArrow &arrow : m_layout.arrows)
        paintArrow(painter, arrow);
}

}
