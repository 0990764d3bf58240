#include "charts/chart_frame.h"

#include "charts/legend_button.h"
#include "charts/plot.h"
#include "common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace escala::charts {

namespace {

constexpr double kPictureScale = 2;
constexpr int kTableRow = 20;
constexpr int kLeastPlot = 20;

QFont fontOf(const QFont &base, int pixels, QFont::Weight weight = QFont::Normal)
{
    auto font = base;
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

}

ChartFrame::ChartFrame(QWidget *parent)
    : QWidget(parent)
    , m_plot(new Plot(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
}

QFont ChartFrame::titleFont() const
{
    return fontOf(font(), common::kNotePixels, QFont::DemiBold);
}

QFont ChartFrame::noteFont() const
{
    return fontOf(font(), common::kNotePixels);
}

QFont ChartFrame::smallFont() const
{
    return fontOf(font(), common::kSmallPixels);
}

int ChartFrame::widthOf(const std::vector<LegendButton *> &legend)
{
    int width = 0;
    for (const auto *button : legend)
        width += button->sizeHint().width() + kLegendGap;
    return width;
}

int ChartFrame::flowLegend(const std::vector<LegendButton *> &legend, int top)
{
    int x = kPadding;
    int line = 0;
    for (auto *button : legend) {
        const auto size = button->sizeHint();
        if (x > kPadding && x + size.width() > width() - kPadding) {
            x = kPadding;
            ++line;
        }
        button->setGeometry(x, top + line * kLegendLine, std::min(size.width(), width() - 2 * kPadding), size.height());
        x += size.width() + kLegendGap;
    }
    return (line + 1) * kLegendLine;
}

void ChartFrame::placePlot(int top)
{
    const QRect plot(2, top, width() - 4, std::max(kLeastPlot, height() - top - 4));
    m_plot->setGeometry(plot);
    if (m_table)
        m_table->setGeometry(plot.adjusted(kPadding, 2, -kPadding, -kPadding / 2));
}

void ChartFrame::paintFrame(QPainter &painter, const QString &title, const QString &note, const QRect &noteRect) const
{
    const auto &tokens = common::tokensOf(*this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(tokens.hairline, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), common::kPanelRadius, common::kPanelRadius);
    const int room = width() - 2 * kPadding;
    painter.setFont(titleFont());
    painter.setPen(tokens.text);
    painter.drawText(QRect(kPadding, 1, room, kHeader), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(titleFont()).elidedText(title, Qt::ElideMiddle, room));
    painter.setFont(noteFont());
    painter.setPen(tokens.dim);
    painter.drawText(noteRect.translated(0, 1), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(noteFont()).elidedText(note, Qt::ElideRight, noteRect.width()));
}

void ChartFrame::setTableShown(bool shown)
{
    if (shown && !m_table) {
        m_table = new QTableView(this);
        m_table->setAccessibleName(accessibleName());
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setFrameShape(QFrame::NoFrame);
        m_table->verticalHeader()->hide();
        m_table->verticalHeader()->setDefaultSectionSize(kTableRow);
        m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_table->setFont(noteFont());
        m_table->setModel(values());
    }
    if (!m_table)
        return;
    layOut();
    m_table->setVisible(shown);
    m_plot->setVisible(!shown);
    if (shown)
        (void)values();
}

bool ChartFrame::isTableShown() const
{
    return m_table && !m_table->isHidden();
}

void ChartFrame::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ChartFrame::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy picture"), this, &ChartFrame::copyPicture);
    if (m_exportable)
        menu->addAction(tr("Save chart as…"), this, [this] { Q_EMIT exportRequested(objectName()); });
    menu->addAction(tr("Copy values as text"), this, [this] { QApplication::clipboard()->setText(text()); });
    menu->addSeparator();
    auto *table = menu->addAction(tr("Show as table"));
    table->setCheckable(true);
    table->setChecked(isTableShown());
    connect(table, &QAction::toggled, this, &ChartFrame::setTableShown);
    menu->popup(event->globalPos());
}

void ChartFrame::copyPicture()
{
    QImage picture((QSizeF(size()) * kPictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(kPictureScale);
    picture.fill(common::tokensOf(*this).background);
    render(&picture);
    QApplication::clipboard()->setImage(picture);
}

void ChartFrame::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    lookLegend();
    layOut();
    update();
}

}
