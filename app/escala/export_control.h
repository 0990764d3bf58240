#pragma once

#include "compare/export_menu.h"
#include "compare/result_exporter.h"
#include "window/window_settings.h"

#include <QObject>

#include <functional>

namespace escala::window {

struct SaveQuestion;

/// Asks where exports go, has them written, and tells how it went.
class ExportControl : public QObject {
    Q_OBJECT

public:
    /// `result`: gives the one to be exported, or null.
    ExportControl(WindowSettings &settings, std::function<compare::ResultPtr()> result, QWidget *window);

    /// The menu of the Export… button.
    [[nodiscard]] compare::ExportMenu *menu() const noexcept { return m_menu; }
    /// Asks for a file of one chart.
    void askForChart(const QString &chart);

Q_SIGNALS:
    /// All rounds are to be written into that folder.
    void roundsRequested(const QString &folder);
    void progressed(int done, int all);
    void written(const QString &path);
    void failed(const QString &sentence);

private:
    using Chosen = std::function<void(const compare::ResultPtr &, const QString &)>;

    void exportAll();
    void askFolder(const QString &title, const Chosen &chosen);
    void ask(const SaveQuestion &question, const Chosen &chosen);
    [[nodiscard]] std::function<void(const QString &)> withResult(const Chosen &chosen);
    void askForText(compare::TextFormat format);

    WindowSettings &m_settings;
    std::function<compare::ResultPtr()> m_result;
    QWidget *m_window;
    compare::ExportMenu *m_menu;
    compare::ResultExporter m_exporter;
};

}
