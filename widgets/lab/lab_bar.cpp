#include "lab/lab_bar.h"

#include "compare/run_bar.h"
#include "compare/start_button.h"
#include "compare/state_pill.h"
#include "experiment/lab_templates.h"
#include "experiment/topology.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace escala::lab {

using experiment::Experiment;
using experiment::Runner;

namespace {

constexpr std::size_t kReplicas = 2;
constexpr int kWidestName = 220;

/// A name of any length, on a button of this font. An ampersand is no mnemonic.
QString onButton(const QString &name, const QFontMetrics &metrics)
{
    return metrics.elidedText(name, Qt::ElideMiddle, kWidestName).replace(u'&', QStringLiteral("&&"));
}

}

LabBar::LabBar(compare::ExperimentModel &model, QMenu *exports, QMenu *more, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_topologyMenu(new QMenu(this))
    , m_compareMenu(new QMenu(this))
    , m_topology(menuButton({}, tr("Topology"), m_topologyMenu))
    , m_compare(menuButton(tr("Compare with…"), tr("Compare with…"), m_compareMenu))
    , m_pill(new compare::StatePill(this))
    , m_primary(new compare::StartButton(this))
    , m_exports(menuButton(tr("Export…"), tr("Export"), exports))
{
    setObjectName(QStringLiteral("runBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(QStringLiteral("Escala"), this);
    title->setObjectName(QStringLiteral("title"));
    m_topology->setObjectName(QStringLiteral("topology"));
    m_compare->setObjectName(QStringLiteral("compareWith"));
    m_exports->setToolTip(tr("Export… (Ctrl+E)"));
    auto *menu = menuButton(QStringLiteral("☰"), tr("Menu"), more);
    menu->setObjectName(QStringLiteral("menu"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_topology);
    row->addWidget(m_compare);
    row->addStretch(1);
    row->addWidget(m_pill);
    row->addWidget(m_primary);
    row->addWidget(m_exports);
    row->addWidget(menu);
    buildTopologyMenu();
    connect(m_compareMenu, &QMenu::aboutToShow, this, &LabBar::fillCompareMenu);
    connect(m_primary, &compare::StartButton::startRequested, this, &LabBar::startRequested);
    connect(m_primary, &compare::StartButton::stopRequested, this, &LabBar::stopRequested);
    connect(&m_model, &compare::ExperimentModel::changed, this, &LabBar::refresh);
    setCanExport(false);
    refresh();
}

QToolButton *LabBar::menuButton(const QString &text, const QString &name, QMenu *menu)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(menu);
    return button;
}

void LabBar::buildTopologyMenu()
{
    for (const auto each : experiment::kLabTemplates) {
        auto *action = m_topologyMenu->addAction(QString::fromStdString(experiment::titleOf(each)), this, [this, each] {
            m_model.setExperiment(experiment::labExperiment(each));
        });
        action->setToolTip(QString::fromStdString(experiment::lessonOf(each)));
    }
    m_topologyMenu->addSeparator();
    m_topologyMenu->addAction(tr("Put a cache in front"), this, [this] { putInFront(true); })
        ->setObjectName(QStringLiteral("putCache"));
    m_topologyMenu->addAction(tr("Put a balancer in front"), this, [this] { putInFront(false); })
        ->setObjectName(QStringLiteral("putBalancer"));
    m_topologyMenu->addSeparator();
    m_topologyMenu->addAction(tr("Open topology…"), this, &LabBar::openRequested);
    m_topologyMenu->addAction(tr("Save topology…"), this, &LabBar::saveRequested);
}

void LabBar::putInFront(bool cache)
{
    Experiment experiment = m_model.experiment();
    experiment::Target &target = experiment.targets.front();
    target = cache ? experiment::withCacheInFront(target) : experiment::withBalancerInFront(target, kReplicas);
    std::erase_if(experiment.faults, [&target](const experiment::PlannedFault &fault) {
        return !fault.server.empty() && !experiment::findServer(target, fault.server);
    });
    m_model.setExperiment(experiment);
}

void LabBar::fillCompareMenu()
{
    m_compareMenu->clear();
    const auto differs = [this](const Experiment &ran) { return ran.targets != m_model.experiment().targets; };
    const auto before = std::find_if(m_ran.rbegin(), m_ran.rend(), differs);
    if (before != m_ran.rend()) {
        m_compareMenu
            ->addAction(tr("Before the change"), this, [this, ran = *before] { compareWith(ran, tr("Before")); })
            ->setObjectName(QStringLiteral("before"));
        m_compareMenu->addSeparator();
    }
    for (const auto each : experiment::kLabTemplates) {
        const Experiment other = experiment::labExperiment(each);
        if (other.targets == m_model.experiment().targets && other.faults == m_model.experiment().faults)
            continue;
        const auto title = QString::fromStdString(experiment::titleOf(each));
        m_compareMenu->addAction(title, this, [this, other, title] { compareWith(other, title); });
    }
}

// The other one is the baseline: what does this one buy?
void LabBar::compareWith(const Experiment &other, const QString &name)
{
    Experiment both = other;
    for (experiment::PlannedFault &fault : both.faults)
        fault.target = name.toStdString();
    both.targets.front().name = name.toStdString();
    experiment::append(both, m_model.experiment());
    both.plan = m_model.experiment().plan;
    both.name =
        tr("%1 and %2").arg(name, QString::fromStdString(m_model.experiment().targets.front().name)).toStdString();
    Q_EMIT compareRequested(both);
}

void LabBar::setState(Runner::State state)
{
    m_state = state;
    refresh();
}

void LabBar::setCanExport(bool can)
{
    m_exports->setEnabled(can);
}

void LabBar::remember(const Experiment &ran)
{
    constexpr std::size_t kKept = 2;
    if (!m_ran.empty() && m_ran.back().targets == ran.targets)
        return;
    m_ran.push_back(ran);
    if (m_ran.size() > kKept)
        m_ran.erase(m_ran.begin());
}

void LabBar::openExports()
{
    if (m_exports->isEnabled())
        m_exports->showMenu();
}

void LabBar::refresh()
{
    const bool underWay = compare::isUnderWay(m_state);
    m_pill->setState(m_state);
    const auto name = QString::fromStdString(m_model.experiment().targets.front().name);
    m_topology->setText(onButton(name, m_topology->fontMetrics()) + QStringLiteral("  ▾"));
    m_topology->setEnabled(!underWay);
    m_compare->setEnabled(!underWay);
    m_primary->setState(m_state, m_model.problem(), tr("Starts the servers and the load (F5)"));
}

}
