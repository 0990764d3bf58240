#include "load/request/credentials.h"

#include "http/base64.h"
#include "http/field_syntax.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace escala::load {

namespace {

constexpr std::size_t kLongest = 16UL * 1024;

std::expected<std::string, std::string> secretIn(const CredentialSpec &spec)
{
    if (spec.source == CredentialSpec::Source::Environment) {
        const char *value = std::getenv(spec.name.c_str());
        if (value == nullptr)
            return std::unexpected(fmt::format("the environment variable {} is not set", spec.name));
        return value;
    }
    errno = 0;
    std::ifstream file(spec.name);
    std::string line;
    std::getline(file, line);
    if (file.bad() || (file.fail() && !file.eof()))
        return std::unexpected(
            fmt::format("{} can't be read: {}", spec.name, errno != 0 ? std::strerror(errno) : "input/output error"));
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

}

std::expected<std::string, std::string> authorizationFor(const CredentialSpec &spec)
{
    if (spec.scheme == CredentialSpec::Scheme::None)
        return std::string();
    const bool basic = spec.scheme == CredentialSpec::Scheme::Basic;
    const std::string_view expected = basic ? "user:password" : "a token";
    const auto secret = secretIn(spec);
    if (!secret)
        return std::unexpected(fmt::format("{}; expected {} there", secret.error(), expected));
    const bool malformed = secret->empty() || secret->size() > kLongest || (basic && !secret->contains(':'))
        || (!basic && (!http::isFieldValue(*secret) || http::trimmed(*secret) != *secret));
    if (malformed)
        return std::unexpected(
            fmt::format("{} must hold {}, of one line and at most {} bytes", spec.name, expected, kLongest));
    return basic ? "Basic " + http::base64(*secret) : "Bearer " + *secret;
}

}
