#pragma once

#include "charts/chart_export.h"
#include "compare/result_exporter.h"

#include <QMenu>

namespace escala::compare {

/// What can be exported of a result. Asks for nothing itself: file dialogs are the window's.
class ExportMenu : public QMenu {
    Q_OBJECT

public:
    explicit ExportMenu(QWidget *parent = nullptr);

    /// Rounds can be exported; `result`: and what the other entries stand for.
    void setRounds(bool rounds, bool result);

Q_SIGNALS:
    void roundsRequested(); ///< All of them, into a folder to be chosen.
    void allRequested();    ///< Into a folder of its own, without questions.
    void allToRequested();  ///< Into a folder to be chosen.
    void textRequested(escala::compare::TextFormat format);
    void chartRequested(const QString &chart);

private:
    QAction *m_rounds;
};

/// "Response time" for "response-time".
[[nodiscard]] QString chartTitle(const QString &chart);

}
