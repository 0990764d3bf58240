#pragma once

#include "compare/experiment_model.h"
#include "compare/view_settings.h"
#include "experiment/runner.h"

#include <QWidget>

namespace escala::compare {

class LoadSettings;
class RepeatSettings;
class ServerSettings;

/// Load, rounds, servers and view: everything that can be set, in one column. Edits go straight into the model.
class SettingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPanel(ExperimentModel &model, QWidget *parent = nullptr);

    /// While a run is under way its settings stay; the view may be changed at any time.
    void setEditable(bool editable);
    /// What a run has achieved so far, where it is compared with what was planned.
    void showView(const experiment::RunView &view);
    [[nodiscard]] RepeatSettings *repeat() const noexcept { return m_repeat; }
    [[nodiscard]] ViewSettings *view() const noexcept { return m_view; }

private:
    void refresh();

    ExperimentModel &m_model;
    LoadSettings *m_load;
    RepeatSettings *m_repeat;
    ServerSettings *m_servers;
    ViewSettings *m_view;
};

}
