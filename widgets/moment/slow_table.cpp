#include "moment/slow_table.h"

#include <QGridLayout>
#include <QLabel>

namespace escala::moment {

namespace {

constexpr int kColumnGap = 6;
constexpr int kCellGap = 3;
constexpr std::size_t kShortOutcome = 3;

}

SlowTable::SlowTable(const std::vector<report::SlowRow> &rows, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kColumnGap);
    grid->setVerticalSpacing(kCellGap);
    const auto put = [this, grid](int line, int column, const std::string &text, const char *name, int span = 1) {
        auto *label = new QLabel(QString::fromStdString(text), this);
        label->setTextFormat(Qt::PlainText);
        label->setObjectName(QString::fromLatin1(name));
        if (column > 0 && span == 1)
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(label, line, column, 1, span);
        return label;
    };
    const report::SlowRow heads = report::slowHeads();
    put(0, 0, heads.response, "dim");
    put(0, 1, heads.waited, "dim");
    put(0, 2, heads.firstByte, "dim");
    put(0, 3, heads.transfer, "dim");
    int line = 1;
    for (const report::SlowRow &row : rows) {
        // A status stands beside the time, words beneath it.
        const bool isShort = row.outcome.size() <= kShortOutcome;
        put(line, 0, isShort ? row.response + " · " + row.outcome : row.response, "slow");
        put(line, 1, row.waited, "slow");
        put(line, 2, row.firstByte, "slow");
        put(line, 3, row.transfer, "slow");
        if (!isShort)
            put(line + 1, 0, row.outcome, "dim", 4)->setWordWrap(true);
        line += 2;
    }
    grid->setColumnStretch(0, 1);
}

}
