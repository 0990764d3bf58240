#include "servers/response_head.h"

#include <array>
#include <charconv>

namespace escala::servers {

namespace {

void appendNumber(std::string &out, std::size_t number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void appendOpening(std::string &out, unsigned status)
{
    if (status == 200) {
        out.append("HTTP/1.1 200 OK\r\nServer: escala\r\nDate: ");
        return;
    }
    out.append("HTTP/1.1 ");
    appendNumber(out, status);
    out.append(" ").append(reasonPhrase(status)).append("\r\nServer: escala\r\nDate: ");
}

std::string_view connectionField(After after) noexcept
{
    switch (after) {
    case After::Next:
        return "\r\n\r\n";
    case After::NextSaid:
        return "\r\nConnection: keep-alive\r\n\r\n";
    case After::Close:
        break;
    }
    return "\r\nConnection: close\r\n\r\n";
}

}

void appendAnswer(std::string &out, const Reply &reply, std::string_view date, After after, bool head)
{
    appendOpening(out, reply.status);
    out.append(date).append("\r\n").append(reply.fields).append("Content-Length: ");
    appendNumber(out, reply.body.size());
    out.append(connectionField(after));
    if (!head)
        out.append(reply.body);
}

void appendStatusLine(std::string &out, unsigned status, std::string_view reason)
{
    out.append("HTTP/1.1 ");
    appendNumber(out, status);
    out.append(" ").append(reason.empty() ? reasonPhrase(status) : reason).append("\r\n");
}

std::string_view headEnd(After after) noexcept
{
    return connectionField(after).substr(2);
}

std::string_view reasonPhrase(unsigned status) noexcept
{
    switch (status) {
    case 100:
        return "Continue";
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 508:
        return "Loop Detected";
    default:
        return "Unknown";
    }
}

}
