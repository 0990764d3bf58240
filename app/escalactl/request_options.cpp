#include "request_options.h"

#include "option_values.h"
#include "request_values.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace escala::ctl {

namespace {

using load::CredentialSpec;
using load::LoadPlan;
using load::RequestSpec;

constexpr const char *kGroup = "Request";

/// An option that may be repeated, each value taken apart by `read`.
template <typename Value, typename Read>
CLI::Option *addList(CLI::App &command, const char *name, const char *help, std::vector<Value> &values, Read read)
{
    return command
        .add_option_function<std::vector<std::string>>(
            name,
            [&values, read](const std::vector<std::string> &texts) {
                for (const std::string &text : texts)
                    values.push_back(read(text));
            },
            help)
        ->allow_extra_args(false)
        ->group(kGroup);
}

bool carriesBody(const RequestSpec &request)
{
    return request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
}

/// Adds what is given, in place of what has the same name.
template <typename Spec>
void addByName(std::vector<Spec> &all, const std::vector<Spec> &given)
{
    for (const Spec &each : given) {
        std::erase_if(all, [&each](const Spec &other) { return other.name == each.name; });
        all.push_back(each);
    }
}

template <typename Change>
void forEachRequest(LoadPlan &plan, Change change)
{
    change(plan.request);
    std::ranges::for_each(plan.moreRequests, change);
}

}

void RequestOptions::addTo(CLI::App &command)
{
    addRequest(command);
    addVariables(command);
    addAnswers(command);
    addCredentials(command);
}

void RequestOptions::addRequest(CLI::App &command)
{
    auto *method = command.add_option("--method", m_method, "GET, or POST with a body")->group(kGroup);
    addList(command, "--request",
            "one of several requests: its path, if you like with a method before it and a weight behind it, as in "
            "'GET /items/{{id}} 9'; may be repeated",
            m_requests, requestOf)
        ->type_name("'METHOD PATH WEIGHT'")
        ->excludes(method);
    addList(command, "--header", "a header field, 'Name: value'; may be repeated", m_headers, headerOf);
    auto *body =
        command.add_option("--body", m_body, "what each request carries; with --request those that POST, PUT or PATCH")
            ->group(kGroup);
    command.add_option("--body-file", m_bodyFile, "the same from a file, of any bytes")->excludes(body)->group(kGroup);
}

void RequestOptions::addVariables(CLI::App &command)
{
    addList(command, "--feed",
            "rows of a CSV or JSON lines file; {{NAME.column}} in path, headers or body is a value of the row that a "
            "request was dealt: sequential, random or zipf (sequential); may be repeated",
            m_feeds, feedOf)
        ->type_name("NAME=FILE[:ORDER]");
    addList(command, "--var",
            "{{NAME}} in path, headers or body is a value made for each request: '1..100' (random), "
            "'counter:START:STEP', 'hex:DIGITS', 'choice:A,B,C' or 'timestamp:iso8601|unix|unix_ms'; may be repeated",
            m_variables, variableOf)
        ->type_name("NAME=VALUE");
}

void RequestOptions::addAnswers(CLI::App &command)
{
    addList(command, "--check",
            "what every answer must be like: 'status==200', 'header Content-Type contains json', 'body contains "
            "Welcome', 'body matches REGEX', 'json /id==5' or 'size<=1000'; may be repeated",
            m_checks, checkOf)
        ->type_name("CONDITION");
    command.add_flag("--cookies", m_cookies, "each user keeps the cookies it gets, and sends them back")->group(kGroup);
    command.add_option("--follow", m_follow, "follow so many redirects of a request, within its host (0)")
        ->type_name("N")
        ->group(kGroup);
    command.add_flag("--compressed", m_compressed, "offer gzip and deflate; checks see the content decoded")
        ->group(kGroup);
}

void RequestOptions::addCredentials(CLI::App &command)
{
    using Scheme = CredentialSpec::Scheme;
    using Source = CredentialSpec::Source;
    const std::array<std::tuple<const char *, Scheme, Source, const char *, const char *>, 4> options{
        {{"--basic-from-env", Scheme::Basic, Source::Environment, "VARIABLE",
          "user:password for every request, from this environment variable"},
         {"--basic-from-file", Scheme::Basic, Source::File, "FILE", "the same from the first line of a file"},
         {"--bearer-from-env", Scheme::Bearer, Source::Environment, "VARIABLE",
          "a bearer token for every request, from this environment variable"},
         {"--bearer-from-file", Scheme::Bearer, Source::File, "FILE", "the same from the first line of a file"}}};
    for (const auto &[name, scheme, source, type, help] : options) {
        command
            .add_option_function<std::string>(
                name,
                [this, option = std::string(name), scheme, source](const std::string &place) {
                    if (m_credentials)
                        throw CLI::ValidationError(option, "a request can have one kind of credentials");
                    m_credentials = CredentialSpec{.scheme = scheme, .source = source, .name = place};
                },
                help)
            ->type_name(type)
            ->group(kGroup);
    }
}

std::expected<void, std::string> RequestOptions::setBody(LoadPlan &plan, const std::string &body) const
{
    if (plan.moreRequests.empty() && m_requests.empty()) {
        plan.request.body = body;
        if (!m_method)
            plan.request.method = "POST";
        return {};
    }
    bool any = false;
    forEachRequest(plan, [&](RequestSpec &request) {
        if (!carriesBody(request))
            return;
        request.body = body;
        any = true;
    });
    if (!any)
        return std::unexpected("--body: none of the requests carries one; POST, PUT and PATCH do");
    return {};
}

std::expected<void, std::string> RequestOptions::applyTo(LoadPlan &plan) const
{
    if (!m_requests.empty()) {
        plan.request = m_requests.front();
        plan.moreRequests.assign(m_requests.begin() + 1, m_requests.end());
    }
    if (m_method && !plan.moreRequests.empty())
        return std::unexpected("--method is for one request, and the plan has several");
    if (m_method)
        plan.request.method = *m_method;
    if (!m_bodyFile.empty()) {
        const auto body = readWhole(m_bodyFile);
        if (!body)
            return std::unexpected("--body-file: " + body.error());
        if (auto set = setBody(plan, *body); !set)
            return set;
    } else if (m_body) {
        if (auto set = setBody(plan, *m_body); !set)
            return set;
    }
    forEachRequest(plan, [this](RequestSpec &request) {
        request.headers.insert(request.headers.end(), m_headers.begin(), m_headers.end());
        request.checks.insert(request.checks.end(), m_checks.begin(), m_checks.end());
    });
    addByName(plan.feeds, m_feeds);
    addByName(plan.variables, m_variables);
    plan.credentials = m_credentials.value_or(plan.credentials);
    plan.cookies = plan.cookies || m_cookies;
    plan.compressed = plan.compressed || m_compressed;
    plan.followRedirects = m_follow.value_or(plan.followRedirects);
    return {};
}

}
