#include "servers/admin_handler.h"

#include "http/field_syntax.h"

#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::string_view kText = "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n";
constexpr std::string_view kJson = "Content-Type: application/json\r\nCache-Control: no-store\r\n";
constexpr std::string_view kPrometheus = "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                                         "Cache-Control: no-store\r\n";
constexpr std::string_view kAllowRead = "Content-Type: text/plain; charset=utf-8\r\nAllow: GET, HEAD\r\n";
constexpr std::string_view kAllowDelete = "Content-Type: text/plain; charset=utf-8\r\nAllow: DELETE\r\n";

/// Percent-decoded; empty where a percent sign has no two digits after it.
std::optional<std::string> decoded(std::string_view text)
{
    const auto checked = boost::urls::make_pct_string_view(boost::urls::string_view(text.data(), text.size()));
    if (!checked)
        return std::nullopt;
    std::string plain;
    std::ranges::copy(**checked, std::back_inserter(plain));
    return plain;
}

/// The decoded value of a parameter where that is the whole query. (The parameter views of Boost.URL 1.81 read past the
/// end of a query that is part of a longer text.)
std::optional<std::string> onlyParameter(std::string_view query, std::string_view name)
{
    if (!query.starts_with(name) || query.contains('&'))
        return std::nullopt;
    return decoded(query.substr(name.size()));
}

// The ready line's URL ends in a slash, and people append "/stats" to it.
std::string_view withoutDoubleSlash(std::string_view path)
{
    return path.starts_with("//") ? path.substr(1) : path;
}

}

AdminHandler::AdminHandler(std::function<Stats()> stats, CacheContents *cache)
    : m_stats(std::move(stats))
    , m_cache(cache)
{
}

void AdminHandler::add(std::unique_ptr<AdminRoute> route)
{
    m_routes.push_back(std::move(route));
}

void AdminHandler::handle(const http::RequestHead &request, std::string_view body, Completion done)
{
    const auto path = withoutDoubleSlash(request.path());
    if (!isLocalHostField(request.host))
        done({421, kText, "This endpoint is for programs on this machine: ask for 127.0.0.1 or localhost.\n"});
    else if (!routed(request, path, body, done))
        answerOwn(request, path, done);
}

bool AdminHandler::routed(const http::RequestHead &request, std::string_view path, std::string_view body,
                          Completion &done)
{
    return std::ranges::any_of(m_routes, [&](const auto &route) { return route->answer(request, path, body, done); });
}

void AdminHandler::answerOwn(const http::RequestHead &request, std::string_view path, Completion &done)
{
    const bool reads = isGetOrHead(request);
    const bool known = path == "/health" || path == "/stats" || path == "/metrics";
    if (known && !reads)
        done({405, kAllowRead, "GET and HEAD are allowed here.\n"});
    else if (path == "/health")
        done({200, kJson, "{\"status\":\"ok\"}\n"});
    else if (path == "/stats")
        done({200, kJson, toJson(m_stats())});
    else if (path == "/metrics")
        done({200, kPrometheus, toPrometheus(m_stats())});
    else if (path == "/cache" && m_cache != nullptr && request.method == "DELETE")
        removeFromCache(request.query(), done);
    else if (path == "/cache" && m_cache != nullptr)
        done({405, kAllowDelete, "DELETE is allowed here.\n"});
    else
        done({404, kText, pathsText()});
}

std::string AdminHandler::pathsText() const
{
    std::string text = "There are /health, /stats, /metrics";
    for (const auto &route : m_routes)
        text.append(", ").append(route->paths());
    return text + " and, for a server with a cache, /cache.\n";
}

void AdminHandler::removeFromCache(std::string_view query, Completion &done)
{
    const auto url = onlyParameter(query, "url=");
    const auto prefix = onlyParameter(query, "prefix=");
    if (!url && !prefix && !query.empty())
        return done({400, kText, "Only ?url=… or ?prefix=… is understood here, percent-encoded.\n"});
    const auto removed = url ? m_cache->removeUrl(*url) : prefix ? m_cache->removePrefix(*prefix) : m_cache->clear();
    done({200, kJson, fmt::format("{{\"removed\":{}}}\n", removed ? fmt::to_string(*removed) : "null")});
}

bool isLocalHostField(std::string_view host) noexcept
{
    const auto colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
    const auto name = host.substr(0, colon);
    constexpr std::array<std::string_view, 3> local{"localhost", "127.0.0.1", "[::1]"};
    return std::ranges::any_of(local, [name](auto each) { return http::equalIgnoringCase(name, each); });
}

}
