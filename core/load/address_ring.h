#pragma once

#include "net/endpoint.h"
#include "net/event_loop.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace escala::load {

/// Deals the addresses of a host to connections: each takes the next one, and the others in turn where that fails.
///
/// An address that has failed is nobody's first for a second, while there are others. One thread.
class AddressRing {
public:
    using TimePoint = net::Clock::time_point;
    using List = std::shared_ptr<const std::vector<net::Endpoint>>;

    /// What one connection tries: `(*list)[first]` and those after it, round and round.
    struct Turn {
        List list;
        std::size_t first = 0;
    };

    /// Starts with the address of that number, so that several rings don't all start with the same.
    explicit AddressRing(std::size_t start = 0) noexcept
        : m_next(start)
    {
    }

    /// What has failed of the addresses that stay is kept in mind.
    void set(std::vector<net::Endpoint> endpoints);
    /// Only where addresses are set.
    [[nodiscard]] Turn take(TimePoint now);
    void failed(const net::Endpoint &endpoint, TimePoint now);

private:
    [[nodiscard]] TimePoint restsUntil(const net::Endpoint &endpoint) const noexcept;

    List m_list = std::make_shared<const std::vector<net::Endpoint>>();
    std::vector<TimePoint> m_restsUntil; ///< Of each of them.
    std::size_t m_next;
};

}
