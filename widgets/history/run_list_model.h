#pragma once

#include "store/run_query.h"
#include "store/store_error.h"

#include <QAbstractTableModel>
#include <QFuture>
#include <QTimer>

#include <expected>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace escala::history {

/// A window of rows, and how many there are in all.
struct RunWindow {
    std::vector<store::RunRow> rows;
    std::size_t total = 0;
};
using RunWindowOr = std::expected<RunWindow, store::StoreError>;

/// The stored runs as a table that holds only the rows somebody looked at, and keeps up only those that are looked at.
/// GUI thread; the reading is done elsewhere: `fetch` answers with a future, and until it is there a row is empty.
///
/// Sorting and filtering are the store's: the model asks for the first window again and stays as it is until that has
/// come, so nothing flickers.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Fetch = std::function<QFuture<RunWindowOr>(const store::RunQuery &query)>;

    enum Column { Name, Mark, Started, Duration, Rate, P99, Requests, Errors, Hits, Columns };
    static constexpr std::size_t kWindow = 100; ///< Rows a query.

    explicit RunListModel(Fetch fetch, QObject *parent = nullptr);

    /// What to look for; offset, limit and order are the model's own.
    void setFilter(const store::RunQuery &filter);
    [[nodiscard]] const store::RunQuery &query() const noexcept { return m_query; }
    /// Asks again for what is shown: something was stored, changed or removed. Before the first time nothing is read.
    void refresh();

    /// Null while it has not come yet.
    [[nodiscard]] const store::RunRow *runAt(int row) const;
    /// It is held from before the latest refresh, and may be another one by now: looking at it has it read again.
    [[nodiscard]] bool isStale(int row) const { return m_stale.contains(static_cast<std::size_t>(row) / kWindow); }
    /// Among the rows that are there; -1 where it is not.
    [[nodiscard]] int rowOf(const std::string &id) const;
    /// The rows that are there, in their order.
    void visitRows(const std::function<void(int row, const store::RunRow &run)> &visit) const;
    /// Has been answered at least once.
    [[nodiscard]] bool isLoaded() const noexcept { return m_loaded; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A new name: emitted as a wish, and shown at once.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void renameRequested(const std::string &id, const QString &name);
    /// Rows have come: those of one window, or after a refresh other ones in their place.
    void rowsCame();
    /// Once, until it goes well again.
    void failed(const QString &sentence);

private:
    void askAnew();
    void want(std::size_t window) const;
    void fetchWanted();
    void ask(std::size_t window);
    void take(std::size_t window, const RunWindowOr &answer);
    void replace(std::size_t window, const RunWindow &answer);
    [[nodiscard]] QVariant figure(const store::RunRow &row, int column) const;

    QString m_problem; ///< Has been told.

    Fetch m_fetch;
    store::RunQuery m_query;
    std::map<std::size_t, std::vector<store::RunRow>> m_windows;
    std::size_t m_total = 0;
    bool m_started = false;
    bool m_loaded = false;
    bool m_anew = true;   ///< The next answer is of another query: all that is held goes.
    int m_generation = 0; ///< Answers to older questions are dropped.
    mutable std::set<std::size_t> m_wanted;
    mutable std::set<std::size_t> m_looked; ///< Windows that somebody looked at since the latest refresh.
    mutable std::set<std::size_t> m_stale;  ///< Held from before it: read again when somebody looks at them.
    std::set<std::size_t> m_asked;
    mutable QTimer m_timer;
};

}
