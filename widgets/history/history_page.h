#pragma once

#include "compare/banner.h"
#include "history/run_list_model.h"
#include "history/side_by_side.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace escala::charts {
class ChartBoard;
}

namespace escala::history {

class OpenRuns;
class RunDetails;
class RunTable;

/// Everything that was run: the list with the selected run's details, or runs that are open. Shows what it is given and
/// emits what the user wants.
class HistoryPage : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPage(RunListModel::Fetch fetch, QWidget *parent = nullptr);

    void addBanner(compare::Banner::Kind kind, const QString &sentence);
    void addBanner(compare::Banner::Kind kind, const QString &sentence, const QString &action,
                   const std::function<void()> &does);
    void removeBanner(const QString &sentence);
    void clearBanners();
    [[nodiscard]] QStringList banners() const;

    [[nodiscard]] RunListModel &model() noexcept { return m_model; }
    [[nodiscard]] RunTable *table() const noexcept { return m_table; }
    [[nodiscard]] RunDetails *details() const noexcept { return m_details; }
    [[nodiscard]] OpenRuns *openRuns() const noexcept { return m_open; }

    /// Asks for the list again; while a name is being edited, nothing.
    void refresh();
    void focusList();
    /// In place of the list.
    void open(const std::vector<OpenRun> &runs, bool overlay);
    /// What is open, with what was measured since.
    void renew(const std::vector<OpenRun> &runs);
    void closeRuns();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void selectionChanged();
    void openChanged();
    /// Ids in the order of their selection. `overlay`: to be compared.
    void openRequested(const std::vector<std::string> &ids, bool overlay);
    void removeRequested(const std::vector<escala::store::RunRow> &runs);
    void runAgainRequested(const std::string &id);
    void baselineRequested(const escala::store::RunRow &run, bool baseline);
    void exportFileRequested(const escala::store::RunRow &run);
    void exportChartRequested(const QString &chart);
    void clearFilterRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildEmpty();
    void connectList();
    void showSelection();
    void showEmpty();
    void showMenu(const QPoint &where);
    void requestOpen(bool overlay);
    void requestRemove();
    [[nodiscard]] const store::RunRow *onlyRun() const;

    RunListModel m_model;
    compare::BannerStack *m_banners;
    QStackedWidget *m_stack;
    QStackedWidget *m_list;
    RunTable *m_table;
    RunDetails *m_details;
    OpenRuns *m_open;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyButton = nullptr;
};

}
