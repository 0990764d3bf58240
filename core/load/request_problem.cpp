#include "load/request_problem.h"

#include "http/field_syntax.h"
#include "load/request/check.h"
#include "load/request/request_mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace escala::load {

namespace {

constexpr std::size_t kLargestBody = 64UL * 1024 * 1024;
constexpr std::size_t kLargestHead = 64UL * 1024;
constexpr std::size_t kLongestPath = 8000;
constexpr std::size_t kMostChecks = 100; // of a request
/// Fields that say how the message is framed; the engine sets them from what it really sends.
constexpr std::array<std::string_view, 4> kOwnFields{"Content-Length", "Transfer-Encoding", "TE", "Expect"};

std::string problemOfHeaders(const LoadPlan &plan, const RequestSpec &request)
{
    std::size_t size = 0;
    for (const auto &[name, value] : request.headers) {
        size += name.size() + value.size() + 4;
        if (!http::isToken(name))
            return fmt::format("\"{}\" can't be the name of a header", name);
        if (!http::isFieldValue(value))
            return fmt::format("the value of the header \"{}\" holds a control character", name);
        if (std::ranges::any_of(kOwnFields, [&](auto own) { return http::equalIgnoringCase(own, name); }))
            return fmt::format("the header \"{}\" can't be set: it follows from the request", name);
        if (plan.cookies && http::equalIgnoringCase(name, "Cookie"))
            return "the header \"Cookie\" can't be set where users keep cookies";
    }
    if (size > kLargestHead)
        return fmt::format("headers must be at most {} bytes together, not {}", kLargestHead, size);
    return {};
}

std::string problemOfChecks(const std::vector<std::string> &checks)
{
    if (checks.size() > kMostChecks)
        return fmt::format("checks of a request must be at most {}, not {}", kMostChecks, checks.size());
    for (const std::string &expression : checks) {
        if (const auto check = Check::parse(expression); !check)
            return check.error();
    }
    return {};
}

std::string problemOfRequest(const LoadPlan &plan, const RequestSpec &request)
{
    if (!http::isToken(request.method) || request.method == "CONNECT")
        return fmt::format("method must be an HTTP method such as GET or POST, not \"{}\"", request.method);
    if (!request.path.empty() && (!request.path.starts_with('/') || request.path.size() > kLongestPath))
        return fmt::format("the path \"{}\" must begin with / and be at most {} characters",
                           request.path.substr(0, 100), kLongestPath);
    if (auto problem = problemOfHeaders(plan, request); !problem.empty())
        return problem;
    if (request.body.size() > kLargestBody)
        return fmt::format("body must be at most {} bytes, not {}", kLargestBody, request.body.size());
    return problemOfChecks(request.checks);
}

}

std::string problemOfRequests(const LoadPlan &plan)
{
    const auto requests = plan.mix();
    if (auto problem = problemOfWeights(requests); !problem.empty())
        return problem;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto problem = problemOfRequest(plan, requests[i]);
        if (!problem.empty())
            return requests.size() == 1 ? problem : fmt::format("request {}: {}", i + 1, problem);
    }
    if (auto problem = problemOf(plan.feeds, plan.variables); !problem.empty())
        return problem;
    if (plan.credentials.scheme != CredentialSpec::Scheme::None && plan.credentials.name.empty())
        return "credentials need the name of an environment variable or file";
    if (plan.followRedirects > LoadPlan::kMaxRedirects)
        return fmt::format("redirects to follow must be at most {}, not {}", LoadPlan::kMaxRedirects,
                           plan.followRedirects);
    return {};
}

}
