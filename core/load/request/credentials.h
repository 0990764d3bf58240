#pragma once

#include <expected>
#include <string>

namespace escala::load {

/// Where the credentials of all requests come from. A plan names the place, never the secret: so it can't get into a
/// plan file, a result or a log.
struct CredentialSpec {
    enum class Scheme {
        None,
        Basic,  ///< "user:password".
        Bearer, ///< A token.
    };
    enum class Source { Environment, File };
    Scheme scheme = Scheme::None;
    Source source = Source::Environment;
    std::string name; ///< Of the variable, or the file, whose first line is taken.
    friend bool operator==(const CredentialSpec &, const CredentialSpec &) = default;
};

/// The value of the Authorization field; empty with Scheme::None. The error names the variable or file and what was
/// expected there, never what was found. Reads the environment: not while another thread changes it.
[[nodiscard]] std::expected<std::string, std::string> authorizationFor(const CredentialSpec &spec);

}
