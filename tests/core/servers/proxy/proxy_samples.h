#pragma once

#include "http/http_date.h"
#include "servers/proxy/field_lines.h"
#include "servers/proxy/variant.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

// What the tests of the cache's decisions are made of. Time starts at kNoon.
namespace escala::servers::proxy {

inline constexpr WallTime kNoon =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 26) + std::chrono::hours(12);
inline constexpr Time kStart = Time() + std::chrono::hours(1);
inline constexpr ExchangeTimes kAtOnce{.asked = kStart, .answered = kStart, .wallClock = kNoon};

/// "A: 1|B: 2" as lines.
inline std::string lines(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const auto end = text.find('|');
        result.append(text.substr(0, end)).append("\r\n");
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return result;
}

/// The date so many seconds after noon.
inline std::string date(int seconds)
{
    return http::formatHttpDate(kNoon + std::chrono::seconds(seconds));
}

/// "Expires: @60" with the date that this is.
inline std::string datedLines(std::string_view text)
{
    std::string result = lines(text);
    for (auto at = result.find('@'); at != std::string::npos; at = result.find('@')) {
        const auto end = result.find("\r\n", at);
        result.replace(at, end - at, date(std::stoi(result.substr(at + 1, end - at - 1))));
    }
    return result;
}

inline constexpr std::string_view kKey = "http://example.org/a";

/// A response to a GET of kKey, stored at noon.
inline VariantPtr stored(std::string_view responseFields, std::string_view body = "0123456789", unsigned status = 200,
                         std::string_view requestFields = {})
{
    const auto fields = datedLines(responseFields);
    const auto asked = lines(requestFields);
    const auto told = responseDirectives(fields);
    return makeVariant({"GET", kKey, asked, status, fields}, told, lifetimeOf(status, fields, told, kNoon),
                       std::make_shared<const std::string>(body), kAtOnce);
}

}
