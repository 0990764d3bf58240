#pragma once

#include "compare/experiment_model.h"
#include "experiment/run_result.h"
#include "experiment/runner.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace escala::compare {

class FigureCards;
class TargetHeader;

/// Header and cards of every target, side by side above the charts.
class TargetColumns : public QWidget {
    Q_OBJECT

public:
    /// Between columns, here and in the charts beneath.
    static constexpr int kGap = 12;

    explicit TargetColumns(QWidget *parent = nullptr);

    void setTargets(const experiment::Experiment &experiment);
    void setEditable(bool editable);
    void showView(const experiment::RunView &view);
    void showResult(const experiment::RunResult &result);
    /// Empty cards.
    void clearFigures();

Q_SIGNALS:
    void renameRequested(std::size_t index, const QString &name);
    void removeRequested(std::size_t index);
    void frontRequested(std::size_t index, escala::compare::ExperimentModel::Front front);
    /// To be opened in the lab.
    void labRequested(std::size_t index);

private:
    struct Column {
        QWidget *box = nullptr;
        TargetHeader *header = nullptr;
        FigureCards *cards = nullptr;
    };
    void addColumn();

    QHBoxLayout *m_row;
    std::vector<Column> m_columns;
    bool m_editable = true;
};

}
