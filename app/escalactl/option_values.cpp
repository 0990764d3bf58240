#include "option_values.h"

#include <CLI/CLI.hpp>

#include <QFile>

#include <fmt/format.h>

#include <charconv>

namespace escala::ctl {

namespace {

constexpr qint64 kMaxFileBytes = 64 << 20;

std::string trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    const auto end = text.find_last_not_of(" \t");
    return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, end - begin + 1));
}

}

std::pair<std::string, std::string> headerOf(const std::string &field)
{
    const auto colon = field.find(':');
    if (colon == std::string::npos || colon == 0)
        throw CLI::ValidationError("--header", fmt::format("\"{}\" must be written 'Name: value'", field));
    return {field.substr(0, colon), trimmed(std::string_view(field).substr(colon + 1))};
}

load::ResolveOverride resolveOf(const std::string &entry)
{
    load::ResolveOverride given;
    const auto first = entry.find(':');
    const auto second = first == std::string::npos ? first : entry.find(':', first + 1);
    if (second == std::string::npos || first == 0 || second + 1 == entry.size())
        throw CLI::ValidationError("--resolve", fmt::format("\"{}\" must be written HOST:PORT:ADDRESS", entry));
    given.host = QByteArray::fromStdString(entry.substr(0, first)).toLower().toStdString();
    const char *portEnd = entry.data() + second;
    const auto [end, error] = std::from_chars(entry.data() + first + 1, portEnd, given.port);
    if (error != std::errc() || end != portEnd || given.port == 0)
        throw CLI::ValidationError("--resolve", fmt::format("the port in \"{}\" must be 1 to 65535", entry));
    given.address = entry.substr(second + 1);
    if (given.address.starts_with('[') && given.address.ends_with(']'))
        given.address = given.address.substr(1, given.address.size() - 2);
    return given;
}

std::expected<std::string, std::string> readWhole(const std::string &name)
{
    QFile file(QString::fromStdString(name));
    QByteArray content;
    if (file.open(QIODevice::ReadOnly))
        content = file.read(kMaxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(fmt::format("{} can't be read: {}", name, file.errorString().toStdString()));
    if (content.size() > kMaxFileBytes)
        return std::unexpected(fmt::format("{} is larger than 64 MiB", name));
    return content.toStdString();
}

}
