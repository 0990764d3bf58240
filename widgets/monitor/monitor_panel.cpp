#include "watch/monitor_panel.h"

#include "compare/duration_edit.h"
#include "compare/settings_rows.h"
#include "compare/switch.h"
#include "watch/watch_words.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace escala::watch {

using namespace std::chrono_literals;
using monitor::SloPlan;

namespace {

constexpr int kRow = 30;
constexpr double kMostPercent = 99.999;

/// "99.9 %", not "99.900 %".
class PercentEdit : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    [[nodiscard]] QString textFromValue(double value) const override
    {
        constexpr int kDigits = 6;
        return locale().toString(value, 'g', kDigits);
    }
};

QDoubleSpinBox *percentEdit(QWidget *parent)
{
    auto *edit = new PercentEdit(parent);
    edit->setRange(0, kMostPercent);
    edit->setDecimals(3);
    edit->setSuffix(MonitorPanel::tr(" %"));
    edit->setSpecialValueText(MonitorPanel::tr("none"));
    edit->setKeyboardTracking(false);
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    edit->setAlignment(Qt::AlignRight);
    return edit;
}

std::optional<SloPlan> planOf(SloPlan::Kind kind, double percent, std::chrono::nanoseconds threshold, int days,
                              const std::optional<SloPlan> &before)
{
    if (percent <= 0)
        return std::nullopt;
    SloPlan plan = before.value_or(
        SloPlan{.name = kind == SloPlan::Kind::Availability ? "availability" : "latency", .targets = {}, .kind = kind});
    plan.objective = percent / 100;
    plan.threshold = threshold;
    plan.window = days * 24h;
    return plan;
}

}

MonitorPanel::MonitorPanel(PlanModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_windows(new QListWidget(this))
    , m_available(nullptr)
    , m_fast(nullptr)
    , m_threshold(nullptr)
    , m_days(nullptr)
    , m_failures(nullptr)
    , m_certificate(nullptr)
    , m_notify(new compare::Switch(tr("Notifications"), this))
    , m_tray(new compare::Switch(tr("Stay in the tray"), this))
{
    build();
    connect(m_windows, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT windowChosen(std::size_t(row));
    });
    connect(&m_model, &PlanModel::changed, this, &MonitorPanel::refresh);
    refresh();
}

void MonitorPanel::build()
{
    auto *heading = new QLabel(tr("Window"), this);
    heading->setObjectName(QStringLiteral("heading"));
    m_windows->setObjectName(QStringLiteral("steps"));
    m_windows->setAccessibleName(tr("Window of time"));
    m_windows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_windows->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (std::size_t window = 0; window < monitor::kWindows.size(); ++window)
        (new QListWidgetItem(windowName(window), m_windows))->setSizeHint({0, kRow});
    m_windows->setFixedHeight(int(monitor::kWindows.size()) * kRow + 2);
    m_windows->setCurrentRow(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto *windows = new QVBoxLayout;
    windows->setSpacing(2);
    windows->addWidget(heading);
    windows->addWidget(m_windows);
    column->addLayout(windows);
    column->addWidget(buildObjectives());
    column->addWidget(buildAlerts());
    column->addWidget(buildNotices());
    column->addStretch(1);
}

QWidget *MonitorPanel::buildObjectives()
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Objectives for all"));
    m_available = percentEdit(box);
    m_available->setObjectName(QStringLiteral("sloAvailable"));
    m_fast = percentEdit(box);
    m_fast->setObjectName(QStringLiteral("sloFast"));
    m_threshold = new compare::DurationEdit(1ms, monitor::MonitorPlan::kLongestTimeout, {}, box);
    m_threshold->setObjectName(QStringLiteral("sloThreshold"));
    m_days = compare::numberEdit(1, 30, {}, box);
    m_days->setSuffix(tr(" d", "days"));
    compare::addRow(rows, tr("Available"), m_available, tr("Share of all probes that should be good; 0: no objective"));
    compare::addRow(rows, tr("Fast"), m_fast,
                    tr("Share of good probes that should take the time below at most; 0: no objective"));
    compare::addRow(rows, tr("within"), m_threshold,
                    tr("What counts as fast, from the first look-up to the last byte"));
    compare::addRow(rows, tr("over"), m_days, tr("The window of the error budget"));
    for (auto *edit : {m_available, m_fast})
        connect(edit, &QDoubleSpinBox::valueChanged, this, &MonitorPanel::changeObjectives);
    connect(m_threshold, &compare::DurationEdit::durationEdited, this, &MonitorPanel::changeObjectives);
    connect(m_days, &QSpinBox::valueChanged, this, &MonitorPanel::changeObjectives);
    return box;
}

