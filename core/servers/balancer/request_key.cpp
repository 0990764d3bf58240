#include "servers/balancer/request_key.h"

#include "http/field_syntax.h"

namespace escala::servers::balancer {

namespace {

std::optional<std::string_view> fieldOf(std::string_view bytes, std::string_view wanted)
{
    std::optional<std::string_view> found;
    http::forEachField(bytes, [&](std::string_view name, std::string_view value) {
        if (!found && http::equalIgnoringCase(name, wanted))
            found = value;
    });
    return found;
}

/// RFC 6265 4.2: "name=value; name=value".
std::optional<std::string_view> cookieIn(std::string_view list, std::string_view wanted)
{
    while (!list.empty()) {
        const auto end = list.find(';');
        const auto pair = http::trimmed(list.substr(0, end));
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == wanted)
            return pair.substr(equals + 1);
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return std::nullopt;
}

std::optional<std::string> owned(std::optional<std::string_view> view)
{
    return view ? std::optional<std::string>(*view) : std::nullopt;
}

}

std::optional<std::string> keyOf(const HashKey &key, const http::RequestHead &head, std::string_view bytes,
                                 std::string_view peer)
{
    switch (key.source) {
    case HashKey::Source::Path:
        return std::string(head.path());
    case HashKey::Source::Client:
        return std::string(peer);
    case HashKey::Source::Header:
        return owned(fieldOf(bytes, key.name));
    case HashKey::Source::Cookie:
        return owned(cookieOf(bytes, key.name));
    }
    return std::nullopt;
}

std::optional<std::string_view> cookieOf(std::string_view bytes, std::string_view name)
{
    std::optional<std::string_view> found;
    http::forEachField(bytes, [&](std::string_view field, std::string_view value) {
        if (!found && http::equalIgnoringCase(field, "cookie"))
            found = cookieIn(value, name);
    });
    return found;
}

}
