#include "servers/cache/backend/stored_entry.h"

#include "http/field_syntax.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::string_view kMagic = "escala/1 ";
constexpr std::string_view kKeyStart = "escala:1:";
constexpr std::size_t kLongestKey = 200; // memcached takes 250

/// The number before the next blank, taken off the front.
std::optional<std::uint64_t> takeNumber(std::string_view &text)
{
    const auto end = std::min(text.find(' '), text.size());
    const auto number = http::parseDigits(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max() / 4; // of microseconds, added up
    return number && *number <= kMost ? number : std::nullopt;
}

StoredEntry::Time timeOf(std::uint64_t microseconds)
{
    return StoredEntry::Time(std::chrono::microseconds(static_cast<std::int64_t>(microseconds)));
}

std::string digestOf(std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (unsigned i = 0; i < size; ++i)
        fmt::format_to(std::back_inserter(hex), "{:02x}", digest[i]);
    return hex;
}

}

std::string encodeEntry(const StoredEntry &entry)
{
    const auto &response = *entry.response;
    return fmt::format("{}{} {} {} {} {} {}\n{}{}", kMagic, response.status, entry.askedAt.time_since_epoch().count(),
                       entry.storedAt.time_since_epoch().count(), entry.lifetime.count(), response.fields.size(),
                       response.body.size(), response.fields, response.body);
}

std::optional<StoredEntry> decodeEntry(std::string_view bytes)
{
    const auto end = bytes.find('\n');
    if (!bytes.starts_with(kMagic) || end == std::string_view::npos)
        return std::nullopt;
    auto line = bytes.substr(kMagic.size(), end - kMagic.size());
    std::array<std::uint64_t, 6> numbers{};
    for (auto &number : numbers) {
        const auto taken = takeNumber(line);
        if (!taken)
            return std::nullopt;
        number = *taken;
    }
    const auto [status, asked, stored, lifetime, fields, body] = numbers;
    bytes.remove_prefix(end + 1);
    if (!line.empty() || status < 200 || status > 599 || fields > bytes.size() || body != bytes.size() - fields)
        return std::nullopt;
    return StoredEntry{
        .response = std::make_shared<const StoredResponse>(StoredResponse{
            static_cast<unsigned>(status), std::string(bytes.substr(0, fields)), std::string(bytes.substr(fields))}),
        .askedAt = timeOf(asked),
        .storedAt = timeOf(stored),
        .lifetime = std::chrono::microseconds(static_cast<std::int64_t>(lifetime))};
}

std::string backendKeyOf(std::string_view page)
{
    const bool plain =
        page.size() <= kLongestKey && std::ranges::all_of(page, [](char c) { return c > ' ' && c < '\x7f'; });
    return plain ? std::string(kKeyStart).append(page)
                 : std::string(kKeyStart).append("sha256:").append(digestOf(page));
}

}
