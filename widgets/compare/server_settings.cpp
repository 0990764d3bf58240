#include "compare/server_settings.h"

#include "compare/duration_edit.h"
#include "compare/settings_rows.h"
#include "compare/switch.h"
#include "experiment/topology.h"

#include <QComboBox>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>

namespace escala::compare {

using namespace std::chrono_literals;
using experiment::ServerSpec;

namespace {

constexpr int kMostEntries = 100'000'000;
constexpr int kMostKeys = 1'000'000'000;
constexpr int kMostWorkers = 100'000;

bool isCached(const ServerSpec &spec)
{
    return experiment::isCache(spec.kind);
}

/// The first that is as wanted; null where there is none.
template <typename Wanted>
const ServerSpec *firstServer(const std::vector<experiment::Target> &targets, const Wanted &wanted)
{
    for (const auto &target : targets)
        for (std::size_t server = 0; server < experiment::serverCount(target); ++server)
            if (const auto &spec = experiment::serverAt(target, server); wanted(spec))
                return &spec;
    return nullptr;
}

}

ServerSettings::ServerSettings(QWidget *parent)
    : QWidget(parent)
    , m_delay(new DurationEdit(0ns, 1h, tr("none"), this))
    , m_ttl(new DurationEdit(1ms, 24h, {}, this))
    , m_capacity(numberEdit(1, kMostEntries, {}, this))
    , m_policy(new QComboBox(this))
    , m_keys(numberEdit(1, kMostKeys, {}, this))
    , m_singleFlight(new Switch(tr("Single flight"), this))
    , m_workers(numberEdit(0, kMostWorkers, tr("no limit"), this))
    , m_queue(numberEdit(-1, kMostWorkers, tr("no limit"), this))
{
    m_delay->setObjectName(QStringLiteral("delay"));
    m_ttl->setObjectName(QStringLiteral("ttl"));
    m_policy->setObjectName(QStringLiteral("policy"));
    m_keys->setObjectName(QStringLiteral("keys"));
    m_workers->setObjectName(QStringLiteral("workers"));
    m_queue->setObjectName(QStringLiteral("queue"));
    build();
}

template <typename Change>
void ServerSettings::edit(const Change &change)
{
    if (!m_filling)
        Q_EMIT serversEdited(change);
}

template <typename Change>
void ServerSettings::editPages(const Change &change)
{
    edit([change](ServerSpec &spec) {
        if (!experiment::asksOthers(spec.kind))
            change(spec);
    });
}

void ServerSettings::build()
{
    m_singleFlight->setToolTip(tr("Users who miss at the same time share one request to the slow handler"));
    auto *rows = settingsRows(this, tr("Servers"));
    addRow(rows, tr("Delay"), m_delay, tr("How long the slow handler takes for an answer"));
    addRow(rows, tr("TTL"), m_ttl, tr("How long the cache keeps an answer"));
    addRow(rows, tr("Capacity"), m_capacity, tr("Most answers in the cache"));
    for (const auto policy : experiment::kPolicies)
        m_policy->addItem(QString::fromLatin1(policy.data(), static_cast<qsizetype>(policy.size())));
    addRow(rows, tr("Policy"), m_policy, tr("Which answer goes when the cache is full"));
    addRow(rows, tr("Pages"), m_keys,
           tr("With more than one, / is another page each time: some are asked for far more often than others"));
    addRow(rows, tr("Workers"), m_workers, tr("Requests served at once; more wait; 0: no limit"));
    addRow(rows, tr("Queue"), m_queue, tr("Requests that may wait for a worker; beyond it the server answers 503"));
    rows->addWidget(m_singleFlight);

    connect(m_delay, &DurationEdit::durationEdited, this,
            [this](auto delay) { editPages([delay](ServerSpec &spec) { spec.delay = delay; }); });
    connect(m_ttl, &DurationEdit::durationEdited, this, [this](auto ttl) {
        edit([ttl](ServerSpec &spec) {
            if (isCached(spec))
                spec.ttl = ttl;
        });
    });
    connect(m_capacity, &QSpinBox::valueChanged, this, [this](int capacity) {
        edit([capacity](ServerSpec &spec) {
            if (isCached(spec))
                spec.capacity = static_cast<std::uint64_t>(capacity);
        });
    });
    connect(m_policy, &QComboBox::currentTextChanged, this, [this](const QString &policy) {
        edit([policy = policy.toStdString()](ServerSpec &spec) {
            if (isCached(spec))
                spec.policy = policy;
        });
    });
    connect(m_keys, &QSpinBox::valueChanged, this, [this](int keys) {
        editPages([keys](ServerSpec &spec) { spec.keys = static_cast<std::uint64_t>(keys); });
    });
    connect(m_singleFlight, &Switch::toggled, this, [this](bool on) {
        edit([on](ServerSpec &spec) {
            if (isCached(spec))
                spec.singleFlight = on;
        });
    });
    connect(m_workers, &QSpinBox::valueChanged, this, [this](int workers) {
        editPages([workers](ServerSpec &spec) {
            spec.workers = workers > 0 ? std::optional(static_cast<std::uint32_t>(workers)) : std::nullopt;
        });
    });
    connect(m_queue, &QSpinBox::valueChanged, this, [this](int queue) {
        editPages([queue](ServerSpec &spec) {
            spec.queue = queue >= 0 ? std::optional(static_cast<std::uint32_t>(queue)) : std::nullopt;
        });
    });
}

void ServerSettings::setExperiment(const experiment::Experiment &experiment)
{
    const QScopedValueRollback filling(m_filling, true);
    const auto &targets = experiment.targets;
    const auto *maker = firstServer(targets, [](const ServerSpec &spec) { return !experiment::asksOthers(spec.kind); });
    const auto *cache = firstServer(targets, isCached);
    setVisible(maker != nullptr || cache != nullptr);
    for (auto *field : std::initializer_list<QWidget *>{m_ttl, m_capacity, m_policy, m_singleFlight})
        field->setEnabled(cache != nullptr);
    for (auto *field : std::initializer_list<QWidget *>{m_delay, m_keys, m_workers, m_queue})
        field->setEnabled(maker != nullptr);
    if (maker != nullptr) {
        m_delay->setDuration(maker->delay);
        m_keys->setValue(static_cast<int>(std::min<std::uint64_t>(maker->keys, kMostKeys)));
        m_workers->setValue(static_cast<int>(maker->workers.value_or(0)));
        m_queue->setValue(maker->queue ? static_cast<int>(*maker->queue) : -1);
    }
    if (const auto *shown = cache != nullptr ? cache : maker) {
        m_ttl->setDuration(shown->ttl);
        m_capacity->setValue(static_cast<int>(std::min<std::uint64_t>(shown->capacity, kMostEntries)));
        m_policy->setCurrentText(QString::fromStdString(shown->policy));
        m_singleFlight->setChecked(shown->singleFlight);
    }
}

}
