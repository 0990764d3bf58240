#pragma once

#include "load/load_plan.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace escala::ctl {

/// The options that say what is sent, and what an answer must be like. Those given change the plan they are applied to;
/// the others leave it as it is.
class RequestOptions {
public:
    void addTo(CLI::App &command);

    /// The error is a sentence for people.
    [[nodiscard]] std::expected<void, std::string> applyTo(load::LoadPlan &plan) const;

private:
    void addRequest(CLI::App &command);
    void addVariables(CLI::App &command);
    void addAnswers(CLI::App &command);
    void addCredentials(CLI::App &command);
    [[nodiscard]] std::expected<void, std::string> setBody(load::LoadPlan &plan, const std::string &body) const;

    std::optional<std::string> m_method;
    std::vector<load::RequestSpec> m_requests; ///< In place of the plan's.
    std::vector<std::pair<std::string, std::string>> m_headers;
    std::optional<std::string> m_body;
    std::string m_bodyFile;
    std::vector<load::FeedSpec> m_feeds;
    std::vector<load::VariableSpec> m_variables;
    std::vector<std::string> m_checks;
    std::optional<load::CredentialSpec> m_credentials;
    std::optional<std::uint32_t> m_follow;
    bool m_cookies = false;
    bool m_compressed = false;
};

}
