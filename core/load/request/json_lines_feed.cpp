#include "load/request/feed_table.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace escala::load {

namespace {

std::string_view plain(boost::json::string_view text)
{
    return {text.data(), text.size()};
}

std::string textOf(const boost::json::value &value)
{
    if (const auto *text = value.if_string())
        return {text->data(), text->size()};
    if (const double *number = value.if_double())
        return fmt::format("{}", *number); // Boost.JSON would write 1.5 as 1.5E0
    return value.is_null() ? std::string() : boost::json::serialize(value);
}

std::expected<boost::json::object, std::string> objectOf(std::string_view line, std::size_t number)
{
    boost::system::error_code error;
    boost::json::value value = boost::json::parse(boost::json::string_view(line.data(), line.size()), error);
    if (error)
        return std::unexpected(fmt::format("line {}: this is not JSON ({})", number, error.message()));
    if (!value.is_object())
        return std::unexpected(fmt::format("line {}: expected an object in braces", number));
    return std::move(value.get_object());
}

}

std::expected<FeedTable, std::string> FeedTable::fromJsonLines(std::string_view text)
{
    FeedTable table;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const auto object = objectOf(line, number);
        if (!object)
            return std::unexpected(object.error());
        if (table.rows() == 0) {
            std::vector<std::string> columns;
            for (const auto &field : *object)
                columns.emplace_back(plain(field.key()));
            if (columns.empty())
                return std::unexpected(fmt::format("line {}: the object has no fields", number));
            table.name(std::move(columns));
        }
        table.beginRow(number);
        for (const std::string &column : table.columns()) {
            const auto *value = object->if_contains(column);
            if (value == nullptr)
                return std::unexpected(
                    fmt::format("line {}: expected the field \"{}\", as in the first object", number, column));
            table.addValue(textOf(*value));
        }
    }
    if (table.rows() == 0)
        return std::unexpected("expected one JSON object a line; the file is empty");
    return table;
}

}
