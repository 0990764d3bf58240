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

Q_SIGNALS:
    void allRequested();   ///< Into a folder of its own, without questions.
    void allToRequested(); ///< Into a folder to be chosen.
    void textRequested(escala::compare::TextFormat format);
    void chartRequested(const QString &chart);
};

/// "Response time" for "response-time".
[[nodiscard]] QString chartTitle(const QString &chart);

}
