#include "compare/level_field.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <cmath>

namespace escala::compare {

namespace {

constexpr std::chrono::milliseconds kSettle{250}; // an arrow that is held down is one change

}

LevelField::LevelField(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_level(new QDoubleSpinBox(this))
    , m_planned(new QToolButton(this))
{
    m_level->setObjectName(QStringLiteral("level"));
    m_level->setGroupSeparatorShown(true);
    m_level->setKeyboardTracking(false);
    m_level->setAlignment(Qt::AlignRight);
    m_level->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_level->setMinimumWidth(110);
    m_label->setBuddy(m_level);
    m_planned->setObjectName(QStringLiteral("asPlanned"));
    m_planned->setText(tr("As planned"));
    m_planned->setToolTip(tr("Goes on with the load that the plan has now"));
    m_planned->setFocusPolicy(Qt::StrongFocus);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addWidget(m_level);
    row->addWidget(m_planned);
    row->addStretch(1);
    connect(m_level, &QDoubleSpinBox::valueChanged, this, &LevelField::edited);
    connect(m_planned, &QToolButton::clicked, this, &LevelField::backToPlan);
    connect(&m_settle, &QTimer::timeout, this, [this] { Q_EMIT levelRequested(m_level->value()); });
}

void LevelField::begin(const load::LoadPlan &plan)
{
    const bool open = plan.model == load::Model::Open;
    m_plan = plan;
    m_profile.reset();
    if (!plan.stages.empty())
        m_profile.emplace(plan.stages);
    m_own = false;
    m_settle.stop();
    const auto name = open ? tr("Rate now") : tr("Users now");
    m_label->setText(name);
    m_level->setAccessibleName(name);
    m_level->setToolTip(tr("Changes the load of the run under way; Enter takes it"));
    const bool whole = !open || (plan.rate == std::floor(plan.rate));
    const QSignalBlocker quiet(m_level);
    m_level->setDecimals(whole ? 0 : 2);
    m_level->setRange(whole ? 1 : 0.01, open ? load::kHighestLevel : load::LoadPlan::kMaxUsers);
    m_level->setSuffix(open ? QStringLiteral("/s") : QString());
    follow({});
}

void LevelField::follow(std::chrono::nanoseconds measured)
{
    m_plannedLevel = m_profile              ? m_profile->levelAt(measured)
        : m_plan.model == load::Model::Open ? m_plan.rate
                                            : m_plan.users;
    m_planned->setEnabled(m_own);
    if (!m_own && !m_level->hasFocus())
        show(m_plannedLevel);
}

void LevelField::edited()
{
    m_own = true;
    m_planned->setEnabled(true);
    m_settle.start();
}

void LevelField::backToPlan()
{
    m_settle.stop();
    m_own = false;
    m_level->setFocus(); // the button is going to be off
    show(m_plannedLevel);
    m_planned->setEnabled(false);
    Q_EMIT levelRequested(std::nullopt);
}

void LevelField::show(double level)
{
    const QSignalBlocker quiet(m_level);
    m_level->setValue(level);
}

}
