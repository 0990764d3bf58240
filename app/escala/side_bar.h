#pragma once

#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace escala::window {

/// On the left: the pages of the window, and beneath them the settings of the one that is open.
class SideBar : public QWidget {
    Q_OBJECT

public:
    explicit SideBar(QWidget *parent = nullptr);

    /// Adds a page; the first one is open. `settings` becomes the side bar's.
    void addPage(const QString &title, QWidget *settings);

    void openPage(int index);
    [[nodiscard]] int page() const;

Q_SIGNALS:
    void pageChosen(int index);

private:
    QListWidget *m_pages;
    QStackedWidget *m_settings;
};

}
