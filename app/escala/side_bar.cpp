#include "window/side_bar.h"

#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace escala::window {

namespace {

constexpr int kWidth = 236;
constexpr int kRowHeight = 34;

}

SideBar::SideBar(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QListWidget(this))
    , m_settings(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("sideBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(kWidth);
    m_pages->setObjectName(QStringLiteral("navigation"));
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_pages, &QListWidget::currentRowChanged, this, &SideBar::pageChosen);
    connect(m_pages, &QListWidget::currentRowChanged, m_settings, &QStackedWidget::setCurrentIndex);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 1, 0);
    column->setSpacing(8);
    auto *pages = new QHBoxLayout;
    pages->setContentsMargins(0, 0, 7, 0);
    pages->addWidget(m_pages);
    column->addLayout(pages);
    column->addWidget(m_settings, 1);
}

void SideBar::addPage(const QString &title, QWidget *settings)
{
    settings->setObjectName(QStringLiteral("sideContent"));
    settings->setAttribute(Qt::WA_StyledBackground);
    settings->setContentsMargins(8, 4, 10, 8);
    auto *scroll = new QScrollArea(m_settings);
    scroll->setWidget(settings);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_settings->addWidget(scroll);
    m_pages->addItem(title);
    m_pages->setFixedHeight(m_pages->count() * kRowHeight);
    if (m_pages->count() == 1)
        m_pages->setCurrentRow(0);
}

void SideBar::openPage(int index)
{
    m_pages->setCurrentRow(index);
}

int SideBar::page() const
{
    return m_pages->currentRow();
}

}
