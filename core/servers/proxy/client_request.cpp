#include "servers/proxy/client_request.h"

#include "servers/proxy/cache_key.h"
#include "servers/proxy/field_lines.h"

#include <algorithm>
#include <array>

namespace escala::servers::proxy {

namespace {

bool speaksToCaches(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> kNames{"cache-control", "pragma",        "range",
                                                            "if-range",      "if-match",      "if-unmodified-since",
                                                            "if-none-match", "authorization", "if-modified-since"};
    return std::ranges::any_of(kNames, [name](std::string_view each) { return http::equalIgnoringCase(name, each); });
}

std::string_view lineOf(std::string_view bytes)
{
    return bytes.substr(0, bytes.find("\r\n") + 2);
}

}

RequestView::RequestView(const http::RequestHead &head, std::string_view bytes)
    : line(lineOf(bytes))
    , method(head.method)
    , fields(bytes.substr(line.size(), bytes.size() - line.size() - 2))
    , hasBody(head.hasBody())
    , key(cacheKey("http", head.host, head.target))
    , directives(requestDirectives(fields))
{
}

bool RequestView::isSimple() const
{
    if (method != "GET" || hasBody)
        return false;
    bool simple = true;
    forEachLine(fields, [&simple](std::string_view name, auto) { simple = simple && !speaksToCaches(name); });
    return simple;
}

ClientRequest::ClientRequest(const RequestView &view)
    : line(view.line)
    , method(view.method)
    , fields(view.fields)
    , hasBody(view.hasBody)
    , key(view.key)
    , directives(view.directives)
{
}

bool ClientRequest::isPlainGet() const
{
    if (method != "GET" || hasBody || directives.noStore)
        return false;
    for (const std::string_view name : {"range", "if-match", "if-unmodified-since", "if-none-match",
                                        "if-modified-since", "if-range", "authorization"}) {
        if (hasField(fields, name))
            return false;
    }
    return true;
}

std::string ClientRequest::headWith(std::string_view otherFields) const
{
    return std::string(line).append(otherFields).append("\r\n");
}

ClientRequest ClientRequest::asGet() const
{
    auto get = *this;
    get.line = "GET" + line.substr(line.find(' '));
    get.method = "GET";
    return get;
}

}
