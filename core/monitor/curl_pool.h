#pragma once

#include "monitor/monitor_types.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace escala::monitor {

/// One request, over a connection of its own.
struct Exchange {
    std::string url; ///< As http::parseUrl takes it.
    std::string method = "GET";
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{}; ///< Of a POST.
    std::chrono::nanoseconds timeout = std::chrono::seconds(10);
    std::string cacert{};
    bool insecure = false;
    bool keepBody = false; ///< Up to kMostBody; a larger one fails. Else it is only counted.
    std::string wanted{};  ///< Looked for in the body as it comes, of which nothing is kept for it. Empty: in any.

    static constexpr std::size_t kMostBody = std::size_t{16} << 20U;
};

/// What came of it: `probe` has status, phases, cache result and the error as ProbeResult says; `at` is left alone.
struct ExchangeResult {
    ProbeResult probe;
    std::string body;
    bool found = false; ///< The body has what was wanted.
};

/// libcurl's multi interface: any number of exchanges at a time on one thread, none of which ever waits for another.
/// Nothing is kept from one exchange to the next, no connection, no name and no TLS session, so each has all phases;
/// and no proxy of the environment is asked: what is measured is the host itself.
class CurlPool {
public:
    using Done = std::function<void(ExchangeResult)>;

    CurlPool();
    /// Drops what is under way, without a word.
    ~CurlPool();

    /// `done` is called from `wait`, once.
    void start(const Exchange &exchange, Done done);
    [[nodiscard]] std::size_t underWay() const noexcept;
    /// Works until something has ended, `wake` is called or `most` has passed.
    void wait(std::chrono::milliseconds most);
    /// From any thread.
    void wake() noexcept;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// "Nov 26 10:00:00 2026 GMT", as libcurl tells when a certificate ends; empty for anything else.
[[nodiscard]] std::optional<Instant> parseCertificateDate(std::string_view text);

}
