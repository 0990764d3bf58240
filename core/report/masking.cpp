#include "report/masking.h"

#include "report/markup.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace escala::report {

namespace {

constexpr std::string_view kMask = "***";
constexpr std::array<std::string_view, 6> kSecretFields{"authorization", "proxy-authorization", "cookie",
                                                        "set-cookie",    "x-api-key",           "x-auth-token"};

bool isSecret(std::string_view field)
{
    return std::ranges::any_of(kSecretFields, [field](std::string_view secret) {
        return std::ranges::equal(field, secret,
                                  [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
    });
}

/// The text with the user information of the authority that starts there masked.
std::string maskedAt(const std::string &text, std::size_t start)
{
    const std::size_t end = std::min(text.find_first_of("/?#\\ \t\r\n\"'<>", start), text.size());
    const std::size_t at = text.substr(start, end - start).rfind('@');
    if (at == std::string::npos)
        return text;
    return text.substr(0, start).append(kMask).append(text.substr(start + at));
}

}

std::string maskedUrl(std::string_view url)
{
    const std::string text = validUtf8(url);
    if (text.find("://") != std::string::npos)
        return maskedUrls(text);
    return maskedAt(text, 0);
}

std::string maskedUrls(std::string_view text)
{
    std::string masked(text);
    for (std::size_t scheme = masked.find("://"); scheme != std::string::npos; scheme = masked.find("://", scheme + 3))
        masked = maskedAt(masked, scheme + 3);
    return masked;
}

experiment::Experiment masked(experiment::Experiment experiment)
{
    experiment.name = validUtf8(experiment.name);
    for (experiment::Target &target : experiment.targets) {
        target.name = validUtf8(target.name);
        target.url = maskedUrl(target.url);
    }
    load::LoadPlan &plan = experiment.plan;
    plan.request.method = validUtf8(plan.request.method);
    for (auto &[name, value] : plan.request.headers) {
        value = isSecret(name) ? std::string(kMask) : maskedUrls(validUtf8(value));
        name = validUtf8(name);
    }
    plan.caFile = validUtf8(plan.caFile);
    for (load::ResolveOverride &given : plan.resolve) {
        given.host = validUtf8(given.host);
        given.address = validUtf8(given.address);
    }
    return experiment;
}

}
