#include "run_command.h"

#include "experiment/experiment_file.h"
#include "experiment/topology.h"
#include "http/url.h"

#include <fmt/format.h>

#include <set>

namespace escala::ctl {

namespace {

/// "localhost:8080/path", made unique where a URL is given twice: names stand in tables and files.
std::string nameFor(const std::string &url, std::set<std::string> &used)
{
    const auto parsed = http::parseUrl(url);
    std::string name = parsed ? parsed->text() : url;
    if (const auto scheme = name.find("://"); scheme != std::string::npos)
        name.erase(0, scheme + 3);
    if (name.ends_with('/'))
        name.pop_back();
    const std::string base = name.empty() ? "target" : name;
    name = base;
    for (int number = 2; !used.insert(name).second; ++number)
        name = fmt::format("{} ({})", base, number);
    return name;
}

std::vector<experiment::Target> targetsFor(const std::vector<std::string> &urls)
{
    std::set<std::string> used;
    std::vector<experiment::Target> targets;
    for (const std::string &url : urls)
        targets.push_back({.name = nameFor(url, used), .url = url, .server = std::nullopt});
    return targets;
}

}

RunCommand::RunCommand(CLI::App &app)
    : m_options(app.add_subcommand("run", "load one or more URLs"))
{
    m_options->add_option("url", m_urls, "http or https URLs; several are compared with the first");
    m_options->add_option("--plan", m_plan, "a plan file; the other options change it, and URLs replace its targets");
    m_options->add_flag("--cache-in-front", m_cacheInFront,
                        "load each target once more behind a caching proxy of Escala: what would it buy?");
    m_options->add_flag("--balancer-in-front", m_balancerInFront,
                        "load each target once more behind a balancer of Escala");
    m_load.addTo(*m_options);
    m_session.addTo(*m_options);
}

ExitStatus RunCommand::run(char *program)
{
    const auto experiment = asked();
    if (!experiment)
        return complain(ExitStatus::BadArguments, experiment.error());
    return runExperiment(*experiment, m_session, program);
}

void RunCommand::addFronts(experiment::Experiment &experiment) const
{
    constexpr std::size_t kReplicas = 2;
    experiment::Experiment more;
    for (const experiment::Target &target : experiment.targets) {
        if (m_cacheInFront) {
            more.targets.push_back(experiment::withCacheInFront(target));
            more.targets.back().name = target.name + " with a cache";
        }
        if (m_balancerInFront) {
            more.targets.push_back(experiment::withBalancerInFront(target, kReplicas));
            more.targets.back().name = target.name + " with a balancer";
        }
    }
    experiment::append(experiment, more);
}

std::expected<experiment::Experiment, std::string> RunCommand::asked() const
{
    experiment::Experiment experiment{.name = "Run", .targets = {}, .plan = {}};
    if (!m_plan.empty()) {
        auto plan = experiment::readExperiment(m_plan);
        if (!plan)
            return std::unexpected(plan.error().message);
        experiment = std::move(*plan);
    } else if (m_urls.empty()) {
        return std::unexpected("name at least one URL, such as http://localhost:8080/, or a plan with --plan");
    }
    for (const std::string &url : m_urls) {
        if (url.contains("{{"))
            return std::unexpected(fmt::format(
                "{}: placeholders stand in a request, such as --request '/items/{{{{id}}}}', not in the URL", url));
    }
    if (!m_urls.empty())
        experiment.targets = targetsFor(m_urls);
    addFronts(experiment);
    if (auto applied = m_load.applyTo(experiment.plan); !applied)
        return std::unexpected(applied.error());
    return experiment;
}

}
