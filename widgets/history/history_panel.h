#pragma once

#include "store/run_query.h"

#include <QWidget>

#include <chrono>
#include <optional>

class QComboBox;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace escala::history {

/// How much of the history is kept; empty: no limit. Baselines and runs with tags always stay.
struct KeepRule {
    std::optional<int> runs;
    std::optional<int> days;
    std::optional<int> mebibytes;
    friend bool operator==(const KeepRule &, const KeepRule &) = default;
};

/// At the side of the list: which runs it shows, and how many are kept.
class HistoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget *parent = nullptr);

    /// State, verdict, tag and baselines; the text is the bar's.
    [[nodiscard]] store::RunQuery filter() const;
    void clearFilter();
    /// The tags there are, in order.
    void setTags(const QStringList &tags);
    void setRule(const KeepRule &rule);
    [[nodiscard]] KeepRule rule() const;
    /// "412 runs, 35.2 MiB": all there are, whatever is shown.
    void setSize(const QString &text);

Q_SIGNALS:
    void filterChanged();
    void ruleEdited(const escala::history::KeepRule &rule);

private:
    void buildFilter(QVBoxLayout *column);
    void buildRule(QVBoxLayout *column);

    QComboBox *m_state = nullptr;
    QComboBox *m_verdict = nullptr;
    QComboBox *m_tag = nullptr;
    QSpinBox *m_runs = nullptr;
    QSpinBox *m_days = nullptr;
    QSpinBox *m_size = nullptr;
    QLabel *m_stored = nullptr;
};

}
