#pragma once

#include "connection_options.h"
#include "experiment/experiment.h"
#include "request_options.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace escala::ctl {

/// The options that shape a load plan. Each one given changes the plan it is applied to; the others leave it as it is.
class LoadOptions {
public:
    void addTo(CLI::App &command);

    /// The error is a sentence for people.
    [[nodiscard]] std::expected<void, std::string> applyTo(load::LoadPlan &plan) const;

private:
    using Change = std::function<void(load::LoadPlan &)>;

    void chooseModel(load::LoadPlan &plan) const;
    void addLimits(CLI::App &command);
    void addModel(CLI::App &command);
    void addHttp2(CLI::App &command);
    void addTimes(CLI::App &command);
    template <typename Number>
    void addNumber(CLI::App &command, const std::string &name, const std::string &help,
                   void (*set)(load::LoadPlan &, Number));
    void addDuration(CLI::App &command, const std::string &name, const std::string &help,
                     std::function<void(load::LoadPlan &, std::chrono::nanoseconds)> set);

    std::vector<Change> m_changes; ///< In the order of the command line.
    bool m_limited = false;        ///< --requests or --duration: these replace the plan's own limits.
    RequestOptions m_request;
    ConnectionOptions m_connection;
    std::string m_model;
    double m_rate = 0;
    std::vector<load::Stage> m_stages;
    std::optional<std::uint32_t> m_connections;
};

}
