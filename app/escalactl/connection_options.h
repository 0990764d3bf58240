#pragma once

#include "load/load_plan.h"

#include <CLI/CLI.hpp>

#include <expected>
#include <optional>
#include <string>

namespace escala::ctl {

/// The options that say where connections lead, how they are made and how long they last.
class ConnectionOptions {
public:
    void addTo(CLI::App &command);

    /// Changes what was given; leaves the rest as it is. The error is a sentence for people.
    [[nodiscard]] std::expected<void, std::string> applyTo(load::LoadPlan &plan) const;

private:
    void addNames(CLI::App &command);
    void addTls(CLI::App &command);

    load::ConnectionSpec m_given;
    std::optional<load::DnsMode> m_dns;
    std::string m_caFile;
    bool m_insecure = false;
    std::vector<load::ResolveOverride> m_resolve;
};

}
