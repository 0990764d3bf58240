#include "report/masking.h"

#include "experiment/topology.h"
#include "report/markup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <variant>

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

namespace {

void maskRequest(load::RequestSpec &request)
{
    request.method = validUtf8(request.method);
    request.path = validUtf8(request.path);
    for (auto &[name, value] : request.headers) {
        value = isSecret(name) ? std::string(kMask) : maskedUrls(validUtf8(value));
        name = validUtf8(name);
    }
    for (std::string &check : request.checks)
        check = validUtf8(check);
}

/// Values that are drawn are shown in whole; a plan names only the place of a secret.
void mendTexts(load::LoadPlan &plan)
{
    for (load::FeedSpec &feed : plan.feeds) {
        feed.name = validUtf8(feed.name);
        feed.file = validUtf8(feed.file);
    }
    for (load::VariableSpec &variable : plan.variables) {
        variable.name = validUtf8(variable.name);
        if (auto *choice = std::get_if<load::RandomChoice>(&variable.value))
            std::ranges::transform(choice->texts, choice->texts.begin(),
                                   [](const std::string &text) { return validUtf8(text); });
    }
    plan.credentials.name = validUtf8(plan.credentials.name);
}

void maskServer(experiment::ServerSpec &server)
{
    server.name = validUtf8(server.name);
    for (std::vector<std::string> *texts : {&server.upstreams, &server.options})
        for (std::string &text : *texts)
            text = maskedUrls(validUtf8(text));
    for (std::string &option : server.options) // redis://host?password=…
        if (const auto query = option.find('?'); query != std::string::npos && option.contains("://"))
            option.replace(query + 1, std::string::npos, kMask);
}

}

experiment::Experiment masked(experiment::Experiment experiment)
{
    experiment.name = validUtf8(experiment.name);
    for (experiment::Target &target : experiment.targets) {
        target.name = validUtf8(target.name);
        target.url = maskedUrl(target.url);
        for (std::size_t server = 0; server < serverCount(target); ++server)
            maskServer(serverAt(target, server));
    }
    load::LoadPlan &plan = experiment.plan;
    maskRequest(plan.request);
    std::ranges::for_each(plan.moreRequests, maskRequest);
    mendTexts(plan);
    plan.caFile = validUtf8(plan.caFile);
    for (load::ResolveOverride &given : plan.resolve) {
        given.host = validUtf8(given.host);
        given.address = validUtf8(given.address);
    }
    return experiment;
}

}
