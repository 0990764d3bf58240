#include "lab/server_box.h"

#include "common/plain_tip.h"
#include "common/theme.h"

#include <QContextMenuEvent>
#include <QPainter>

#include <utility>

namespace escala::lab {

using common::Tokens;
using common::tokensOf;

namespace {

constexpr int kMargin = 12;
constexpr int kDot = 9;

QColor colourOf(BoxFace::State state, const Tokens &tokens)
{
    switch (state) {
    case BoxFace::State::Idle:
        return tokens.dim;
    case BoxFace::State::Good:
        return tokens.good;
    case BoxFace::State::Warned:
    case BoxFace::State::Broken:
        return tokens.bad;
    }
    return tokens.dim;
}

}

ServerBox::ServerBox(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(kSize);
    setCursor(Qt::PointingHandCursor);
}

void ServerBox::setFace(const BoxFace &face)
{
    if (face == m_face)
        return;
    m_face = face;
    setAccessibleName(face.title);
    setAccessibleDescription(QStringList{face.word, face.first, face.second}.join(QStringLiteral(", ")));
    setToolTip(fontMetrics().horizontalAdvance(face.title) > width() - 2 * kMargin ? common::plainTip(face.title)
                                                                                   : QString());
    update();
}

void ServerBox::contextMenuEvent(QContextMenuEvent *event)
{
    click();
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(byKey ? mapToGlobal(rect().center()) : event->globalPos());
}

QColor ServerBox::edge() const
{
    const Tokens &tokens = tokensOf(*this);
    if (m_face.state == BoxFace::State::Broken)
        return tokens.bad;
    if (isChecked() || hasFocus())
        return tokens.accent;
    return tokens.hairline;
}

// Colour is not all that tells: a dot is well, a cross with a word is not.
void ServerBox::paintState(QPainter &painter) const
{
    const QColor colour = colourOf(m_face.state, tokensOf(*this));
    const QRect corner(kMargin, kMargin - 2, width() - 2 * kMargin, 18);
    painter.setPen(colour);
    if (!m_face.word.isEmpty()) {
        const auto cross = m_face.state == BoxFace::State::Broken ? QStringLiteral("✕ ") : QStringLiteral("▲ ");
        painter.drawText(corner, Qt::AlignRight | Qt::AlignVCenter, cross + m_face.word);
        return;
    }
    const QRectF dot(width() - kMargin - kDot, kMargin + 3, kDot, kDot);
    if (m_face.state == BoxFace::State::Good)
        painter.setBrush(colour);
    painter.drawEllipse(dot);
}

void ServerBox::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool strong = isChecked() || hasFocus() || m_face.state == BoxFace::State::Broken;
    painter.setPen(QPen(edge(), strong ? 2 : 1));
    painter.setBrush(isDown() || underMouse() ? tokens.shade : tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), common::kPanelRadius, common::kPanelRadius);
    painter.setBrush(Qt::NoBrush);

    QFont note = font();
    note.setPixelSize(common::kNotePixels);
    painter.setFont(note);
    paintState(painter);
    const int wordWidth = m_face.word.isEmpty() ? kDot : painter.fontMetrics().horizontalAdvance(m_face.word) + 16;

    const int inner = width() - 2 * kMargin;
    QFont title = font();
    title.setPixelSize(common::kBasePixels);
    title.setWeight(QFont::DemiBold);
    painter.setFont(title);
    painter.setPen(tokens.text);
    painter.drawText(QRect(kMargin, kMargin - 2, inner, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_face.title, Qt::ElideMiddle, inner - wordWidth - 6));
    painter.setFont(note);
    painter.setPen(tokens.dim);
    const auto line = [&](const QString &text, int top) {
        painter.drawText(QRect(kMargin, top, inner, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, inner));
    };
    line(m_face.first, 34);
    line(m_face.second, 56);
}

}
