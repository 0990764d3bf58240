#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::load {

/// Rows of named values, read whole before a run: what a feed deals to requests.
///
/// All values lie in one block of memory, so a look-up is two reads and no allocation. Immutable once read; any thread.
class FeedTable {
public:
    /// Larger files are refused.
    static constexpr std::size_t kMaxBytes = 256UL * 1024 * 1024;

    /// RFC 4180 with a header row that names the columns: fields in quotes may hold commas, line ends and doubled
    /// quotes; lines end in CRLF or LF; a byte order mark and empty lines are passed over. Every row has as many fields
    /// as the header. The error says the line and what was expected.
    [[nodiscard]] static std::expected<FeedTable, std::string> fromCsv(std::string_view text);
    /// One JSON object a line; the fields of the first one name the columns, and every other line must have them (more
    /// are passed over). A text is taken without its quotes, null is empty, any other value stands as its JSON.
    [[nodiscard]] static std::expected<FeedTable, std::string> fromJsonLines(std::string_view text);
    /// By the file's name: .json, .jsonl and .ndjson hold JSON lines, everything else CSV. The error names the file.
    [[nodiscard]] static std::expected<FeedTable, std::string> read(const std::filesystem::path &file);

    [[nodiscard]] std::size_t rows() const noexcept { return m_lines.size(); }
    [[nodiscard]] const std::vector<std::string> &columns() const noexcept { return m_columns; }
    [[nodiscard]] std::optional<std::size_t> columnNamed(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view value(std::size_t row, std::size_t column) const noexcept
    {
        const std::size_t cell = row * m_columns.size() + column;
        return std::string_view(m_text).substr(m_ends[cell], m_ends[cell + 1] - m_ends[cell]);
    }
    /// 1-based line of its file at which a row starts.
    [[nodiscard]] std::size_t lineOf(std::size_t row) const noexcept { return m_lines[row]; }

    // For the readers of the formats.
    void name(std::vector<std::string> columns) { m_columns = std::move(columns); }
    void beginRow(std::size_t line) { m_lines.push_back(static_cast<std::uint32_t>(line)); }
    void addValue(std::string_view value);

private:
    std::vector<std::string> m_columns;
    std::string m_text;
    std::vector<std::uint32_t> m_ends{0}; ///< Of each value in m_text, row after row; a leading 0.
    std::vector<std::uint32_t> m_lines;
};

}
