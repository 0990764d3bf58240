#include "load/request/feed_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace escala::load {

namespace {

struct CloseFile {
    void operator()(std::FILE *file) const noexcept { static_cast<void>(std::fclose(file)); }
};

std::expected<std::string, std::string> wholeFile(const std::filesystem::path &path)
{
    const auto cause = [&path] { return fmt::format("{} can't be read: {}", path.string(), std::strerror(errno)); };
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return std::unexpected(cause());
    std::string text;
    constexpr std::size_t piece = 256UL * 1024;
    for (std::size_t got = piece; got > 0;) {
        const auto before = text.size();
        text.resize(before + piece);
        got = std::fread(text.data() + before, 1, piece, file.get());
        text.resize(before + got);
        if (std::ferror(file.get()) != 0)
            return std::unexpected(cause());
        if (text.size() > FeedTable::kMaxBytes)
            return std::unexpected(
                fmt::format("{} is larger than {} MiB", path.string(), FeedTable::kMaxBytes / 1024 / 1024));
    }
    return text;
}

}

std::optional<std::size_t> FeedTable::columnNamed(std::string_view name) const noexcept
{
    const auto found = std::ranges::find(m_columns, name);
    if (found == m_columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_columns.begin());
}

void FeedTable::addValue(std::string_view value)
{
    m_text += value;
    m_ends.push_back(static_cast<std::uint32_t>(m_text.size()));
}

std::expected<FeedTable, std::string> FeedTable::read(const std::filesystem::path &file)
{
    const auto text = wholeFile(file);
    if (!text)
        return std::unexpected(text.error());
    const auto ending = file.extension();
    const bool json = ending == ".json" || ending == ".jsonl" || ending == ".ndjson";
    auto table = json ? fromJsonLines(*text) : fromCsv(*text);
    if (!table)
        return std::unexpected(fmt::format("{}: {}", file.string(), table.error()));
    return table;
}

}
