#include "history/comparison_panel.h"

#include "common/plain_tip.h"
#include "common/theme.h"
#include "compare/phrases.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace escala::history {

using analysis::FigureComparison;
using analysis::Word;

namespace {

enum Column { Figure, Baseline, Candidate, Ratio, Verdict, Columns };
constexpr int kWidths[]{94, 80, 80, 104, 110};
constexpr int kLeastRow = 26;

// A sign beside the word: which way it went is seen without colour, too.
QString signOf(Word word)
{
    switch (word) {
    case Word::Faster:
    case Word::Better:
        return QStringLiteral("▲ ");
    case Word::Slower:
    case Word::Worse:
        return QStringLiteral("▼ ");
    case Word::NoDemonstrableDifference:
        return QStringLiteral("≈ ");
    case Word::NotComparable:
        break;
    }
    return QStringLiteral("– ");
}

QColor colourOf(Word word, const common::Tokens &tokens)
{
    switch (word) {
    case Word::Faster:
    case Word::Better:
        return tokens.good;
    case Word::Slower:
    case Word::Worse:
        return tokens.bad;
    default:
        return tokens.dim;
    }
}

QString valueText(analysis::Figure figure, const std::optional<double> &value)
{
    return value ? QString::fromStdString(report::figureText(figure, *value)) : QStringLiteral("–");
}

QString sideText(const report::ComparedSide &side, bool withRun)
{
    const auto target = QString::fromStdString(side.target);
    return withRun ? QString::fromStdString(side.run) + QStringLiteral(" · ") + target : target;
}

}

ComparisonPanel::ComparisonPanel(QWidget *parent)
    : QFrame(parent)
    , m_missing(new QLabel(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_table(new QTableWidget(0, Columns, this))
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Comparison"));
    setFixedWidth(kWidth);
    auto *title = new QLabel(tr("Comparison"), this);
    title->setObjectName(QStringLiteral("targetName"));
    m_copy->setObjectName(QStringLiteral("copyComparison"));
    m_copy->setToolTip(tr("Copies the table as text"));
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    m_missing->setObjectName(QStringLiteral("dim"));
    m_missing->setWordWrap(true);
    m_missing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_table->setObjectName(QStringLiteral("comparison"));
    m_table->setAccessibleName(tr("Comparison"));
    m_table->setHorizontalHeaderLabels({QString(), tr("Baseline"), tr("Candidate"), tr("Ratio, 95 %"), QString()});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(kLeastRow);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(QHeaderView::Fixed);
    for (int column = 0; column < Columns; ++column) {
        header->resizeSection(column, kWidths[column]);
        const bool words = column == Figure || column == Verdict;
        m_table->horizontalHeaderItem(column)->setTextAlignment((words ? Qt::AlignLeft : Qt::AlignRight)
                                                                | Qt::AlignVCenter);
    }
    m_table->horizontalHeaderItem(Ratio)->setToolTip(
        tr("Candidate by baseline, and beneath where that lies with a certainty of 95 %"));
    auto *top = new QHBoxLayout;
    top->setContentsMargins(16, 0, 12, 0);
    top->addWidget(title, 1);
    top->addWidget(m_copy);
    auto *why = new QHBoxLayout;
    why->setContentsMargins(16, 0, 16, 0);
    why->addWidget(m_missing);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 10, 1, 8);
    column->setSpacing(6);
    column->addLayout(top);
    column->addLayout(why);
    column->addWidget(m_table, 1);
    setMissing({});
}

void ComparisonPanel::setMissing(const QString &why)
{
    m_comparisons.clear();
    m_missing->setText(why);
    m_missing->show();
    m_table->setVisible(false);
    m_copy->setEnabled(false);
}

void ComparisonPanel::setComparisons(const std::vector<report::ComparedRuns> &comparisons)
{
    m_comparisons = comparisons;
    m_missing->hide();
    m_table->setVisible(true);
    m_copy->setEnabled(true);
    refill();
}

QString ComparisonPanel::text() const
{
    return QString::fromStdString(report::comparisonText(m_comparisons));
}

void ComparisonPanel::addSpan(const QString &text, bool strong, const QString &hint)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *item = new QTableWidgetItem(text);
    auto font = m_table->font();
    font.setBold(strong);
    item->setFont(font);
    item->setToolTip(common::plainTip(hint));
    if (!strong)
        item->setForeground(common::tokensOf(*this).dim);
    m_table->setItem(row, 0, item);
    m_table->setSpan(row, 0, 1, Columns);
}

void ComparisonPanel::addHeading(const report::ComparedRuns &pair)
{
    const bool ofOneRun = pair.baseline.id == pair.candidate.id;
    addSpan(tr("%1 against %2", "candidate, baseline")
                .arg(sideText(pair.candidate, !ofOneRun), sideText(pair.baseline, !ofOneRun)),
            true, {});
    const auto &comparison = pair.comparison;
    const auto why = comparison.obstacle
        ? tr("Not comparable: %1.").arg(QString::fromStdString(report::obstacleText(*comparison.obstacle)))
        : QString::fromStdString(report::blocksText(comparison));
    addSpan(why, false, why);
}

void ComparisonPanel::addRows(const report::ComparedRuns &pair)
{
    const auto &tokens = common::tokensOf(*this);
    for (const FigureComparison &figure : pair.comparison.rows) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        QString word = signOf(figure.word) + QString::fromStdString(report::wordText(figure.word));
        if (figure.obstacle && !pair.comparison.obstacle) // else it stands above, once for all
            word += QStringLiteral(": ") + QString::fromStdString(report::obstacleText(*figure.obstacle));
        const QStringList cells{QString::fromStdString(report::figureName(figure.figure)),
                                valueText(figure.figure, figure.baseline), valueText(figure.figure, figure.candidate),
                                QString::fromStdString(report::ratioText(figure) + "\n" + report::intervalText(figure)),
                                word};
        for (int column = 0; column < Columns; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(common::plainTip(cells[column]));
            const bool words = column == Figure || column == Verdict;
            item->setTextAlignment((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (column == Verdict)
                item->setForeground(colourOf(figure.word, tokens));
            m_table->setItem(row, column, item);
        }
    }
}

void ComparisonPanel::refill()
{
    m_table->clearSpans();
    m_table->setRowCount(0);
    for (const auto &pair : m_comparisons) {
        addHeading(pair);
        addRows(pair);
    }
    m_table->resizeRowsToContents();
}

// Rows are as high as their words need in columns that have their widths.
void ComparisonPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_table->resizeRowsToContents();
}

// Colours are of the theme.
void ComparisonPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_table->rowCount() > 0)
        refill();
}

}
