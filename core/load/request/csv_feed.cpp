#include "load/request/feed_table.h"

#include <fmt/format.h>

#include <set>

// RFC 4180. The libraries for CSV that Debian has don't say in which line something is wrong.

namespace escala::load {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Reads row after row; `error` says what is wrong with the last one.
class CsvReader {
public:
    explicit CsvReader(std::string_view text)
        : m_text(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text)
    {
    }

    /// False at the end of the text, or at an error.
    bool next(std::vector<std::string> &fields)
    {
        while (m_at < m_text.size() && endsLine())
            skipLineEnd();
        fields.clear();
        m_rowLine = m_line;
        if (m_at == m_text.size())
            return false;
        for (;;) {
            if (!field(fields.emplace_back()))
                return false;
            if (m_at == m_text.size())
                return true;
            if (endsLine()) {
                skipLineEnd();
                return true;
            }
            ++m_at; // the comma
        }
    }
    [[nodiscard]] std::size_t line() const noexcept { return m_rowLine; }
    [[nodiscard]] const std::string &error() const noexcept { return m_error; }

private:
    [[nodiscard]] bool endsLine() const noexcept
    {
        return m_text[m_at] == '\n' || m_text.substr(m_at).starts_with("\r\n");
    }
    void skipLineEnd() noexcept
    {
        m_at += m_text[m_at] == '\n' ? 1U : 2U;
        ++m_line;
    }
    bool refuse(std::size_t line, std::string_view what)
    {
        m_error = fmt::format("line {}: {}", line, what);
        return false;
    }
    bool field(std::string &value)
    {
        if (m_at < m_text.size() && m_text[m_at] == '"')
            return quoted(value);
        const auto start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != ',' && !endsLine()) {
            if (m_text[m_at] == '"')
                return refuse(m_line,
                              "a quote within a field; expected the whole field in quotes, and \"\" for a quote");
            ++m_at;
        }
        value = m_text.substr(start, m_at - start);
        return true;
    }
    bool quoted(std::string &value)
    {
        const auto opened = m_line;
        for (++m_at;; ++m_at) {
            if (m_at == m_text.size())
                return refuse(opened, "a quote is opened and never closed");
            if (m_text[m_at] == '"') {
                ++m_at;
                if (m_at == m_text.size() || m_text[m_at] == ',' || endsLine())
                    return true;
                if (m_text[m_at] != '"')
                    return refuse(m_line, "expected a comma or the end of the line after a closing quote");
            }
            m_line += m_text[m_at] == '\n' ? 1U : 0U;
            value += m_text[m_at];
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_rowLine = 1;
    std::string m_error;
};

}

std::expected<FeedTable, std::string> FeedTable::fromCsv(std::string_view text)
{
    CsvReader reader(text);
    std::vector<std::string> fields;
    if (!reader.next(fields))
        return std::unexpected(reader.error().empty()
                                   ? "expected a header row that names the columns; the file is empty"
                                   : reader.error());
    std::set<std::string> names;
    for (const std::string &name : fields) {
        if (name.empty())
            return std::unexpected(fmt::format("line {}: a column has no name", reader.line()));
        if (!names.insert(name).second)
            return std::unexpected(fmt::format("line {}: two columns are named \"{}\"", reader.line(), name));
    }
    FeedTable table;
    table.name(fields);
    while (reader.next(fields)) {
        if (fields.size() != table.columns().size())
            return std::unexpected(fmt::format("line {}: expected {} fields as in the header, not {}", reader.line(),
                                               table.columns().size(), fields.size()));
        table.beginRow(reader.line());
        for (const std::string &field : fields)
            table.addValue(field);
    }
    if (!reader.error().empty())
        return std::unexpected(reader.error());
    if (table.rows() == 0)
        return std::unexpected("expected at least one row below the header");
    return table;
}

}
