#include "watch/incident_timeline.h"

#include "common/theme.h"
#include "compare/elided_label.h"
#include "watch/watch_words.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace escala::watch {

namespace {

constexpr int kHeight = 38;
constexpr int kLane = 16;
constexpr double kLeast = 4;        // pixels of the shortest incident
constexpr double kAround = 0.5;     // of an incident's length, before and after it
constexpr double kLeastAround = 20; // seconds

}

IncidentStrip::IncidentStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void IncidentStrip::show(const Content &content, const charts::WallAxis &axis)
{
    m_content = content;
    m_axis = axis;
    update();
}

QSize IncidentStrip::sizeHint() const
{
    return {300, kHeight};
}

QRectF IncidentStrip::lane() const
{
    return {1, 2, width() - 2.0, kLane};
}

QRectF IncidentStrip::placeOf(std::size_t incident) const
{
    const auto whole = m_axis.whole();
    const auto &each = m_content.incidents.at(incident);
    const auto room = lane();
    const auto x = [&](double seconds) {
        return room.left() + std::clamp((seconds - whole.from) / (whole.to - whole.from), 0.0, 1.0) * room.width();
    };
    const double from = x(secondsOf(each.start));
    const double to = x(each.end ? secondsOf(*each.end) : whole.to);
    const double left = std::min(from, room.right() - kLeast);
    return {left, room.top(), std::max(kLeast, to - left), room.height()};
}

void IncidentStrip::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    const auto whole = m_axis.whole();
    const auto room = lane();
    QPainter painter(this);
    painter.fillRect(room, tokens.shade);
    const auto x = [&](double seconds) {
        return room.left() + (seconds - whole.from) / (whole.to - whole.from) * room.width();
    };
    painter.save();
    painter.setClipRect(room);
    for (const auto &gap : m_content.unwatched)
        painter.fillRect(QRectF(QPointF(x(gap.from), room.top()), QPointF(x(gap.to), room.bottom())),
                         QBrush(tokens.dim, Qt::BDiagPattern));
    painter.restore();
    for (std::size_t i = 0; i < m_content.incidents.size(); ++i) {
        const auto place = placeOf(i);
        painter.fillRect(place, tokens.bad);
        if (m_content.current == i) {
            painter.setPen(QPen(tokens.text, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place.adjusted(-1, -1, 1, 1));
        }
    }
    if (m_axis.isZoomed()) {
        const auto seen = m_axis.window();
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(QPointF(x(seen.from), room.top() - 1), QPointF(x(seen.to), room.bottom() + 1)));
    }
    auto font = this->font();
    font.setPixelSize(common::kSmallPixels);
    painter.setFont(font);
    painter.setPen(tokens.dim);
    const QFontMetricsF metrics(font);
    constexpr double kTick = 90;
    double last = -1e9;
    const auto scale =
        charts::Scale::wallClock(whole.from, whole.to, std::max(2, int(room.width() / kTick)), m_axis.zone());
    for (const auto &tick : scale.ticks()) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left =
            std::clamp(room.left() + tick.position * room.width() - width / 2, room.left(), room.right() - width);
        if (left < last + 6)
            continue;
        last = left + width;
        painter.drawText(QPointF(left, room.bottom() + 2 + metrics.ascent()), tick.label);
    }
}

void IncidentStrip::mousePressEvent(QMouseEvent *event)
{
    constexpr double kNear = 3;
    for (std::size_t i = m_content.incidents.size(); i-- > 0;) {
        if (placeOf(i).adjusted(-kNear, -kNear, kNear, kNear).contains(event->position())) {
            Q_EMIT clicked(i);
            return;
        }
    }
    event->ignore();
}

