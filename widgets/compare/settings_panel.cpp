#include "compare/settings_panel.h"

#include "compare/load_settings.h"
#include "compare/model_settings.h"
#include "compare/repeat_settings.h"
#include "compare/server_settings.h"

#include <QVBoxLayout>

namespace escala::compare {

SettingsPanel::SettingsPanel(ExperimentModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_load(new LoadSettings(this))
    , m_repeat(new RepeatSettings(this))
    , m_servers(new ServerSettings(this))
    , m_view(new ViewSettings(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_load);
    column->addWidget(m_repeat);
    column->addWidget(m_servers);
    column->addWidget(m_view);
    column->addStretch(1);
    connect(m_load, &LoadSettings::planEdited, &m_model, &ExperimentModel::setPlan);
    connect(m_servers, &ServerSettings::serversEdited, &m_model, &ExperimentModel::changeServers);
    connect(&m_model, &ExperimentModel::changed, this, &SettingsPanel::refresh);
    refresh();
}

void SettingsPanel::setEditable(bool editable)
{
    m_load->setEnabled(editable);
    m_repeat->setEnabled(editable);
    m_servers->setEnabled(editable);
}

void SettingsPanel::showView(const experiment::RunView &view)
{
    m_load->model()->showView(view);
}

void SettingsPanel::refresh()
{
    m_load->setPlan(m_model.experiment().plan);
    m_load->setProblem(m_model.problem());
    m_servers->setExperiment(m_model.experiment());
}

}
