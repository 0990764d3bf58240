#include "servers/proxy/cache_key.h"

#include "servers/proxy/field_lines.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace escala::servers::proxy {

namespace {

/// "scheme://host:port" of a key.
std::string_view originOf(std::string_view key)
{
    const auto authority = key.find("://");
    return authority == std::string_view::npos ? key : key.substr(0, key.find('/', authority + 3));
}

}

std::string cacheKey(std::string_view scheme, std::string_view host, std::string_view target)
{
    std::string key = lowerCase(scheme);
    const std::string_view ownPort = key == "https" ? ":443" : ":80";
    key.append("://");
    auto authority = lowerCase(host);
    if (authority.ends_with(ownPort))
        authority.resize(authority.size() - ownPort.size());
    else if (authority.ends_with(':'))
        authority.pop_back();
    key.append(authority);
    target = target.substr(0, target.find('#'));
    if (!target.starts_with('/') && target != "*")
        key += '/';
    key.append(target);
    return key;
}

std::string_view targetOf(std::string_view key) noexcept
{
    return key.substr(originOf(key).size());
}

std::optional<std::string> resolvedKey(std::string_view base, std::string_view reference)
{
    const auto baseUrl = boost::urls::parse_uri(base);
    const auto relative = boost::urls::parse_uri_reference(reference);
    if (!baseUrl || !relative)
        return std::nullopt;
    boost::urls::url resolved;
    if (!boost::urls::resolve(*baseUrl, *relative, resolved))
        return std::nullopt;
    const auto host = resolved.encoded_host_and_port();
    const auto target = resolved.encoded_target();
    auto key = cacheKey(resolved.scheme(), {host.data(), host.size()}, {target.data(), target.size()});
    return originOf(key) == originOf(base) ? std::optional(std::move(key)) : std::nullopt;
}

}
