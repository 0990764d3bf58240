#include "load/request/request_template.h"

#include "http/field_syntax.h"
#include "http/request_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace escala::load {

namespace {

bool isGiven(const http::Fields &headers, std::string_view name)
{
    return std::ranges::any_of(headers,
                               [name](const auto &header) { return http::equalIgnoringCase(header.first, name); });
}

/// The spec's own, and what the settings add to them.
http::Fields headersFor(const RequestSpec &spec, const RequestSettings &settings)
{
    http::Fields headers = spec.headers;
    if (!settings.authorization.empty() && !isGiven(headers, "Authorization"))
        headers.emplace_back("Authorization", settings.authorization);
    if (settings.compressed && !isGiven(headers, "Accept-Encoding"))
        headers.emplace_back("Accept-Encoding", "gzip, deflate");
    return headers;
}

std::string problemOfPath(const std::string &path, const std::string &skeleton)
{
    if (!skeleton.starts_with('/'))
        return fmt::format("the path \"{}\" must begin with /", path);
    const auto url = http::parseUrl("http://localhost" + skeleton);
    if (!url)
        return fmt::format("the path \"{}\": {}", path, url.error().message);
    if (url->target != skeleton)
        return fmt::format("the path \"{}\" must be written as it goes to the server: ASCII, blanks as %20, no #",
                           path);
    return {};
}

std::unexpected<std::string> refuse(std::string_view where, const std::string &why)
{
    return std::unexpected(fmt::format("{}: {}", where, why));
}

}

std::expected<RequestTemplate, std::string> RequestTemplate::compile(const http::Url &url, const RequestSpec &spec,
                                                                     const RequestSettings &settings,
                                                                     const Variables *variables)
{
    const http::Fields headers = headersFor(spec, settings);
    const http::RequestParts parts{.method = spec.method,
                                   .headers = headers,
                                   .body = spec.body,
                                   .keepAlive = settings.keepAlive,
                                   .userAgent = settings.userAgent};
    const std::string &path = spec.path.empty() ? url.target : spec.path;
    std::string fields = " HTTP/1.1\r\n";
    bool needsLength = false;
    for (const auto &[name, value] : http::requestFields(url, parts)) {
        if (name == "Content-Length")
            needsLength = true; // of the body as it will be rendered
        else
            fields += fmt::format("{}: {}\r\n", name, value);
    }

    const auto compiled = [&](std::string_view text, TextPlace place) -> std::expected<TextTemplate, std::string> {
        return variables != nullptr ? TextTemplate::compile(text, place, *variables) : TextTemplate::literal(text);
    };
    auto target = compiled(path, TextPlace::Target);
    if (!target)
        return refuse("path", target.error());
    if (auto problem = problemOfPath(path, target->skeleton()); !problem.empty())
        return std::unexpected(std::move(problem));
    auto fieldBlock = compiled(fields, TextPlace::Header);
    if (!fieldBlock)
        return refuse("headers", fieldBlock.error());
    auto body = compiled(spec.body, TextPlace::Body);
    if (!body)
        return refuse("body", body.error());

    RequestTemplate result;
    result.m_method = spec.method + ' ';
    result.m_target = std::move(*target);
    result.m_fields = std::move(*fieldBlock);
    result.m_body = std::move(*body);
    result.m_needsLength = needsLength;
    result.m_constant = result.m_target.constant() && result.m_fields.constant() && result.m_body.constant();
    for (const TextTemplate *part : {&result.m_target, &result.m_fields, &result.m_body})
        std::ranges::copy(part->sources(), std::back_inserter(result.m_sources));
    std::ranges::sort(result.m_sources);
    const auto repeated = std::ranges::unique(result.m_sources);
    result.m_sources.erase(repeated.begin(), repeated.end());
    if (result.m_constant) {
        std::string scratch;
        result.render({}, {}, result.m_bytes, scratch);
    }
    return result;
}

void RequestTemplate::render(const RequestDraws &draws, std::string_view cookies, std::string &bytes,
                             std::string &scratch) const
{
    bytes.assign(m_method);
    m_target.append(draws, bytes);
    renderRest(true, draws, cookies, bytes, scratch);
}

void RequestTemplate::render(std::string_view method, std::string_view target, bool withBody, const RequestDraws &draws,
                             std::string_view cookies, std::string &bytes, std::string &scratch) const
{
    bytes.assign(method);
    bytes += ' ';
    bytes += target;
    renderRest(withBody, draws, cookies, bytes, scratch);
}

void RequestTemplate::renderTarget(const RequestDraws &draws, std::string &text) const
{
    text.clear();
    m_target.append(draws, text);
}

void RequestTemplate::renderRest(bool withBody, const RequestDraws &draws, std::string_view cookies, std::string &bytes,
                                 std::string &scratch) const
{
    m_fields.append(draws, bytes);
    if (!cookies.empty()) {
        bytes += "Cookie: ";
        bytes += cookies;
        bytes += "\r\n";
    }
    scratch.clear();
    if (withBody)
        m_body.append(draws, scratch);
    if (withBody && m_needsLength)
        fmt::format_to(std::back_inserter(bytes), "Content-Length: {}\r\n", scratch.size());
    bytes += "\r\n";
    bytes += scratch;
}

}
