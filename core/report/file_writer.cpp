#include "report/file_writer.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <algorithm>
#include <system_error>

namespace escala::report
{

namespace
{

QString tr(const char *english)
{
    return QCoreApplication::translate("FileWriter", english);
}

std::unexpected<std::string> refuse(const QString &path, const QString &cause)
{
    return std::unexpected(
        tr("%1 can't be written: %2. Free some space or choose another folder.").arg(path, cause).toStdString());
}

/// A device or a pipe, such as /dev/null.
bool isSpecial(const std::filesystem::path &file)
{
    std::error_code error;
    return std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error)
        && !std::filesystem::is_directory(file, error);
}

/// QSaveFile would put a new file in the place of a device, where the folder permits.
std::expected<void, std::string> writeStraight(const QString &path, std::string_view content)
{
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return refuse(path, out.errorString());
    const auto size = static_cast<qint64>(content.size());
    if (out.write(content.data(), size) != size)
        return refuse(path, out.errorString());
    return {};
}

}

std::expected<void, std::string> writeFile(const std::filesystem::path &file, std::string_view content)
{
    const QString path = QString::fromStdString(file.string());
    std::error_code error;
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    if (error)
        return refuse(path, QString::fromStdString(error.message()));
    if (isSpecial(file))
        return writeStraight(path, content);
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return refuse(path, out.errorString());
    const auto size = static_cast<qint64>(content.size());
    if (out.write(content.data(), size) != size || !out.commit())
        return refuse(path, out.errorString());
    return {};
}

std::string fileStem(std::string_view targetName)
{
    std::string stem;
    for (const char each : targetName) {
        const auto byte = static_cast<unsigned char>(each);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
            || byte == '-' || byte == '_' || (byte == '.' && !stem.empty());
        if (plain)
            stem += each;
        else if (!stem.empty() && stem.back() != '-')
            stem += '-';
    }
    while (stem.ends_with('-') || stem.ends_with('.'))
        stem.pop_back();
    constexpr std::size_t kLongest = 100;
    stem.resize(std::min(stem.size(), kLongest));
    return stem.empty() ? "target" : stem;
}

}
