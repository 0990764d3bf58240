#include "lab/lab_panel.h"

#include "compare/load_settings.h"
#include "compare/model_settings.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace escala::lab {

namespace {

constexpr int kRowHeight = 30;

}

LabPanel::LabPanel(compare::ExperimentModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_steps(new QListWidget(this))
    , m_load(new compare::LoadSettings(this))
{
    build();
    connect(m_steps, &QListWidget::currentRowChanged, this, &LabPanel::choose);
    connect(m_steps, &QListWidget::itemActivated, this, [this] { choose(m_steps->currentRow()); });
    connect(m_load, &compare::LoadSettings::planEdited, &m_model, &compare::ExperimentModel::setPlan);
    connect(&m_model, &compare::ExperimentModel::changed, this, &LabPanel::refresh);
    refresh();
}

void LabPanel::build()
{
    auto *heading = new QLabel(tr("Steps"), this);
    heading->setObjectName(QStringLiteral("heading"));
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Steps from one server to many"));
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int number = 0;
    for (const auto each : experiment::kLabTemplates) {
        auto *item = new QListWidgetItem(
            QStringLiteral("%1  %2").arg(++number).arg(QString::fromStdString(experiment::titleOf(each))), m_steps);
        item->setToolTip(QString::fromStdString(experiment::lessonOf(each)));
        item->setSizeHint({0, kRowHeight});
    }
    m_steps->setFixedHeight(number * kRowHeight + 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(m_steps);
    column->addWidget(m_load);
    column->addStretch(1);
}

void LabPanel::setEditable(bool editable)
{
    m_steps->setEnabled(editable);
    m_load->setEnabled(editable);
}

void LabPanel::showView(const experiment::RunView &view)
{
    m_load->model()->showView(view);
}

void LabPanel::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(experiment::kLabTemplates.size()))
        return;
    m_model.setExperiment(experiment::labExperiment(experiment::kLabTemplates.at(static_cast<std::size_t>(row))));
}

void LabPanel::refresh()
{
    const QSignalBlocker quiet(m_steps);
    int row = -1;
    for (std::size_t index = 0; index < experiment::kLabTemplates.size(); ++index) {
        const auto step = experiment::labExperiment(experiment::kLabTemplates[index]);
        if (step.targets == m_model.experiment().targets && step.faults == m_model.experiment().faults)
            row = static_cast<int>(index);
    }
    m_steps->setCurrentRow(row);
    m_load->setPlan(m_model.experiment().plan);
    m_load->setProblem(m_model.problem());
}

}
