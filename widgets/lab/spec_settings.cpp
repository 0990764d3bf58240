#include "lab/spec_settings.h"

#include "compare/duration_edit.h"
#include "compare/settings_rows.h"
#include "compare/switch.h"

#include <QComboBox>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <span>

namespace escala::lab {

using namespace std::chrono_literals;
using compare::DurationEdit;
using experiment::ServerSpec;

namespace {

constexpr int kMostWorkers = 100'000;
constexpr int kMostEntries = 100'000'000;
constexpr int kMostThreads = 64;

void offer(QComboBox *box, std::span<const std::string_view> words)
{
    for (const auto word : words)
        box->addItem(QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
}

}

SpecSettings::SpecSettings(QWidget *parent)
    : QWidget(parent)
    , m_delay(new DurationEdit(0ns, 1h, tr("none"), this))
    , m_workers(compare::numberEdit(0, kMostWorkers, tr("no limit"), this))
    , m_queue(compare::numberEdit(-1, kMostWorkers, tr("no limit"), this))
    , m_ttl(new DurationEdit(1ms, 24h, {}, this))
    , m_capacity(compare::numberEdit(1, kMostEntries, {}, this))
    , m_policy(new QComboBox(this))
    , m_singleFlight(new compare::Switch(tr("Single flight"), this))
    , m_algorithm(new QComboBox(this))
    , m_replicas(compare::numberEdit(1, kMostReplicas, {}, this))
    , m_threads(compare::numberEdit(1, kMostThreads, {}, this))
{
    m_delay->setObjectName(QStringLiteral("boxDelay"));
    m_workers->setObjectName(QStringLiteral("boxWorkers"));
    m_ttl->setObjectName(QStringLiteral("boxTtl"));
    m_algorithm->setObjectName(QStringLiteral("boxAlgorithm"));
    m_replicas->setObjectName(QStringLiteral("boxReplicas"));
    offer(m_policy, experiment::kPolicies);
    offer(m_algorithm, experiment::kAlgorithms);
    build();
}

void SpecSettings::build()
{
    auto *rows = compare::settingsRows(this, tr("Settings"));
    compare::addRow(rows, tr("Delay"), m_delay, tr("How long it takes to make a page"));
    compare::addRow(rows, tr("Workers"), m_workers, tr("Requests served at once; more wait; 0: no limit"));
    compare::addRow(rows, tr("Queue"), m_queue,
                    tr("Requests that may wait for a worker; beyond it the server answers 503"));
    compare::addRow(rows, tr("TTL"), m_ttl, tr("How long an answer is kept that does not say so itself"));
    compare::addRow(rows, tr("Capacity"), m_capacity, tr("Most answers in the cache"));
    compare::addRow(rows, tr("Policy"), m_policy, tr("Which answer goes when the cache is full"));
    compare::addRow(rows, tr("Algorithm"), m_algorithm, tr("Whom the balancer asks next"));
    compare::addRow(rows, tr("Replicas"), m_replicas, tr("Copies of the server that the balancer asks"));
    compare::addRow(rows, tr("Threads"), m_threads, tr("Event loops of this server"));
    m_singleFlight->setToolTip(tr("Users who miss at the same time share one request to what is behind"));
    rows->addWidget(m_singleFlight);
    for (auto *field : {m_workers, m_queue, m_capacity, m_threads})
        connect(field, &QSpinBox::valueChanged, this, &SpecSettings::edited);
    for (auto *field : {m_delay, m_ttl})
        connect(field, &DurationEdit::durationEdited, this, &SpecSettings::edited);
    for (auto *field : {m_policy, m_algorithm})
        connect(field, &QComboBox::currentTextChanged, this, &SpecSettings::edited);
    connect(m_singleFlight, &compare::Switch::toggled, this, &SpecSettings::edited);
    connect(m_replicas, &QSpinBox::valueChanged, this, [this](int replicas) {
        if (!m_filling)
            Q_EMIT replicasEdited(replicas);
    });
}

void SpecSettings::setSpec(const ServerSpec &spec, int replicas)
{
    const QScopedValueRollback filling(m_filling, true);
    m_spec = spec;
    m_delay->setDuration(spec.delay);
    m_workers->setValue(static_cast<int>(spec.workers.value_or(0)));
    m_queue->setValue(spec.queue ? static_cast<int>(*spec.queue) : -1);
    m_ttl->setDuration(spec.ttl);
    m_capacity->setValue(static_cast<int>(std::min<std::uint64_t>(spec.capacity, kMostEntries)));
    m_policy->setCurrentText(QString::fromStdString(spec.policy));
    m_algorithm->setCurrentText(QString::fromStdString(spec.algorithm));
    m_singleFlight->setChecked(spec.singleFlight);
    m_replicas->setValue(std::max(1, replicas));
    m_threads->setValue(static_cast<int>(spec.threads));
    m_shown = inFields();
    const bool makesPages = !experiment::asksOthers(spec.kind);
    for (auto *field : std::initializer_list<QWidget *>{m_delay, m_workers, m_queue})
        compare::showRow(field, makesPages);
    for (auto *field : std::initializer_list<QWidget *>{m_ttl, m_capacity, m_policy})
        compare::showRow(field, experiment::isCache(spec.kind));
    m_singleFlight->setVisible(experiment::isCache(spec.kind));
    compare::showRow(m_algorithm, spec.kind == ServerSpec::Kind::Balancer);
    compare::showRow(m_replicas, replicas > 0);
}

ServerSpec SpecSettings::inFields() const
{
    ServerSpec spec;
    spec.delay = m_delay->duration();
    if (m_workers->value() > 0)
        spec.workers = static_cast<std::uint32_t>(m_workers->value());
    if (m_queue->value() >= 0)
        spec.queue = static_cast<std::uint32_t>(m_queue->value());
    spec.ttl = m_ttl->duration();
    spec.capacity = static_cast<std::uint64_t>(m_capacity->value());
    spec.policy = m_policy->currentText().toStdString();
    spec.algorithm = m_algorithm->currentText().toStdString();
    spec.singleFlight = m_singleFlight->isChecked();
    spec.threads = static_cast<std::uint32_t>(m_threads->value());
    return spec;
}

// Only what was edited: a plan file may hold more than a field can show, and keeps it.
void SpecSettings::edited()
{
    if (m_filling)
        return;
    const ServerSpec now = inFields();
    const auto take = [this, &now](auto ServerSpec::*field) {
        if (now.*field != m_shown.*field)
            m_spec.*field = now.*field;
    };
    take(&ServerSpec::delay);
    take(&ServerSpec::workers);
    take(&ServerSpec::queue);
    take(&ServerSpec::ttl);
    take(&ServerSpec::capacity);
    take(&ServerSpec::policy);
    take(&ServerSpec::algorithm);
    take(&ServerSpec::singleFlight);
    take(&ServerSpec::threads);
    m_shown = now;
    Q_EMIT specEdited(m_spec);
}

}
