#include "compare/model_settings.h"

#include "compare/settings_rows.h"
#include "compare/stage_curve.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace escala::compare {

using load::Model;

namespace {

constexpr double kFirstRate = 100;

/// Whole rates without decimals.
class RateEdit : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    [[nodiscard]] QString textFromValue(double value) const override
    {
        return locale().toString(value, 'f', value == std::floor(value) ? 0 : decimals());
    }
};

QDoubleSpinBox *rateEdit(QWidget *parent)
{
    auto *edit = new RateEdit(parent);
    edit->setRange(0.01, load::kHighestLevel);
    edit->setDecimals(2);
    edit->setValue(kFirstRate);
    edit->setGroupSeparatorShown(true);
    edit->setKeyboardTracking(false);
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    edit->setAlignment(Qt::AlignRight);
    edit->setSuffix(QStringLiteral("/s"));
    return edit;
}

}

ModelSettings::ModelSettings(QWidget *parent)
    : QWidget(parent)
    , m_model(new QComboBox(this))
    , m_users(numberEdit(1, static_cast<int>(load::LoadPlan::kMaxUsers), {}, this))
    , m_rate(rateEdit(this))
    , m_arrivals(new QComboBox(this))
    , m_maxInFlight(numberEdit(1, static_cast<int>(load::LoadPlan::kMaxInFlight), {}, this))
    , m_thinkTime(new QLineEdit(this))
    , m_stageText(new QLineEdit(this))
    , m_stageProblem(new QLabel(this))
    , m_curve(new StageCurve(this))
{
    m_model->setObjectName(QStringLiteral("model"));
    m_users->setObjectName(QStringLiteral("users"));
    m_rate->setObjectName(QStringLiteral("rate"));
    m_arrivals->setObjectName(QStringLiteral("arrivals"));
    m_maxInFlight->setObjectName(QStringLiteral("maxInFlight"));
    m_thinkTime->setObjectName(QStringLiteral("thinkTime"));
    m_stageText->setObjectName(QStringLiteral("stages"));
    m_stageProblem->setObjectName(QStringLiteral("problem"));
    m_stageProblem->setWordWrap(true);
    m_stageProblem->hide();
    build();
    showRows();
}

void ModelSettings::build()
{
    m_model->addItem(tr("users"));
    m_model->addItem(tr("arrivals"));
    m_arrivals->addItem(tr("even"));
    m_arrivals->addItem(tr("random"));
    m_thinkTime->setAlignment(Qt::AlignRight);
    m_thinkTime->setPlaceholderText(tr("none"));

    auto *rows = settingsRows(this, tr("Load"));
    addRow(rows, tr("Model"), m_model,
           tr("Users wait for their answers (closed model); arrivals come whatever the server does (open model)"));
    addRow(rows, tr("Users"), m_users,
           tr("Virtual users of each target: each sends, waits for the answer and sends again"));
    addRow(rows, tr("Think time"), m_thinkTime, tr("Pause after each answer: 500ms, 1s..3s or exp 2s"));
    addRow(rows, tr("Rate"), m_rate, tr("Requests a second to each target"));
    addRow(rows, tr("Spacing"), m_arrivals, tr("Even, or random as independent visitors come (Poisson)"));
    addRow(rows, tr("Max in flight"), m_maxInFlight,
           tr("An arrival that finds so many requests sent or waiting is dropped, and counted"));
    addWideRow(rows, tr("Stages"), m_stageText,
               tr("The load over time; empty: the same all along. Such as: ramp 0..200 10s, hold 200 20s, "
                  "spike 800 2s, step 100..500 by 100 1m, 3x(hold 10 5s, spike 100 1s)"));
    m_stageText->setPlaceholderText(QStringLiteral("ramp 0..200 10s, hold 200 20s"));
    rows->addWidget(m_stageProblem);
    rows->addWidget(m_curve);

    for (auto *edit : {m_users, m_maxInFlight})
        connect(edit, &QSpinBox::valueChanged, this, &ModelSettings::changed);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &ModelSettings::changed);
    for (auto *edit : {m_model, m_arrivals})
        connect(edit, &QComboBox::currentIndexChanged, this, &ModelSettings::changed);
    for (auto *edit : {m_thinkTime, m_stageText})
        connect(edit, &QLineEdit::editingFinished, this, &ModelSettings::changed);
}

