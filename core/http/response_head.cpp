#include "http/response_head.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>

namespace escala::http {

namespace {

namespace beast = boost::beast;
using beast::string_view;
using Error = beast::error_code;

std::string_view plain(string_view text) noexcept
{
    return {text.data(), text.size()};
}

class Parser : public beast::http::basic_parser<false> {
public:
    Parser()
    {
        header_limit(kMaxResponseHead);
        body_limit(boost::none);
    }
    [[nodiscard]] int status() const noexcept { return m_status; }
    [[nodiscard]] CacheAnswer cache() const noexcept { return m_cache.answer(); }

private:
    void on_request_impl(beast::http::verb, string_view, string_view, int, Error &) override { }
    void on_response_impl(int status, string_view, int, Error &) override { m_status = status; }
    void on_field_impl(beast::http::field, string_view name, string_view value, Error &) override
    {
        m_cache.field(plain(name), plain(value));
    }
    void on_header_impl(Error &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, Error &) override { }
    std::size_t on_body_impl(string_view body, Error &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, string_view, Error &) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, Error &) override { return body.size(); }
    void on_finish_impl(Error &) override { }

    int m_status = 0;
    CacheHeader m_cache;
};

Framing framingOf(const Parser &parser, bool toHead)
{
    if (toHead || parser.status() < 200 || parser.status() == 204 || parser.status() == 304)
        return Framing::None;
    if (parser.chunked())
        return Framing::Chunked;
    return parser.content_length() ? Framing::Length : Framing::UntilClose;
}

}

bool mayBecomeHead(std::string_view bytes) noexcept
{
    constexpr std::string_view start = "HTTP/1.";
    const auto length = std::min(bytes.size(), start.size());
    if (bytes.substr(0, length) != start.substr(0, length))
        return false;
    const auto feed = bytes.find('\n');
    return feed == std::string_view::npos || bytes[feed - 1] == '\r';
}

std::optional<ResponseHead> parseResponseHead(std::string_view bytes, bool toHead)
{
    Parser parser;
    parser.skip(toHead);
    Error error;
    parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if ((error && error != beast::http::error::need_more) || !parser.is_header_done() || parser.status() < 100)
        return std::nullopt;
    ResponseHead head;
    head.size = bytes.size();
    head.status = parser.status();
    head.framing = framingOf(parser, toHead);
    head.contentLength = head.framing == Framing::Length ? *parser.content_length() : 0;
    head.cache = parser.cache();
    head.keepAlive = head.framing != Framing::UntilClose && parser.keep_alive();
    return head;
}

}
