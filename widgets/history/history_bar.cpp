#include "history/history_bar.h"

#include "compare/elided_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace escala::history {

namespace {

constexpr int kCountWidth = 130; // nothing moves while runs come and go
constexpr int kTypingMs = 120;   // a word is typed as one question, not as five

}

HistoryBar::HistoryBar(QMenu *more, QWidget *parent)
    : QWidget(parent)
    , m_middle(new QStackedWidget(this))
    , m_primary(new QPushButton(this))
    , m_export(new QPushButton(tr("Export…"), this))
{
    setObjectName(QStringLiteral("runBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(QStringLiteral("Escala"), this);
    title->setObjectName(QStringLiteral("title"));
    m_middle->addWidget(buildSearch());
    m_middle->addWidget(buildTitle());
    m_middle->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_primary->setObjectName(QStringLiteral("primary"));
    int widest = 0;
    for (const auto &text : {tr("Run again  F5"), tr("Open beside"), tr("Open")}) {
        m_primary->setText(text);
        m_primary->ensurePolished();
        widest = std::max(widest, m_primary->sizeHint().width());
    }
    m_primary->setMinimumWidth(widest + 24);
    m_export->setObjectName(QStringLiteral("exports"));
    m_export->setToolTip(tr("Export… (Ctrl+E)"));
    auto *menu = new QToolButton(this);
    menu->setObjectName(QStringLiteral("menu"));
    menu->setText(QStringLiteral("☰"));
    menu->setAccessibleName(tr("Menu"));
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setFocusPolicy(Qt::StrongFocus);
    menu->setMenu(more);
    connect(m_primary, &QPushButton::clicked, this,
            [this] { m_open ? Q_EMIT runAgainRequested() : Q_EMIT openRequested(); });
    connect(m_export, &QPushButton::clicked, this, &HistoryBar::exportRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_middle, 1);
    row->addWidget(m_primary);
    row->addWidget(m_export);
    row->addWidget(menu);
    showList(0, false);
}

QWidget *HistoryBar::buildSearch()
{
    auto *box = new QWidget(this);
    m_search = new QLineEdit(box);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search names, notes, tags, targets"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setToolTip(tr("Search (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(420);
    m_search->setMaxLength(400);
    m_search->installEventFilter(this);
    auto *rest = new QTimer(this);
    rest->setSingleShot(true);
    rest->setInterval(kTypingMs);
    connect(m_search, &QLineEdit::textChanged, rest, qOverload<>(&QTimer::start));
    connect(rest, &QTimer::timeout, this, [this] { Q_EMIT textChanged(m_search->text()); });
    m_count = new QLabel(box);
    m_count->setObjectName(QStringLiteral("dim"));
    m_count->setMinimumWidth(kCountWidth);
    auto *import = new QPushButton(tr("Import…"), box);
    import->setObjectName(QStringLiteral("import"));
    import->setToolTip(tr("Takes in a run that was exported as one file"));
    connect(import, &QPushButton::clicked, this, &HistoryBar::importRequested);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_search, 2);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(import);
    return box;
}

QWidget *HistoryBar::buildTitle()
{
    auto *box = new QWidget(this);
    auto *back = new QPushButton(tr("‹ All runs"), box);
    back->setObjectName(QStringLiteral("back"));
    back->setToolTip(tr("Back to the list (Esc)"));
    connect(back, &QPushButton::clicked, this, &HistoryBar::backRequested);
    m_title = new compare::ElidedLabel(box);
    m_title->setObjectName(QStringLiteral("targetName"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(back);
    row->addWidget(m_title, 1);
    return box;
}

void HistoryBar::showList(std::size_t selected, bool over)
{
    m_open = false;
    m_middle->setCurrentIndex(0);
    m_primary->setText(selected > 1 ? tr("Open beside") : tr("Open"));
    m_primary->setToolTip(tr("Opens what is selected (Enter)"));
    m_primary->setEnabled(selected > 0);
    m_export->setEnabled(selected == 1 && over);
}

void HistoryBar::showOpen(const QString &title, bool canRunAgain)
{
    m_open = true;
    m_title->setWholeText(title);
    m_middle->setCurrentIndex(1);
    m_primary->setText(tr("Run again  F5"));
    m_primary->setToolTip(tr("Takes its experiment to the Compare page and starts it (F5)"));
    m_primary->setEnabled(canRunAgain);
    m_export->setEnabled(true);
}

void HistoryBar::setCount(const QString &text)
{
    m_count->setText(text);
}

QString HistoryBar::text() const
{
    return m_search->text();
}

void HistoryBar::clearText()
{
    m_search->clear();
    Q_EMIT textChanged({});
}

void HistoryBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QPoint HistoryBar::exportPlace() const
{
    return m_export->mapToGlobal(QPoint(0, m_export->height()));
}

// Down goes on in the list, Escape looks for nothing.
bool HistoryBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            Q_EMIT textChanged(m_search->text());
            Q_EMIT listRequested();
            return true;
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            clearText();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}
