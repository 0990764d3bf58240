#pragma once

#include "store/run_row.h"

#include <QTableView>

#include <unordered_map>
#include <vector>

namespace escala::history {

class RunListModel;

/// The list of runs. Knows what is selected by the runs themselves, not by their rows: it stays when others come, go or
/// change places, and while rows are scrolled out of sight.
class RunTable : public QTableView {
    Q_OBJECT

public:
    explicit RunTable(RunListModel &model, QWidget *parent = nullptr);

    /// In the order in which they were selected.
    [[nodiscard]] const std::vector<store::RunRow> &selectedRuns() const noexcept { return m_selected; }
    void selectRun(const std::string &id);
    /// They are gone: no longer selected.
    void forget(const std::vector<std::string> &ids);
    /// Begins to edit the name of the current run.
    void beginRename();
    /// A name is being edited: what is typed would be lost to a refresh.
    [[nodiscard]] bool isEditing() const { return state() == EditingState; }

Q_SIGNALS:
    void runsSelected();
    void openRequested();
    void removeRequested();
    void menuRequested(const QPoint &where);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                                       const QEvent *event) const override;

private:
    void takeSelection(const QItemSelection &added, const QItemSelection &removed);
    void add(int row);
    void addAll(const QItemSelection &selection);
    void drop(const std::vector<std::string> &ids);
    void dropAll();
    void restore();
    void selectAgain();
    void fitColumns();

    RunListModel &m_model;
    std::vector<store::RunRow> m_selected;
    std::unordered_map<std::string, std::size_t> m_places; ///< In m_selected, by id: all ten thousand may be selected.
    std::string m_current;                                 ///< Where the keys act.
    mutable bool m_onlyThese = false; ///< What the user selects now replaces all before, also what is out of sight.
    bool m_restoring = false;
    bool m_incomplete = false; ///< Rows are selected that have not come yet, or not again.
};

}
