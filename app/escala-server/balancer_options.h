#pragma once

#include "servers/balancer/balancer_plan.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace escala::program {

/// What `escala-server balancer` adds to the options of all servers and those of its way to an origin.
class BalancerOptions {
public:
    void addTo(CLI::App &command);
    /// After parsing; with the limits and timeouts towards each replica. Throws CLI::ValidationError where the options
    /// don't go together.
    [[nodiscard]] servers::balancer::BalancerPlan plan(const servers::OriginPlan &origin, bool keepsHost) const;

private:
    void addReplicas(CLI::App &command);
    void readReplicas(const std::vector<std::string> &urls);
    void addAlgorithm(CLI::App &command);
    void addChecks(CLI::App &command);
    void addEjection(CLI::App &command);
    void addRetries(CLI::App &command);
    void addLimits(CLI::App &command);

    servers::balancer::BalancerPlan m_plan;
    std::vector<unsigned> m_weights;
    bool m_noChecks = false;
    bool m_noRetries = false;
    bool m_noRetryStatus = false;
};

}
