#pragma once

#include "watch/watch_list_model.h"

#include <QTableView>

namespace escala::watch {

/// The list of what is watched. One or several are selected; F2 edits, Delete removes.
class WatchList : public QTableView {
    Q_OBJECT

public:
    explicit WatchList(QWidget *parent = nullptr);

    void setView(const ViewPtr &view, std::size_t window);
    [[nodiscard]] const WatchListModel &rows() const noexcept { return *m_model; }
    /// Names, in the order of the list.
    [[nodiscard]] QStringList selectedNames() const;
    void select(const QString &name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionMoved();
    void removeRequested(const QStringList &names);
    void editRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeColumns();

    WatchListModel *m_model;
    bool m_choosing = false;
};

}
