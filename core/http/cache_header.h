#pragma once

#include <string_view>

namespace escala::http {

/// What the fields of a response say of the cache that it came through; metrics::CacheResult has the meanings.
enum class CacheAnswer : unsigned char { Hit, Stale, Miss, Bypass, Unknown };

/// Collects those fields of one response head that tell of caches, and judges them.
///
/// The first of these that says something we know counts: Cache-Status (RFC 9211), X-Cache, X-Cache-Status,
/// CF-Cache-Status, X-Varnish (two ids: hit), Age (above 0: hit). Where several caches speak in one field, the one
/// that had the answer counts: hit before stale before miss before bypass.
class CacheHeader {
public:
    /// Any field of the response; the name in any case.
    void field(std::string_view name, std::string_view value) noexcept;
    [[nodiscard]] CacheAnswer answer() const noexcept;

private:
    enum Source { CacheStatus, XCache, XCacheStatus, CfCacheStatus, XVarnish, Age, kSources };
    void note(Source source, CacheAnswer answer) noexcept;

    CacheAnswer m_answers[kSources] = {CacheAnswer::Unknown, CacheAnswer::Unknown, CacheAnswer::Unknown,
                                       CacheAnswer::Unknown, CacheAnswer::Unknown, CacheAnswer::Unknown};
};

}
