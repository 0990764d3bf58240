#include "servers/proxy/vary_key.h"

#include "servers/proxy/field_lines.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

/// Fields that are no lists: a comma in them is text.
bool isSingle(std::string_view name)
{
    return isOneOf(name, {"user-agent", "cookie", "authorization", "referer", "origin", "host", "from"});
}

/// Lists of things with weights, in which order says nothing that one could rely on (RFC 9110 12.5).
bool isPreference(std::string_view name)
{
    return isOneOf(name, {"accept-language", "accept-encoding", "accept-charset"});
}

std::string withoutBlanks(std::string_view text)
{
    std::string result(text);
    std::erase_if(result, [](char c) { return c == ' ' || c == '\t'; });
    return result;
}

/// "De ; Q=1.0" is "de".
std::string preference(std::string_view member)
{
    auto text = lowerCase(withoutBlanks(member));
    for (const std::string_view full : {";q=1.000", ";q=1.00", ";q=1.0", ";q=1.", ";q=1"}) {
        if (text.ends_with(full)) {
            text.resize(text.size() - full.size());
            break;
        }
    }
    return text;
}

std::string normalised(std::string_view name, const std::string &value)
{
    if (isSingle(name))
        return value;
    std::vector<std::string> members;
    const bool prefers = isPreference(name);
    forEachQuotableMember(value, [&members, prefers](std::string_view member) {
        members.push_back(prefers ? preference(member) : std::string(member));
    });
    if (prefers)
        std::ranges::sort(members);
    std::string joined;
    for (const auto &member : members)
        joined.append(joined.empty() ? "" : ",").append(member);
    return joined;
}

}

SelectingFields selectingFields(std::string_view responseFields)
{
    SelectingFields selecting;
    const auto vary = joinedValue(responseFields, "vary").value_or("");
    http::forEachListMember(vary, [&selecting](std::string_view member) {
        if (http::isToken(member) && member != "*")
            selecting.names.push_back(lowerCase(member));
        else
            selecting.all = true; // also what can't be read: then nothing is known
    });
    std::ranges::sort(selecting.names);
    const auto repeated = std::ranges::unique(selecting.names);
    selecting.names.erase(repeated.begin(), repeated.end());
    return selecting;
}

std::string selectingKey(const SelectingFields &selecting, std::string_view requestFields)
{
    std::string key;
    for (const auto &name : selecting.names) {
        // No value can hold a line end, so that is what keeps fields apart.
        key.append(name);
        if (const auto value = joinedValue(requestFields, name))
            key.append(":").append(normalised(name, *value));
        key += '\n';
    }
    return key;
}

}
