#include "servers/relay/own_answer.h"

#include "http/field_syntax.h"
#include "servers/relay/forwarded_request.h"
#include "servers/slow_handler.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace escala::servers {

namespace {

constexpr unsigned kMaxPassages = 8; // a chain of more is a circle
constexpr std::string_view kMethods = "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE\r\n";
constexpr std::string_view kNoMethod = "Content-Type: text/plain; charset=utf-8\r\n"
                                       "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE\r\n";

bool isSecret(std::string_view name) noexcept
{
    constexpr std::array<std::string_view, 3> secrets{"authorization", "cookie", "proxy-authorization"};
    return std::ranges::any_of(secrets, [name](auto each) { return http::equalIgnoringCase(each, name); });
}

/// The request as it was received, without what a page must not see (RFC 9110 9.3.8).
std::string reflection(std::string_view bytes)
{
    std::string text(bytes.substr(0, bytes.find("\r\n") + 2));
    http::forEachField(bytes, [&text](std::string_view name, std::string_view value) {
        if (!isSecret(name))
            text.append(name).append(": ").append(value).append("\r\n");
    });
    return text + "\r\n";
}

}

bool answersItself(const http::RequestHead &head, std::string_view bytes, ClientStream &client)
{
    const bool counts = head.method == "TRACE" || head.method == "OPTIONS";
    const bool last = counts && maxForwards(bytes) == 0;
    if (head.method == "CONNECT")
        client.reply({405, kNoMethod, "There are no tunnels here.\n"});
    else if (head.method == "TRACE" && head.hasBody())
        client.reply({400, kPlainText, "A TRACE has no body.\n"});
    else if (last && head.method == "TRACE")
        client.reply({200, "Content-Type: message/http\r\n", reflection(bytes)});
    else if (last)
        client.reply({200, kMethods, {}});
    else if (passages(bytes) >= kMaxPassages)
        client.reply({508, kPlainText, "This request goes round in a circle of proxies.\n"});
    else
        return false;
    return true;
}

void refuse(ClientStream &client, OriginProblem problem)
{
    const unsigned status = statusOf(problem);
    auto fields = fmt::format("{}Proxy-Status: {}; error={}\r\n", kPlainText, kProxyName, proxyErrorOf(problem));
    if (status == 503)
        fields += "Retry-After: 1\r\n";
    client.reply({status, fields, sentenceOf(problem)});
}

}
