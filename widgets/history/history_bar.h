#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace escala::compare {
class ElidedLabel;
}

namespace escala::history {

/// The row at the top: what to look for in the list, or the way back to it from runs that are open; and the one primary
/// button, which opens what is selected, or runs again what is open.
class HistoryBar : public QWidget {
    Q_OBJECT

public:
    /// `more`: the menu of the window.
    explicit HistoryBar(QMenu *more, QWidget *parent = nullptr);

    /// Of the list: how many runs are selected, and whether none of them is under way.
    void showList(std::size_t selected, bool over);
    /// Of runs that are open; `canRunAgain`: it is one.
    void showOpen(const QString &title, bool canRunAgain);
    void setCount(const QString &text);
    [[nodiscard]] QString text() const;
    void clearText();
    void focusSearch();
    /// Where a menu of exports opens.
    [[nodiscard]] QPoint exportPlace() const;
    [[nodiscard]] bool showsOpen() const noexcept { return m_open; }

Q_SIGNALS:
    void textChanged(const QString &text);
    void importRequested();
    void exportRequested();
    void openRequested();
    void runAgainRequested();
    void backRequested();
    /// The keys are to act in the list.
    void listRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildSearch();
    QWidget *buildTitle();

    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    compare::ElidedLabel *m_title = nullptr;
    QStackedWidget *m_middle;
    QPushButton *m_primary;
    QPushButton *m_export;
    bool m_open = false;
};

}
