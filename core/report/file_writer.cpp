#include "report/file_writer.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <system_error>

namespace escala::report {

namespace {

QString tr(const char *english)
{
    return QCoreApplication::translate("FileWriter", english);
}

QString remedyFor(QFileDevice::FileError error)
{
    if (error == QFileDevice::ResourceError)
        return tr("Free some space or choose another folder.");
    if (error == QFileDevice::OpenError || error == QFileDevice::PermissionsError)
        return tr("Choose another folder, or change its permissions.");
    return tr("Choose another folder.");
}

std::unexpected<std::string> refuse(const QString &path, const QString &cause, const QString &remedy)
{
    return std::unexpected(tr("%1 can't be written: %2. %3").arg(path, cause, remedy).toStdString());
}

std::unexpected<std::string> refuse(const QString &path, const QFileDevice &file)
{
    return refuse(path, file.errorString(), remedyFor(file.error()));
}

/// The name as Qt takes it; empty where it is no name that Qt would keep to the byte.
QString pathOf(const std::filesystem::path &file)
{
    const std::string &bytes = file.native();
    QString path = QString::fromStdString(bytes);
    return bytes.find('\0') == std::string::npos && path.toStdString() == bytes ? path : QString();
}

/// A device or a pipe, such as /dev/null.
bool isSpecial(const std::filesystem::path &file)
{
    std::error_code error;
    return std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error)
        && !std::filesystem::is_directory(file, error);
}

/// Without a buffer of Qt's: what fails, fails where its cause is still known, not in a commit that has forgotten it.
constexpr auto kUnbuffered = QIODevice::WriteOnly | QIODevice::Unbuffered;

/// A disk that fills up takes a part of a write first; only the next attempt says why.
bool writeAll(QFileDevice &out, std::string_view content)
{
    while (!content.empty()) {
        const qint64 written = out.write(content.data(), static_cast<qint64>(content.size()));
        if (written <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// QSaveFile would put a new file in the place of a device, where the folder permits.
std::expected<void, std::string> writeStraight(const QString &path, std::string_view content)
{
    QFile out(path);
    if (!out.open(kUnbuffered) || !writeAll(out, content))
        return refuse(path, out);
    return {};
}

}

std::expected<void, std::string> writeFile(const std::filesystem::path &file, std::string_view content)
{
    const QString path = pathOf(file);
    std::error_code error;
    if (path.isEmpty() || !file.has_filename() || std::filesystem::is_directory(file, error))
        return refuse(QString::fromStdString(file.native()), tr("this is not the name of a file"),
                      tr("Choose another name."));
    error.clear(); // a file that is not there yet is no error
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    if (error)
        return refuse(
            path, tr("its folder can't be made (%1)").arg(QString::fromStdString(error.message())),
            remedyFor(error == std::errc::no_space_on_device ? QFileDevice::ResourceError : QFileDevice::OpenError));
    if (isSpecial(file))
        return writeStraight(path, content);
    QSaveFile out(path);
    if (!out.open(kUnbuffered) || !writeAll(out, content) || !out.commit())
        return refuse(path, out);
    return {};
}

std::string fileStem(std::string_view targetName)
{
    constexpr qsizetype kLongest = 60; // at most 180 of the 255 bytes that a name may have
    QString stem;
    for (const QChar each : QString::fromUtf8(targetName.data(), static_cast<qsizetype>(targetName.size()))) {
        const bool plain = each.isLetterOrNumber() || each == u'-' || each == u'_' || (each == u'.' && !stem.isEmpty());
        if (plain)
            stem += each;
        else if (!stem.isEmpty() && !stem.endsWith(u'-'))
            stem += u'-';
    }
    stem.truncate(kLongest);
    while (stem.endsWith(u'-') || stem.endsWith(u'.'))
        stem.chop(1);
    return stem.isEmpty() ? "target" : stem.toStdString();
}

}