IncidentTimeline::IncidentTimeline(QWidget *parent)
    : QFrame(parent)
    , m_strip(new IncidentStrip(this))
    , m_words(new compare::ElidedLabel(this))
    , m_before(new QToolButton(this))
    , m_after(new QToolButton(this))
    , m_copy(new QToolButton(this))
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Timeline of incidents"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *title = new QLabel(tr("Incidents"), this);
    title->setObjectName(QStringLiteral("heading"));
    const auto name = [](QToolButton *button, const char *object, const QString &text, const QString &hint) {
        button->setObjectName(QString::fromLatin1(object));
        button->setText(text);
        button->setToolTip(hint);
        button->setAccessibleName(hint);
        button->setFocusPolicy(Qt::TabFocus);
    };
    name(m_before, "incidentBefore", QStringLiteral("‹"), tr("To the incident before"));
    name(m_after, "incidentAfter", QStringLiteral("›"), tr("To the incident after"));
    name(m_copy, "incidentCopy", tr("Copy"), tr("Copies the incident as text; without one, all of them"));
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(m_words, 1);
    head->addWidget(m_before);
    head->addWidget(m_after);
    head->addWidget(m_copy);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(12, 6, 12, 4);
    lines->setSpacing(5);
    lines->addLayout(head);
    lines->addWidget(m_strip);
    connect(m_strip, &IncidentStrip::clicked, this, &IncidentTimeline::choose);
    connect(m_before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_copy, &QToolButton::clicked, this, &IncidentTimeline::copy);
}

void IncidentTimeline::show(const std::vector<monitor::IncidentView> &incidents, const std::vector<Stretch> &unwatched,
                            const charts::WallAxis &axis, monitor::Instant now)
{
    m_incidents.clear();
    const auto whole = axis.whole();
    for (const auto &incident : incidents) {
        if (!incident.end || secondsOf(*incident.end) > whole.from)
            m_incidents.push_back(incident);
    }
    std::ranges::reverse(m_incidents);
    m_unwatched = unwatched;
    m_axis = axis;
    m_now = now;
    refresh();
}

void IncidentTimeline::refresh()
{
    const auto found = std::ranges::find_if(m_incidents, [this](const auto &each) { return each.id == m_current; });
    std::optional<std::size_t> current;
    if (found != m_incidents.end())
        current = std::size_t(found - m_incidents.begin());
    else
        m_current.reset();
    m_words->setWholeText(sentence());
    m_before->setEnabled(!m_incidents.empty() && current != std::size_t(0));
    m_after->setEnabled(current && *current + 1 < m_incidents.size());
    m_copy->setEnabled(!m_incidents.empty());
    m_strip->show({.incidents = m_incidents, .unwatched = m_unwatched, .current = current}, m_axis);
}

QString IncidentTimeline::sentence() const
{
    const auto found = std::ranges::find_if(m_incidents, [this](const auto &each) { return each.id == m_current; });
    if (found != m_incidents.end())
        return incidentLine(*found, m_now);
    if (m_incidents.empty())
        return tr("None in this window.");
    return tr("%1 in this window; a click on one shows its time.").arg(m_incidents.size());
}

void IncidentTimeline::choose(std::size_t incident)
{
    const auto &chosen = m_incidents.at(incident);
    m_current = chosen.id;
    refresh();
    const double from = secondsOf(chosen.start);
    const double to = secondsOf(chosen.end.value_or(m_now));
    const double around = std::max(kLeastAround, (to - from) * kAround);
    Q_EMIT zoomRequested(from - around, to + around);
}

void IncidentTimeline::step(int direction)
{
    if (m_incidents.empty())
        return;
    const auto found = std::ranges::find_if(m_incidents, [this](const auto &each) { return each.id == m_current; });
    const auto last = std::ssize(m_incidents) - 1;
    const auto next = found == m_incidents.end() ? last : (found - m_incidents.begin()) + direction;
    if (next >= 0 && next <= last)
        choose(std::size_t(next));
}

void IncidentTimeline::clearCurrent()
{
    m_current.reset();
    refresh();
}

void IncidentTimeline::copy()
{
    QStringList lines;
    for (const auto &incident : m_incidents) {
        if (!m_current || incident.id == m_current)
            lines << incidentLine(incident, m_now);
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void IncidentTimeline::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->key() == Qt::Key_Left)
        step(-1);
    else if (event->key() == Qt::Key_Right)
        step(1);
    else
        QFrame::keyPressEvent(event);
}

}