QWidget *MonitorPanel::buildAlerts()
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Alerts"));
    m_failures = compare::numberEdit(1, 100, {}, box);
    m_failures->setObjectName(QStringLiteral("failures"));
    m_certificate = compare::numberEdit(0, 365, tr("never"), box);
    m_certificate->setSuffix(tr(" d", "days"));
    compare::addRow(rows, tr("Failures in a row"), m_failures, tr("So many failed probes make a target down"));
    compare::addRow(rows, tr("Certificate ends"), m_certificate,
                    tr("So many days before a certificate ends there is an alert"));
    connect(m_failures, &QSpinBox::valueChanged, this, &MonitorPanel::changeAlerts);
    connect(m_certificate, &QSpinBox::valueChanged, this, &MonitorPanel::changeAlerts);
    return box;
}

QWidget *MonitorPanel::buildNotices()
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Who is told"));
    m_notify->setObjectName(QStringLiteral("notify"));
    m_notify->setToolTip(tr("Alerts are shown on the desktop, also while another window is in front"));
    m_tray->setObjectName(QStringLiteral("stayInTray"));
    rows->addWidget(m_notify);
    rows->addWidget(m_tray);
    setOptions({});
    setTrayAvailable(true);
    for (auto *each : {m_notify, m_tray})
        connect(each, &compare::Switch::toggled, this, &MonitorPanel::optionsChanged);
    return box;
}

void MonitorPanel::setWindow(std::size_t window)
{
    m_windows->setCurrentRow(int(window));
}

std::size_t MonitorPanel::window() const
{
    return std::size_t(std::max(0, m_windows->currentRow()));
}

void MonitorPanel::setOptions(const Options &options)
{
    const QSignalBlocker notify(m_notify);
    const QSignalBlocker tray(m_tray);
    m_notify->setChecked(options.notify);
    m_tray->setChecked(options.stayInTray);
}

MonitorPanel::Options MonitorPanel::options() const
{
    return {.notify = m_notify->isChecked(), .stayInTray = m_tray->isChecked()};
}

void MonitorPanel::setTrayAvailable(bool available)
{
    m_tray->setEnabled(available);
    m_tray->setToolTip(available ? tr("A closed window goes on watching from the tray; off: closing it ends the watch")
                                 : tr("This desktop has no tray"));
}

void MonitorPanel::refresh()
{
    const auto available = m_model.objective(SloPlan::Kind::Availability);
    const auto fast = m_model.objective(SloPlan::Kind::Latency);
    const QSignalBlocker blockers[]{QSignalBlocker(m_available), QSignalBlocker(m_fast), QSignalBlocker(m_days),
                                    QSignalBlocker(m_failures), QSignalBlocker(m_certificate)};
    m_available->setValue(available ? available->objective * 100 : 0);
    m_fast->setValue(fast ? fast->objective * 100 : 0);
    m_threshold->setDuration(fast.value_or(SloPlan{}).threshold);
    const auto window = available ? available->window : fast.value_or(SloPlan{}).window;
    m_days->setValue(std::max(1, int(window / 24h)));
    m_failures->setValue(int(m_model.plan().alerts.failures));
    m_certificate->setValue(int(m_model.plan().alerts.certificateDays));
}

// One at a time: each change of the model refreshes all fields.
void MonitorPanel::changeObjectives()
{
    const auto available = planOf(SloPlan::Kind::Availability, m_available->value(), m_threshold->duration(),
                                  m_days->value(), m_model.objective(SloPlan::Kind::Availability));
    const auto fast = planOf(SloPlan::Kind::Latency, m_fast->value(), m_threshold->duration(), m_days->value(),
                             m_model.objective(SloPlan::Kind::Latency));
    m_model.setObjective(SloPlan::Kind::Availability, available);
    m_model.setObjective(SloPlan::Kind::Latency, fast);
}

void MonitorPanel::changeAlerts()
{
    auto alerts = m_model.plan().alerts;
    alerts.failures = std::uint32_t(m_failures->value());
    alerts.certificateDays = std::uint32_t(m_certificate->value());
    m_model.setAlerts(alerts);
}

}
