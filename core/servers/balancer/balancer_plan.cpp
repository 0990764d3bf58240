#include "servers/balancer/balancer_plan.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace escala::servers::balancer {

namespace {

/// In the order of the enum.
constexpr std::array<std::string_view, 7> kAlgorithms{"round-robin", "weighted", "least-request", "p2c",
                                                      "peak-ewma",   "random",   "hash"};

}

std::optional<Algorithm> parseAlgorithm(std::string_view name) noexcept
{
    const auto *const found = std::ranges::find(kAlgorithms, name);
    if (found == kAlgorithms.end())
        return std::nullopt;
    return static_cast<Algorithm>(std::distance(kAlgorithms.begin(), found));
}

std::string_view nameOf(Algorithm algorithm) noexcept
{
    return kAlgorithms[static_cast<std::size_t>(algorithm)];
}

std::optional<HashKey> parseHashKey(std::string_view text)
{
    using enum HashKey::Source;
    if (text == "path")
        return HashKey{.source = Path};
    if (text == "client")
        return HashKey{.source = Client};
    const auto colon = text.find(':');
    const auto kind = text.substr(0, colon);
    const auto name = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    if ((kind != "header" && kind != "cookie") || !http::isToken(name))
        return std::nullopt;
    return HashKey{.source = kind == "header" ? Header : Cookie, .name = std::string(name)};
}

}
