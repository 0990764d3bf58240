#include "http/cache_header.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <array>
#include <utility>

namespace escala::http {

namespace {

/// Takes the part before the first `separator` outside of quotes off the front (RFC 8941 strings).
std::string_view takePart(std::string_view &text, char separator) noexcept
{
    bool quoted = false;
    std::size_t end = 0;
    for (; end < text.size() && (quoted || text[end] != separator); ++end) {
        if (text[end] == '"')
            quoted = !quoted;
        else if (quoted && text[end] == '\\')
            ++end;
    }
    end = std::min(end, text.size());
    const auto part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

CacheAnswer forwarded(std::string_view why) noexcept
{
    return why == "bypass" || why == "method" || why == "request" ? CacheAnswer::Bypass : CacheAnswer::Miss;
}

/// One cache of a Cache-Status list: `name; hit; ttl=-3`, `name; fwd=miss; collapsed`. What went forward because it was
/// stale, and comes with a negative ttl without being stored, is the stale response: the origin failed.
CacheAnswer memberAnswer(std::string_view member) noexcept
{
    bool hit = false;
    bool stale = false;
    bool stored = false;
    std::string_view why;
    static_cast<void>(takePart(member, ';'));
    while (!member.empty()) {
        auto value = takePart(member, ';');
        const auto key = takePart(value, '=');
        if (key == "hit")
            hit = value.empty() || value == "?1";
        else if (key == "ttl")
            stale = value.starts_with('-');
        else if (key == "stored")
            stored = value.empty() || value == "?1";
        else if (key == "fwd")
            why = value;
    }
    if (stale && (hit || (why == "stale" && !stored)))
        return CacheAnswer::Stale;
    if (hit)
        return CacheAnswer::Hit;
    return why.empty() ? CacheAnswer::Unknown : forwarded(why);
}

bool containsWord(std::string_view text, std::string_view word) noexcept
{
    for (std::size_t i = 0; i + word.size() <= text.size(); ++i) {
        if (equalIgnoringCase(text.substr(i, word.size()), word))
            return true;
    }
    return false;
}

/// "HIT", "Hit from cloudfront", "TCP_MISS", "EXPIRED", "STALE", "DYNAMIC": the words of caches and CDNs.
CacheAnswer wordAnswer(std::string_view value) noexcept
{
    using Word = std::pair<std::string_view, CacheAnswer>;
    static constexpr std::array<Word, 12> words{{{"stale", CacheAnswer::Stale},
                                                 {"updating", CacheAnswer::Stale},
                                                 {"miss", CacheAnswer::Miss},
                                                 {"expired", CacheAnswer::Miss},
                                                 {"hit", CacheAnswer::Hit},
                                                 {"revalidated", CacheAnswer::Hit},
                                                 {"bypass", CacheAnswer::Bypass},
                                                 {"pass", CacheAnswer::Bypass},
                                                 {"dynamic", CacheAnswer::Bypass},
                                                 {"uncacheable", CacheAnswer::Bypass},
                                                 {"none", CacheAnswer::Bypass},
                                                 {"ignored", CacheAnswer::Bypass}}};
    const auto known =
        std::ranges::find_if(words, [value](const Word &word) { return containsWord(value, word.first); });
    return known == words.end() ? CacheAnswer::Unknown : known->second;
}

/// Varnish gives the id of the request and, for a hit, that of the one which filled the cache.
CacheAnswer varnishAnswer(std::string_view value) noexcept
{
    const auto blank = value.find(' ');
    if (blank == std::string_view::npos)
        return parseDigits(value) ? CacheAnswer::Miss : CacheAnswer::Unknown;
    return parseDigits(value.substr(0, blank)) && parseDigits(trimmed(value.substr(blank))) ? CacheAnswer::Hit
                                                                                            : CacheAnswer::Unknown;
}

}

void CacheHeader::note(Source source, CacheAnswer answer) noexcept
{
    m_answers[source] = std::min(m_answers[source], answer);
}

void CacheHeader::field(std::string_view name, std::string_view value) noexcept
{
    if (equalIgnoringCase(name, "cache-status")) {
        while (!value.empty())
            note(CacheStatus, memberAnswer(takePart(value, ',')));
    } else if (equalIgnoringCase(name, "x-cache")) {
        forEachListMember(value, [this](std::string_view member) { note(XCache, wordAnswer(member)); });
    } else if (equalIgnoringCase(name, "x-cache-status")) {
        note(XCacheStatus, wordAnswer(value));
    } else if (equalIgnoringCase(name, "cf-cache-status")) {
        note(CfCacheStatus, wordAnswer(value));
    } else if (equalIgnoringCase(name, "x-varnish")) {
        note(XVarnish, varnishAnswer(trimmed(value)));
    } else if (equalIgnoringCase(name, "age") && parseDigits(trimmed(value)).value_or(0) > 0) {
        note(Age, CacheAnswer::Hit);
    }
}

CacheAnswer CacheHeader::answer() const noexcept
{
    const auto *known =
        std::ranges::find_if(m_answers, [](CacheAnswer answer) { return answer != CacheAnswer::Unknown; });
    return known == std::end(m_answers) ? CacheAnswer::Unknown : *known;
}

}
