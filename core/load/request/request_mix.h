#pragma once

#include "load/request/request_template.h"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace escala::load {

/// All requests of a plan to one target, and which of them is the i-th one.
///
/// Smooth weighted order, as nginx's balancer has it: with weights 5, 1, 1 the order is A A B A C A A, again and again.
/// It is exact in every stretch, where a random choice would need thousands of requests to come near its shares and
/// would blur a comparison of short runs; it is the same for every target that is compared; and it is a function of the
/// request's number alone. So is the number of each draw: a feed is dealt without gaps, however its users mix.
///
/// Immutable; any thread.
class RequestMix {
public:
    /// The weights, divided by what they have in common, may add up to this.
    static constexpr std::uint32_t kMaxPeriod = 10'000;

    /// See RequestTemplate::compile. At least one spec.
    [[nodiscard]] static std::expected<RequestMix, std::string> compile(const http::Url &url,
                                                                        const std::vector<RequestSpec> &specs,
                                                                        const RequestSettings &settings,
                                                                        const Variables *variables);

    /// There is only one request, and it never varies: `request(0).bytes()` is all there is to send.
    [[nodiscard]] bool constant() const noexcept { return m_requests.size() == 1 && m_requests.front().constant(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_requests.size(); }
    [[nodiscard]] const RequestTemplate &request(std::size_t index) const noexcept { return m_requests[index]; }

    /// Which request the one of this number is.
    [[nodiscard]] std::size_t indexAt(std::uint64_t number) const noexcept { return m_order[number % m_order.size()]; }
    /// How often each source of the variables has been drawn from before it; `draws` has a place for each source.
    void drawsAt(std::uint64_t number, std::span<std::uint64_t> draws) const noexcept;

private:
    std::vector<RequestTemplate> m_requests;
    std::vector<std::uint16_t> m_order;  ///< Of one period.
    std::vector<std::uint32_t> m_before; ///< For each place in the period and one beyond, each source: draws before it.
    std::size_t m_sources = 0;
};

/// Empty when the weights can be mixed; else a sentence for people.
[[nodiscard]] std::string problemOfWeights(const std::vector<RequestSpec> &specs);

}
