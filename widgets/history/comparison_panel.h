#pragma once

#include "report/run_comparison.h"

#include <QFrame>

#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace escala::history {

/// At the side of charts: what differs between runs and by how much, with the interval in which the ratio lies and a
/// word for it. Shows what was computed elsewhere.
class ComparisonPanel : public QFrame {
    Q_OBJECT

public:
    static constexpr int kWidth = 480;

    explicit ComparisonPanel(QWidget *parent = nullptr);

    void setComparisons(const std::vector<report::ComparedRuns> &comparisons);
    /// In place of figures, why there are none yet, or at all.
    void setMissing(const QString &why);
    /// What Copy puts into the clipboard.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refill();
    void addHeading(const report::ComparedRuns &pair);
    void addRows(const report::ComparedRuns &pair);
    void addSpan(const QString &text, bool strong, const QString &hint);

    std::vector<report::ComparedRuns> m_comparisons;
    QLabel *m_missing;
    QPushButton *m_copy;
    QTableWidget *m_table;
};

}
