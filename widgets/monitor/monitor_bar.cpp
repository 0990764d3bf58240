#include "watch/monitor_bar.h"

#include "compare/start_button.h"
#include "watch/watch_pill.h"
#include "watch/watch_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace escala::watch {

using experiment::Runner;
using experiment::ServerSpec;

namespace {

QToolButton *menuButton(const QString &text, const QString &name, QMenu *menu, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(menu);
    return button;
}

}

MonitorBar::MonitorBar(PlanModel &model, QMenu *more, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_url(new QLineEdit(this))
    , m_add(new QToolButton(this))
    , m_plan(menuButton(tr("Plan") + QStringLiteral("  ▾"), tr("Plan"), buildPlan(), this))
    , m_pill(new WatchPill(this))
    , m_primary(new compare::StartButton(this))
{
    setObjectName(QStringLiteral("runBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(QStringLiteral("Escala"), this);
    title->setObjectName(QStringLiteral("title"));
    m_url->setObjectName(QStringLiteral("watchUrl"));
    m_url->setPlaceholderText(tr("URL to watch"));
    m_url->setAccessibleName(tr("URL to watch"));
    m_url->setClearButtonEnabled(true);
    m_url->setMinimumWidth(150);
    m_url->setMaximumWidth(420);
    m_url->setMaxLength(9000);
    m_add->setObjectName(QStringLiteral("addTarget"));
    m_add->setText(tr("Watch"));
    m_add->setToolTip(tr("Watches the URL (Enter); the arrow offers servers of Escala, figures and processes"));
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setPopupMode(QToolButton::MenuButtonPopup);
    m_add->setMenu(buildAdd());
    auto *menu = menuButton(QStringLiteral("☰"), tr("Menu"), more, this);
    menu->setObjectName(QStringLiteral("menu"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_plan);
    row->addWidget(m_url, 1);
    row->addWidget(m_add);
    row->addStretch(0);
    row->addWidget(m_pill);
    row->addWidget(m_primary);
    row->addWidget(menu);
    connect(m_url, &QLineEdit::returnPressed, this, &MonitorBar::addUrl);
    connect(m_add, &QToolButton::clicked, this, &MonitorBar::addUrl);
    connect(m_primary, &compare::StartButton::startRequested, this, &MonitorBar::startRequested);
    connect(m_primary, &compare::StartButton::stopRequested, this, &MonitorBar::stopRequested);
    connect(&m_model, &PlanModel::changed, this, &MonitorBar::refresh);
    refresh();
}

QMenu *MonitorBar::buildPlan()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Open monitor plan…"), this, &MonitorBar::openRequested);
    menu->addAction(tr("Save monitor plan…"), this, &MonitorBar::saveRequested);
    return menu;
}

QMenu *MonitorBar::buildAdd()
{
    auto *menu = new QMenu(this);
    const auto server = [this, menu](const QString &words, const char *name, ServerSpec::Kind kind) {
        menu->addAction(words, this, [this, kind] { take(m_model.addServer(kind)); })
            ->setObjectName(QString::fromLatin1(name));
    };
    server(tr("Built-in slow server"), "watchSlow", ServerSpec::Kind::Slow);
    server(tr("Built-in cached server"), "watchCached", ServerSpec::Kind::Cached);
    menu->addSeparator();
    menu->addAction(tr("Figures of a Prometheus endpoint: its URL"), this,
                    [this] { take(m_model.addScrape(m_url->text())); })
        ->setObjectName(QStringLiteral("watchScrape"));
    menu->addAction(tr("CPU and memory of a process: its id or name"), this,
                    [this] { take(m_model.addProcess(m_url->text())); })
        ->setObjectName(QStringLiteral("watchProcess"));
    return menu;
}

void MonitorBar::addUrl()
{
    take(m_model.addUrl(m_url->text()));
}

// What was wrong stays in the field, to be mended.
void MonitorBar::take(const PlanModel::Added &name)
{
    if (!name) {
        Q_EMIT refused(name.error());
        return;
    }
    m_url->clear();
    Q_EMIT added(*name);
}

void MonitorBar::setWatching(bool watching)
{
    m_watching = watching;
    if (!watching)
        m_view.reset();
    refresh();
}

void MonitorBar::showView(const ViewPtr &view)
{
    m_view = view;
    refresh();
}

void MonitorBar::refresh()
{
    const auto nothing = m_model.isEmpty() ? tr("There is nothing to watch. Type a URL.") : QString();
    m_primary->setState(m_watching ? Runner::State::Measuring : Runner::State::Idle, nothing,
                        tr("Starts to watch (F5)"));
    if (m_watching)
        m_primary->setToolTip(tr("Ends the watch; what was seen is kept (Shift+F5)"));
    if (!m_watching) {
        m_pill->setState(StateShape::Waiting, tr("Not watching"));
        return;
    }
    const auto all =
        int(m_model.plan().targets.size() + m_model.plan().scrapes.size() + m_model.plan().processes.size());
    const auto alerts = m_view ? std::ranges::count_if(m_view->alerts, isOn) : 0;
    m_pill->setState(m_view ? shapeOf(*m_view) : StateShape::Waiting,
                     alerts > 0 ? tr("Alerts: %1").arg(alerts) : tr("Watching %1").arg(all));
}

void MonitorBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

}
