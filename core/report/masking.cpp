#include "report/masking.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace escala::report
{

namespace
{

constexpr std::string_view kMask = "***";
constexpr std::array<std::string_view, 3> kSecretFields{"authorization", "proxy-authorization", "cookie"};

bool isSecret(std::string_view field)
{
    return std::ranges::any_of(kSecretFields, [field](std::string_view secret) {
        return std::ranges::equal(field, secret,
                                  [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
    });
}

}

std::string maskedUrl(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t end = std::min(url.find_first_of("/?#", start), url.size());
    const std::size_t at = url.substr(start, end - start).rfind('@');
    if (at == std::string_view::npos)
        return std::string(url);
    return std::string(url.substr(0, start)).append(kMask).append(url.substr(start + at));
}

experiment::Experiment masked(experiment::Experiment experiment)
{
    for (experiment::Target &target : experiment.targets)
        target.url = maskedUrl(target.url);
    for (auto &[name, value] : experiment.plan.request.headers) {
        if (isSecret(name))
            value = kMask;
    }
    return experiment;
}

}
