#include "http/url.h"
#include "input.h"

#include <algorithm>

using escala::http::parseUrl;
using fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = fuzz::Input(data, size).text();
    const auto url = parseUrl(text);
    if (!url) {
        require(!url.error().message.empty(), "a refusal says why");
        return 0;
    }
    require(!url->host.empty() && url->port != 0, "a URL has a host and a port");
    require(url->target.starts_with('/'), "a target is a path");
    const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
    require(std::ranges::all_of(url->target, visible), "a target can't end the request line");
    require(std::ranges::all_of(url->hostField(), visible), "a host can't end its field");

    auto again = parseUrl(url->text());
    require(again.has_value(), "a URL's text is a URL");
    require(again->userInfo.empty(), "a URL's text has no credentials");
    again->userInfo = url->userInfo;
    require(*again == *url, "a URL's text is the same URL");
    return 0;
}
