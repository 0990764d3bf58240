#pragma once

#include "metrics/cache_result.h"
#include "metrics/error_kind.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace escala::metrics {

/// One request with its parts: of an answer, response = lag + wait + ttfb + transfer. Without an answer `transfer` is 0
/// and `ttfb` is how long one was waited for.
struct SlowRequest {
    std::chrono::nanoseconds end{}; ///< Since the start of measuring.
    std::chrono::nanoseconds response{}, lag{}, wait{}, ttfb{}, transfer{};
    std::uint16_t status = 0;         ///< 0: no complete answer; then `error` says why.
    std::optional<ErrorKind> error{}; ///< Also of an answer that counts as an error.
    CacheResult cache = CacheResult::Unknown;
    std::uint64_t bytesReceived = 0;
    std::uint32_t request = 0; ///< Which one of the plan's mix; the first is 0.
    friend bool operator==(const SlowRequest &, const SlowRequest &) = default;
};

/// The requests that took longest of a stretch of time, the longest first: what one wants to see of a peak. Merges; of
/// two that took equally long the one that came first is kept. No allocation; one thread at a time.
class Slowest {
public:
    static constexpr std::size_t kMost = 5;

    /// Whether one that took so long would be among them: asked for every request, so it is a comparison.
    [[nodiscard]] bool wants(std::chrono::nanoseconds response) const noexcept
    {
        return m_size < kMost || response > m_requests[kMost - 1].response;
    }
    void add(const SlowRequest &request) noexcept;
    void merge(const Slowest &other) noexcept;
    void clear() noexcept { m_size = 0; }

    [[nodiscard]] std::span<const SlowRequest> requests() const noexcept { return {m_requests.data(), m_size}; }
    friend bool operator==(const Slowest &left, const Slowest &right) noexcept;

private:
    std::array<SlowRequest, kMost> m_requests{};
    std::size_t m_size = 0;
};

}
