#include "window/set_aside.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <cerrno>

#include <unistd.h>

namespace escala::window {

std::expected<QString, QString> setAside(const QString &folder, const QString &name, const QByteArray &text)
{
    const auto when = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const auto stem = QDir(folder).filePath(name + QStringLiteral("-unreadable-") + when);
    QFile file(stem + QStringLiteral(".json"));
    const auto make = [&file] { // nothing that is there is opened
        return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
    };
    for (int number = 2; !make(); ++number) {
        if (!file.exists())
            return std::unexpected(file.errorString());
        file.setFileName(QStringLiteral("%1-%2.json").arg(stem).arg(number));
    }
    if (file.write(text) == text.size() && file.flush() && ::fsync(file.handle()) == 0)
        return file.fileName();
    const auto why = file.error() == QFile::NoError ? qt_error_string(errno) : file.errorString();
    file.close();
    QFile::remove(file.fileName()); // by its name: an open one that fails to flush is not removed
    return std::unexpected(why);
}

}
