#pragma once

#include "random/zipf.h"
#include "servers/handler.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// What pages a server has.
struct CataloguePlan {
    std::uint64_t pages = 1;                ///< At least 1.
    double zipf = 0.9;                      ///< How uneven they are asked for; over 0.
    std::optional<std::size_t> leastSize{}; ///< Of a body in bytes; empty: the plain page.
    std::size_t mostSize = 0;               ///< At least `leastSize`; each page has its own size between them.
};

/// The pages of a server: one, or many, so that the room and the policy of a cache matter.
///
/// `/` stands for all of them: each request for it gets a page drawn by Zipf's law, so that any load tool sees what a
/// cache makes of many keys. `/pages/17` names one. Sizes are spread evenly between their limits and depend on the
/// page's number alone. Immutable; any thread.
class Catalogue {
public:
    /// `body` is the plain page's text, and fills larger ones.
    Catalogue(const CataloguePlan &plan, const std::string &body);

    /// Which page a path names; empty where there is none. `/` is the first.
    [[nodiscard]] std::optional<std::uint64_t> pageOf(std::string_view path) const;
    /// The page that the `number`-th request for `/` on a loop gets; loops draw apart.
    [[nodiscard]] std::uint64_t draw(std::uint64_t loop, std::uint64_t number) const;
    [[nodiscard]] std::string_view body(std::uint64_t page) const;
    [[nodiscard]] std::uint64_t pages() const noexcept { return m_plan.pages; }

private:
    CataloguePlan m_plan;
    random::Zipf m_zipf;
    std::string m_text; ///< As long as the largest body.
};

/// Turns requests for `/` into requests for a drawn page. One loop.
class PageDrawer final : public Handler {
public:
    /// Both must outlive it. `loop` is the loop's number.
    PageDrawer(const Catalogue &catalogue, Handler &next, std::uint64_t loop) noexcept;

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    const Catalogue &m_catalogue;
    Handler &m_next;
    const std::uint64_t m_loop;
    std::uint64_t m_drawn = 0;
    std::string m_target;
};

}
