#include "compare/run_bar.h"

#include "common/theme.h"
#include "compare/level_field.h"
#include "compare/start_button.h"
#include "compare/state_pill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace escala::compare {

using experiment::Runner;
using experiment::ServerSpec;

namespace {

QToolButton *menuButton(const QString &text, const QString &name, QMenu *menu, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

}

bool isUnderWay(Runner::State state) noexcept
{
    return state >= Runner::State::StartingServers && state <= Runner::State::Finishing;
}

RunBar::RunBar(ExperimentModel &model, QMenu *exports, QMenu *more, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_presets(menuButton({}, tr("Preset"), nullptr, this))
    , m_url(new QLineEdit(this))
    , m_add(new QToolButton(this))
    , m_pill(new StatePill(this))
    , m_primary(new StartButton(this))
    , m_pause(new QPushButton(this))
    , m_middle(new QStackedWidget(this))
    , m_level(new LevelField(m_middle))
    , m_exports(menuButton(tr("Export…"), tr("Export"), exports, this))
{
    setObjectName(QStringLiteral("runBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_exports->setObjectName(QStringLiteral("exports"));
    m_exports->setToolTip(tr("Export… (Ctrl+E)"));
    auto *title = new QLabel(QStringLiteral("Escala"), this);
    title->setObjectName(QStringLiteral("title"));
    auto *menu = menuButton(QStringLiteral("☰"), tr("Menu"), more, this);
    menu->setObjectName(QStringLiteral("menu"));
    connect(m_primary, &StartButton::startRequested, this, &RunBar::startRequested);
    connect(m_primary, &StartButton::stopRequested, this, &RunBar::stopRequested);
    buildPause();
    m_middle->addWidget(buildTargets());
    m_middle->addWidget(m_level);
    m_middle->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(buildPresets());
    row->addWidget(m_middle, 1);
    row->addSpacing(8);
    row->addWidget(m_pill);
    row->addWidget(m_pause);
    row->addWidget(m_primary);
    row->addWidget(m_exports);
    row->addWidget(menu);

    connect(&m_model, &ExperimentModel::changed, this, &RunBar::refresh);
    connect(m_level, &LevelField::levelRequested, this, &RunBar::levelRequested);
    setCanExport(false);
    refresh();
}

QWidget *RunBar::buildPresets()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Quick · 10 s, 20 users"), this, [this] { m_model.applyPreset(experiment::quickPreset()); })
        ->setObjectName(QStringLiteral("presetQuick"));
    menu->addAction(tr("Classic · 100 requests, 5 users"), this,
                    [this] { m_model.applyPreset(experiment::classicPreset()); })
        ->setObjectName(QStringLiteral("presetClassic"));
    menu->addSeparator();
    menu->addAction(tr("Open plan…"), this, &RunBar::openPlanRequested);
    menu->addAction(tr("Save plan…"), this, &RunBar::savePlanRequested);
    m_presets->setMenu(menu);
    m_presets->setObjectName(QStringLiteral("presets"));
    return m_presets;
}

QWidget *RunBar::buildTargets()
{
    auto *box = new QWidget(this);
    m_url->setParent(box);
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setPlaceholderText(tr("http://… to compare with"));
    m_url->setAccessibleName(tr("URL of another target"));
    m_url->setClearButtonEnabled(true);
    m_url->setMinimumWidth(150);
    m_url->setMaximumWidth(420);
    m_url->setMaxLength(9000);
    m_add->setParent(box);
    m_add->setObjectName(QStringLiteral("addTarget"));
    m_add->setText(tr("Add target"));
    m_add->setToolTip(tr("Adds the URL as another column; the arrow offers built-in servers"));
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setPopupMode(QToolButton::MenuButtonPopup);
    auto *servers = new QMenu(this);
    servers->addAction(tr("Built-in slow server"), this, [this] { m_model.addServer(ServerSpec::Kind::Slow); });
    servers->addAction(tr("Built-in cached server"), this, [this] { m_model.addServer(ServerSpec::Kind::Cached); });
    m_add->setMenu(servers);
    connect(m_url, &QLineEdit::returnPressed, this, &RunBar::addUrl);
    connect(m_add, &QToolButton::clicked, this, &RunBar::addUrl);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_url, 1);
    row->addWidget(m_add);
    row->addStretch(0);
    return box;
}

void RunBar::buildPause()
{
    m_pause->setObjectName(QStringLiteral("pause"));
    int widest = 0;
    for (const auto &text : {tr("Pause  F6"), tr("Resume  F6")}) {
        m_pause->setText(text);
        m_pause->ensurePolished();
        widest = std::max(widest, m_pause->sizeHint().width());
    }
    m_pause->setMinimumWidth(widest);
    connect(m_pause, &QPushButton::clicked, this, &RunBar::pauseToggled);
}

void RunBar::refreshPause()
{
    const bool measuring = m_state == Runner::State::Measuring;
    // A target that has no turn just now would not hear of it.
    const bool inTurns = m_started.plan.order == load::Order::Interleaved && m_started.targets.size() > 1;
    m_pause->setText(m_paused ? tr("Resume  F6") : tr("Pause  F6"));
    m_pause->setAccessibleName(m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setToolTip(m_paused ? tr("Requests begin again (F6)")
                                 : tr("No request begins until you resume; the time of the run goes on (F6)"));
    m_pause->setEnabled(measuring && !inTurns);
    m_middle->setCurrentIndex(measuring && !inTurns ? 1 : 0);
}

void RunBar::setPaused(bool paused)
{
    m_paused = paused;
    refresh();
}

void RunBar::togglePause()
{
    m_pause->click();
}

void RunBar::showView(const experiment::RunView &view)
{
    std::chrono::nanoseconds measured{};
    for (const auto &target : view.snapshot->targets) {
        if (!target.series.empty())
            measured = std::max(measured, target.series.back().start + target.series.back().length);
    }
    m_level->follow(measured);
}

void RunBar::setState(Runner::State state)
{
    m_state = state;
    if (state == Runner::State::StartingServers) {
        m_started = m_model.experiment();
        m_level->begin(m_started.plan);
    }
    refresh();
}

void RunBar::setCanExport(bool can)
{
    m_exports->setEnabled(can);
}

void RunBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

void RunBar::focusPrimary()
{
    m_primary->setFocus();
}

void RunBar::openExports()
{
    if (m_exports->isEnabled())
        m_exports->showMenu();
}

void RunBar::addUrl()
{
    if (const auto refusal = m_model.addUrl(m_url->text())) {
        Q_EMIT urlRefused(*refusal);
        m_url->setFocus();
        return;
    }
    m_url->clear();
}

void RunBar::refresh()
{
    const bool underWay = isUnderWay(m_state);
    const bool shown = sameColumns(m_started, m_model.experiment()); // else the page was cleared
    const bool changed = !underWay && !(m_started == m_model.experiment());
    m_pill->setState(underWay || shown ? m_state : Runner::State::Idle,
                     m_paused      ? StatePill::Detail::Paused
                         : changed ? StatePill::Detail::Changed
                                   : StatePill::Detail::None);
    refreshPause();
    const auto problem = underWay ? QString() : m_model.problem();
    m_presets->setText(m_model.title() + QStringLiteral("  ▾"));
    m_presets->setEnabled(!underWay);
    m_url->setEnabled(!underWay);
    m_add->setEnabled(!underWay);
    m_primary->setState(m_state, problem, tr("Starts the comparison (F5)"));
}

}
