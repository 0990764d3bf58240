#include "compare/figure_cards.h"

#include "common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace escala::compare {

namespace {

constexpr int kCardMargin = 10;
constexpr int kRightMargin = 4;
constexpr int kUnitGap = 3;
constexpr int kLargest = 19;
constexpr int kSmallest = 12;
const auto kWidest = QStringLiteral("888,888"); // any value of three significant digits is narrower, unit and all
const auto kWidestUnit = QStringLiteral("µs");

QFont labelFont(const QFont &base)
{
    auto font = base;
    font.setPixelSize(11);
    return font;
}

}

FigureCard::FigureCard(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fit();
}

void FigureCard::setFigure(const Figure &figure)
{
    if (figure == m_figure)
        return;
    m_figure = figure;
    setToolTip(figure.hint);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(figure.label, figure.value, figure.unit).trimmed());
    setAccessibleDescription(figure.hint);
    update();
}

QSize FigureCard::sizeHint() const
{
    return {96, 56};
}

QSize FigureCard::minimumSizeHint() const
{
    return {60, 56};
}

int FigureCard::widthNeeded() const
{
    const QFontMetrics label(labelFont(font()));
    const int value = QFontMetrics(valueFont(m_pixels)).horizontalAdvance(m_figure.value) + kUnitGap
        + label.horizontalAdvance(m_figure.unit);
    return kCardMargin + std::max(label.horizontalAdvance(m_figure.label), value);
}

QFont FigureCard::valueFont(int pixels) const
{
    auto result = font();
    result.setPixelSize(pixels);
    result.setWeight(QFont::DemiBold);
    return result;
}

void FigureCard::fit()
{
    const int room = width() - kCardMargin - kRightMargin;
    m_pixels = kLargest;
    while (m_pixels > kSmallest && QFontMetrics(valueFont(m_pixels)).horizontalAdvance(kWidest) > room)
        --m_pixels;
}

void FigureCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FigureCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void FigureCard::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.hairline);
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);

    painter.setFont(labelFont(font()));
    painter.setPen(tokens.dim);
    painter.drawText(rect().adjusted(kCardMargin, 8, -4, 0), Qt::AlignLeft | Qt::AlignTop, m_figure.label);

    const auto large = valueFont(m_pixels);
    const int baseline = height() - 13;
    painter.setFont(large);
    painter.setPen(m_figure.bad ? tokens.bad : m_figure.faint ? tokens.dim : tokens.text);
    painter.drawText(kCardMargin, baseline, m_figure.value);
    const int after = kCardMargin + QFontMetrics(large).horizontalAdvance(m_figure.value) + kUnitGap;
    painter.setFont(labelFont(font()));
    painter.setPen(tokens.dim);
    painter.drawText(after, baseline, m_figure.unit);
}

FigureCards::FigureCards(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (auto *&card : m_cards) {
        card = new FigureCard(this);
        row->addWidget(card, 1);
    }
    setFigures(figuresOf({}));
}

void FigureCards::setFigures(const Figures &figures)
{
    for (std::size_t i = 0; i < kFigures; ++i)
        m_cards.at(i)->setFigure(figures.at(i));
}

}