bool ModelSettings::isOpen() const
{
    return m_model->currentIndex() == static_cast<int>(Model::Open);
}

void ModelSettings::showRows()
{
    const bool staged = !m_stages.empty();
    showRow(m_users, !isOpen() && !staged);
    showRow(m_thinkTime, !isOpen());
    showRow(m_rate, isOpen() && !staged);
    showRow(m_arrivals, isOpen());
    showRow(m_maxInFlight, isOpen());
    m_curve->setVisible(staged);
}

void ModelSettings::setPlan(const load::LoadPlan &plan)
{
    const QScopedValueRollback filling(m_filling, true);
    m_model->setCurrentIndex(static_cast<int>(plan.model));
    m_users->setValue(static_cast<int>(plan.users));
    if (plan.rate > 0)
        m_rate->setValue(plan.rate);
    m_arrivals->setCurrentIndex(static_cast<int>(plan.arrivals));
    m_maxInFlight->setValue(static_cast<int>(plan.maxInFlight));
    m_think = plan.think;
    m_thinkTime->setText(plan.think.isNone() ? QString() : QString::fromStdString(formatThinkTime(plan.think)));
    if (m_stages != plan.stages || m_stageText->text().isEmpty())
        m_stageText->setText(QString::fromStdString(formatStages(plan.stages)));
    m_stages = plan.stages;
    m_curve->setPlan(plan);
    showRows();
}

void ModelSettings::applyTo(load::LoadPlan &plan) const
{
    plan.model = isOpen() ? Model::Open : Model::Closed;
    plan.users = static_cast<std::uint32_t>(m_users->value());
    plan.rate = isOpen() ? m_rate->value() : 0;
    plan.arrivals = static_cast<load::ArrivalLaw>(m_arrivals->currentIndex());
    plan.maxInFlight = static_cast<std::uint32_t>(m_maxInFlight->value());
    plan.think = isOpen() ? load::ThinkTime{} : m_think;
    plan.stages = m_stages;
}

// What can't be read is said, stays where it was typed, and changes nothing.
void ModelSettings::readStages()
{
    const auto typed = m_stageText->text().trimmed().toStdString();
    using Stages = std::expected<std::vector<load::Stage>, std::string>;
    using Think = std::expected<load::ThinkTime, std::string>;
    auto stages = typed.empty() ? Stages() : load::parseStages(typed);
    const auto time = m_thinkTime->text().trimmed().toStdString();
    const auto think = time.empty() ? Think() : load::parseThinkTime(time);
    QString problem;
    if (!stages)
        problem = QString::fromStdString(stages.error());
    else
        m_stages = std::move(*stages);
    if (!think)
        problem = QString::fromStdString(think.error());
    else
        m_think = *think;
    m_stageProblem->setText(problem);
    m_stageProblem->setVisible(!problem.isEmpty());
}

void ModelSettings::changed()
{
    if (m_filling)
        return;
    readStages();
    showRows();
    Q_EMIT edited();
}

void ModelSettings::showView(const experiment::RunView &view)
{
    if (m_stages.empty() || !view.snapshot)
        return;
    std::vector<std::vector<QPointF>> sides;
    for (const auto &target : view.snapshot->targets) {
        auto &line = sides.emplace_back();
        for (const auto &point : target.series) {
            const std::chrono::duration<double> middle = point.start + point.length / 2;
            line.emplace_back(middle.count(), isOpen() ? point.rate(point.good) : static_cast<double>(point.inFlight));
        }
    }
    m_curve->setAchieved(std::move(sides));
}

}
