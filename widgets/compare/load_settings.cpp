#include "compare/load_settings.h"

#include "compare/duration_edit.h"
#include "compare/model_settings.h"
#include "compare/settings_rows.h"
#include "compare/switch.h"

#include <QComboBox>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace escala::compare {

using namespace std::chrono_literals;

LoadSettings::LoadSettings(QWidget *parent)
    : QWidget(parent)
    , m_model(new ModelSettings(this))
    , m_duration(new DurationEdit(0ns, 24h, tr("no limit"), this))
    , m_requests(numberEdit(0, std::numeric_limits<int>::max(), tr("no limit"), this))
    , m_warmup(new DurationEdit(0ns, 1h, tr("none"), this))
    , m_cold(new Switch(tr("Cold request"), this))
    , m_keepAlive(new Switch(tr("Keep-alive"), this))
    , m_timeout(new DurationEdit(1ms, 1h, {}, this))
    , m_threads(numberEdit(0, static_cast<int>(load::LoadPlan::kMaxThreads), tr("automatic"), this))
    , m_order(new QComboBox(this))
    , m_problem(new QLabel(this))
{
    m_duration->setObjectName(QStringLiteral("duration"));
    m_requests->setObjectName(QStringLiteral("requests"));
    m_timeout->setObjectName(QStringLiteral("timeout"));
    m_threads->setObjectName(QStringLiteral("threads"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    build();
}

void LoadSettings::build()
{
    m_order->addItem(tr("parallel"));
    m_order->addItem(tr("in sequence"));
    m_order->addItem(tr("in turns"));
    m_cold->setToolTip(tr("One request to each target first, timed apart"));
    m_keepAlive->setToolTip(tr("Users keep their connections; off: a new connection for each request"));

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(m_model);
    addRow(rows, tr("Duration"), m_duration,
           tr("How long is measured, such as 10 s or 2 min; 0: no limit, or as long as the stages"));
    addRow(rows, tr("Requests"), m_requests, tr("Ends after so many requests to each target; 0: no limit"));
    addRow(rows, tr("Warm-up"), m_warmup, tr("Load before measuring begins; kept apart from the result"));
    addRow(rows, tr("Timeout"), m_timeout, tr("How long an answer may take"));
    addRow(rows, tr("Threads"), m_threads, tr("Engine threads of the load generator; automatic: half of the cores"));
    addRow(rows, tr("Order"), m_order,
           tr("All targets at the same time, one after the other, or in turns of a second"));
    rows->addWidget(m_cold);
    rows->addWidget(m_keepAlive);
    rows->addWidget(m_problem);

    for (auto *edit : {m_requests, m_threads})
        connect(edit, &QSpinBox::valueChanged, this, &LoadSettings::edited);
    for (auto *edit : {m_duration, m_warmup, m_timeout})
        connect(edit, &DurationEdit::durationEdited, this, &LoadSettings::edited);
    for (auto *edit : {m_cold, m_keepAlive})
        connect(edit, &Switch::toggled, this, &LoadSettings::edited);
    connect(m_model, &ModelSettings::edited, this, &LoadSettings::edited);
    connect(m_order, &QComboBox::currentIndexChanged, this, &LoadSettings::edited);
}

void LoadSettings::setPlan(const load::LoadPlan &plan)
{
    const QScopedValueRollback filling(m_filling, true);
    m_plan = plan;
    constexpr std::uint64_t kMost = std::numeric_limits<int>::max();
    m_model->setPlan(plan);
    m_duration->setDuration(plan.duration.value_or(0ns));
    m_requests->setValue(static_cast<int>(std::min(plan.requests.value_or(0), kMost)));
    m_warmup->setDuration(plan.warmup);
    m_cold->setChecked(plan.coldRequest);
    m_keepAlive->setChecked(plan.keepAlive);
    m_timeout->setDuration(plan.responseTimeout);
    m_threads->setValue(static_cast<int>(plan.threads));
    m_order->setCurrentIndex(static_cast<int>(plan.order));
}

void LoadSettings::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void LoadSettings::edited()
{
    if (m_filling)
        return;
    m_model->applyTo(m_plan);
    m_plan.duration = m_duration->duration() > 0ns ? std::optional(m_duration->duration()) : std::nullopt;
    m_plan.requests =
        m_requests->value() > 0 ? std::optional(static_cast<std::uint64_t>(m_requests->value())) : std::nullopt;
    m_plan.warmup = m_warmup->duration();
    m_plan.coldRequest = m_cold->isChecked();
    m_plan.keepAlive = m_keepAlive->isChecked();
    m_plan.responseTimeout = m_timeout->duration();
    m_plan.threads = static_cast<std::uint32_t>(m_threads->value());
    m_plan.order = static_cast<load::Order>(m_order->currentIndex());
    Q_EMIT planEdited(m_plan);
}

}
