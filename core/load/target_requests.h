#pragma once

#include "http/url.h"
#include "load/load_plan.h"
#include "load/request/check.h"
#include "load/request/request_mix.h"
#include "load/request/variables.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace escala::load {

/// What requests take from outside of the plan: the rows of its feeds, and its secret. Immutable once read.
struct RequestSources {
    std::optional<Variables> variables; ///< Where the plan has feeds or variables.
    std::string authorization;          ///< Value of the Authorization field; empty: none.

    /// The error is a sentence for people; it never tells a secret.
    [[nodiscard]] static std::expected<RequestSources, std::string> read(const LoadPlan &plan);
};

/// All that one target is sent, compiled, and what its answers are looked at for.
///
/// Immutable; any thread.
class TargetRequests {
public:
    /// What is looked for in the answers to one request of the mix.
    struct Look {
        std::vector<std::uint32_t> checks; ///< Indices into checks().
        bool keeps = false;                ///< More than the status is of interest …
        bool body = false;                 ///< … and the body as well.
    };

    /// `sources` must outlive it. The plan must make sense (problemOf). The error is a sentence for people.
    [[nodiscard]] static std::expected<TargetRequests, std::string> compile(const http::Url &url, const LoadPlan &plan,
                                                                            const RequestSources &sources);

    /// One request that never varies, and nobody looks into its answers: `mix().request(0).bytes()` is all.
    [[nodiscard]] bool plain() const noexcept { return m_plain; }
    [[nodiscard]] const http::Url &url() const noexcept { return m_url; }
    [[nodiscard]] const RequestMix &mix() const noexcept { return m_mix; }
    [[nodiscard]] const Look &look(std::size_t request) const noexcept { return m_looks[request]; }
    /// All checks of the plan, each expression once.
    [[nodiscard]] const std::vector<Check> &checks() const noexcept { return m_checks; }
    [[nodiscard]] std::size_t sources() const noexcept { return m_sources; }
    [[nodiscard]] bool cookies() const noexcept { return m_cookies; }
    [[nodiscard]] std::uint32_t followRedirects() const noexcept { return m_followRedirects; }

private:
    TargetRequests(http::Url url, RequestMix mix)
        : m_url(std::move(url))
        , m_mix(std::move(mix))
    {
    }
    void lookFor(const RequestSpec &request);

    http::Url m_url;
    RequestMix m_mix;
    std::vector<Check> m_checks;
    std::vector<Look> m_looks;
    std::size_t m_sources = 0;
    bool m_plain = false;
    bool m_cookies = false;
    std::uint32_t m_followRedirects = 0;
};

/// What is wrong with the feeds, the credentials or what they make of the requests to these targets; empty when nothing
/// is. Reads the plan's files.
[[nodiscard]] std::string problemOfSources(const LoadPlan &plan, const std::vector<http::Url> &targets);

}
