#include "servers/catalogue.h"

#include "random/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::string_view kPages = "/pages/";
constexpr std::uint64_t kSeed = 1; // the same pages in every run

std::string filled(const std::string &body, std::size_t size)
{
    std::string text = body;
    while (text.size() < size)
        text += body.empty() ? " " : body;
    text.resize(std::max(size, body.size()));
    return text;
}

}

Catalogue::Catalogue(const CataloguePlan &plan, const std::string &body)
    : m_plan(plan)
    , m_zipf(plan.pages, plan.zipf)
    , m_text(plan.leastSize ? filled(body, plan.mostSize).substr(0, plan.mostSize) : body)
{
}

std::optional<std::uint64_t> Catalogue::pageOf(std::string_view path) const
{
    if (path == "/")
        return 0;
    if (m_plan.pages < 2 || !path.starts_with(kPages))
        return std::nullopt;
    path.remove_prefix(kPages.size());
    const bool plain = !path.empty() && (path == "0" || path.front() != '0'); // one name a page
    std::uint64_t page = 0;
    const auto [end, problem] = std::from_chars(path.data(), path.data() + path.size(), page);
    if (!plain || problem != std::errc() || end != path.data() + path.size() || page >= m_plan.pages)
        return std::nullopt;
    return page;
}

std::uint64_t Catalogue::draw(std::uint64_t loop, std::uint64_t number) const
{
    random::Draw draw(kSeed, random::streamOf("page") + loop, number);
    return m_zipf.rank(draw);
}

std::string_view Catalogue::body(std::uint64_t page) const
{
    if (!m_plan.leastSize)
        return m_text;
    random::Draw draw(kSeed, random::streamOf("size"), page);
    return std::string_view(m_text).substr(0, *m_plan.leastSize + draw.below(m_plan.mostSize - *m_plan.leastSize + 1));
}

PageDrawer::PageDrawer(const Catalogue &catalogue, Handler &next, std::uint64_t loop) noexcept
    : m_catalogue(catalogue)
    , m_next(next)
    , m_loop(loop)
{
}

Pending PageDrawer::handle(const http::RequestHead &request, Completion done)
{
    if (request.path() != "/")
        return m_next.handle(request, std::move(done));
    m_target.clear();
    fmt::format_to(std::back_inserter(m_target), "{}{}", kPages, m_catalogue.draw(m_loop, m_drawn++));
    auto drawn = request;
    drawn.target = m_target;
    return m_next.handle(drawn, std::move(done));
}

}
