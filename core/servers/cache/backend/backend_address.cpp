#include "servers/cache/backend/backend_address.h"

#include "http/field_syntax.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <limits>
#include <optional>

namespace escala::servers {

namespace {

using Kind = BackendAddress::Kind;

constexpr std::uint16_t kRedisPort = 6379;
constexpr std::uint16_t kMemcachedPort = 11211;

/// The credentials that a text may hold stay out of the sentence.
std::unexpected<std::string> refused(std::string_view why)
{
    return std::unexpected(
        fmt::format("the backend {}; write redis://host:port/database or memcached://host:port", why));
}

/// A name or an address; what was written with percent signs may be anything.
bool isHostName(std::string_view host)
{
    constexpr std::string_view kOfHosts = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:";
    return !host.empty() && host.find_first_not_of(kOfHosts) == std::string_view::npos;
}

std::string passwordOf(const boost::urls::url_view &url)
{
    if (url.has_password())
        return url.password();
    std::string query = url.has_query() ? url.query() : std::string();
    constexpr std::string_view name = "password=";
    return query.starts_with(name) ? query.substr(name.size()) : query;
}

/// Boost.URL's number would be what is left of a larger one.
std::optional<std::uint16_t> portOf(const boost::urls::url_view &url, std::uint16_t usual)
{
    const auto text = url.port();
    if (text.empty())
        return usual;
    const auto number = http::parseDigits({text.data(), text.size()});
    const bool fits = number && *number >= 1 && *number <= std::numeric_limits<std::uint16_t>::max();
    return fits ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

/// The path after its slash is the number; an empty one is 0.
std::optional<unsigned> databaseOf(std::string_view path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    if (path.empty())
        return 0;
    const auto number = http::parseDigits(path);
    return number && *number <= 65'535 ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
}

}

std::string_view BackendAddress::kindName() const noexcept
{
    return kind == Kind::Redis ? "redis" : "memcached";
}

std::string BackendAddress::text() const
{
    const auto bracketed = host.contains(':') ? fmt::format("[{}]", host) : host;
    const auto path = kind == Kind::Redis ? fmt::format("/{}", database) : std::string();
    return fmt::format("{}://{}:{}{}", kindName(), bracketed, port, path);
}

std::expected<BackendAddress, std::string> parseBackendAddress(std::string_view text)
{
    const auto parsed = boost::urls::parse_uri(boost::urls::string_view(text.data(), text.size()));
    if (!parsed)
        return refused("is no URL");
    const boost::urls::url_view &url = *parsed;
    const bool redis = url.scheme() == "redis";
    if (!redis && url.scheme() != "memcached")
        return refused("is neither memory, redis:// nor memcached://");
    BackendAddress address;
    address.kind = redis ? Kind::Redis : Kind::Memcached;
    address.host = url.host_address();
    if (!isHostName(address.host))
        return refused("names no host");
    const auto port = portOf(url, redis ? kRedisPort : kMemcachedPort);
    if (!port)
        return refused("has no port from 1 to 65535");
    address.port = *port;
    const auto database = databaseOf(url.path());
    if (!database || (!redis && *database != 0))
        return refused(redis ? "has no number of a database after the slash" : "has something after the slash");
    address.database = *database;
    if (!redis && (url.has_userinfo() || url.has_query()))
        return refused("has credentials, which memcached does not take");
    address.user = url.user();
    address.password = passwordOf(url);
    return address;
}

}
