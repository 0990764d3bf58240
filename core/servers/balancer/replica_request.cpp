#include "servers/balancer/replica_request.h"

#include <boost/json.hpp>
#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace escala::servers::balancer {

namespace {

using Text = std::unexpected<std::string>;

std::string_view viewOf(boost::json::string_view text) noexcept
{
    return {text.data(), text.size()};
}

std::expected<boost::json::object, std::string> parseObject(std::string_view body)
{
    boost::json::error_code problem;
    auto value = boost::json::parse(boost::json::string_view(body.data(), body.size()), problem);
    if (problem || !value.is_object())
        return Text("The body is no JSON object");
    return std::move(value.as_object());
}

std::expected<unsigned, std::string> weightOf(const boost::json::value &value)
{
    boost::json::error_code problem;
    const auto weight = value.is_number() ? value.to_number<std::int64_t>(problem) : 0;
    if (problem || weight < 1 || weight > std::int64_t{kMostWeight})
        return Text(fmt::format("\"weight\" is a whole number from 1 to {}", kMostWeight));
    return static_cast<unsigned>(weight);
}

std::expected<bool, std::string> drainingOf(const boost::json::value &value)
{
    const auto state = value.is_string() ? viewOf(value.get_string()) : std::string_view();
    if (state != "draining" && state != "active")
        return Text("\"state\" is \"draining\" or \"active\"");
    return state == "draining";
}

Text unknown(boost::json::string_view name, std::string_view known)
{
    return Text(fmt::format("\"{}\" is not known; there are {}", viewOf(name), known));
}

}

std::expected<http::Url, std::string> parseReplicaUrl(std::string_view text)
{
    auto url = http::parseUrl(text);
    if (!url)
        return Text(url.error().message);
    if (url->target.contains('?') || !url->userInfo.empty())
        return Text("a replica's URL has neither a query nor credentials");
    return std::move(*url);
}

std::expected<NewReplica, std::string> parseNewReplica(std::string_view body)
{
    const auto object = parseObject(body);
    if (!object)
        return Text(object.error());
    NewReplica replica;
    for (const auto &[name, value] : *object) {
        if (name == "url") {
            auto url = parseReplicaUrl(value.is_string() ? viewOf(value.get_string()) : std::string_view());
            if (!url)
                return Text(url.error());
            replica.url = std::move(*url);
        } else if (name == "weight") {
            const auto weight = weightOf(value);
            if (!weight)
                return Text(weight.error());
            replica.weight = *weight;
        } else {
            return unknown(name, "\"url\" and \"weight\"");
        }
    }
    if (replica.url.host.empty())
        return Text("\"url\" is missing");
    return replica;
}

std::expected<ReplicaChange, std::string> parseReplicaChange(std::string_view body)
{
    const auto object = parseObject(body);
    if (!object)
        return Text(object.error());
    ReplicaChange change;
    for (const auto &[name, value] : *object) {
        if (name == "state") {
            const auto draining = drainingOf(value);
            if (!draining)
                return Text(draining.error());
            change.draining = *draining;
        } else if (name == "weight") {
            const auto weight = weightOf(value);
            if (!weight)
                return Text(weight.error());
            change.weight = *weight;
        } else {
            return unknown(name, "\"state\" and \"weight\"");
        }
    }
    if (!change.draining && !change.weight)
        return Text("say \"state\" or \"weight\"");
    return change;
}

std::expected<http::Url, std::string> parseReplicaQuery(std::string_view query)
{
    constexpr std::string_view name = "url=";
    if (!query.starts_with(name) || query.contains('&'))
        return Text("Say which replica: ?url=…");
    query.remove_prefix(name.size());
    const auto checked = boost::urls::make_pct_string_view(boost::urls::string_view(query.data(), query.size()));
    if (!checked)
        return Text("?url=… is not percent-encoded well");
    std::string plain;
    std::ranges::copy(**checked, std::back_inserter(plain));
    return parseReplicaUrl(plain);
}

}
