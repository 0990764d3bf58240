#include "input.h"
#include "load/request/feed_table.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

using escala::load::FeedTable;
using fuzz::require;

namespace {

void appendQuoted(std::string &out, std::string_view value)
{
    out += '"';
    for (const char c : value)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
}

std::string csvOf(const FeedTable &table)
{
    std::string out;
    const auto put = [&](std::size_t column, std::string_view value) {
        appendQuoted(out, value);
        out += column + 1 < table.columns().size() ? "," : "\r\n";
    };
    for (std::size_t column = 0; column < table.columns().size(); ++column)
        put(column, table.columns()[column]);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            put(column, table.value(row, column));
    }
    return out;
}

std::string jsonLinesOf(const FeedTable &table)
{
    std::string out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        boost::json::object object;
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            object[table.columns()[column]] = table.value(row, column);
        out += boost::json::serialize(object) + '\n';
    }
    return out;
}

void requireSame(const FeedTable &a, const FeedTable &b)
{
    require(a.columns() == b.columns() && a.rows() == b.rows(), "the same columns and rows");
    for (std::size_t row = 0; row < a.rows(); ++row) {
        for (std::size_t column = 0; column < a.columns().size(); ++column)
            require(a.value(row, column) == b.value(row, column), "the same values");
    }
}

void check(const FeedTable &table)
{
    require(table.rows() > 0 && !table.columns().empty(), "a table has rows and columns");
    for (std::size_t row = 1; row < table.rows(); ++row)
        require(table.lineOf(row) > table.lineOf(row - 1), "each row starts in a later line");
    for (const std::string &column : table.columns())
        require(table.columns()[table.columnNamed(column).value()] == column, "a column is found by its name");
}

}

// A choice of the format, then a file.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool csv = (input.choice() & 1U) == 0;
    const auto table = csv ? FeedTable::fromCsv(input.text()) : FeedTable::fromJsonLines(input.text());
    if (!table) {
        require(!table.error().empty(), "a refusal says why");
        return 0;
    }
    check(*table);
    const auto again = csv ? FeedTable::fromCsv(csvOf(*table)) : FeedTable::fromJsonLines(jsonLinesOf(*table));
    require(again.has_value(), "what is written can be read");
    requireSame(*table, *again);
    return 0;
}
