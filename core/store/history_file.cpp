#include "store/history_file.h"

#include <QStandardPaths>
#include <QString>

namespace escala::store {

std::filesystem::path defaultHistoryFile()
{
    if (const QByteArray named = qgetenv("ESCALA_HISTORY"); !named.isEmpty())
        return named.toStdString();
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(data.toStdString()) / "escala" / "history.sqlite";
}

}
