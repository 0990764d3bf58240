#include "options.h"
#include "supervision.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>

namespace {

using namespace escala;

void sayReady(const servers::ServerPlan &plan, const servers::BuiltInServer &server)
{
    const auto line = boost::json::serialize(boost::json::object{
        {"ready", true},
        {"kind", servers::kindOf(plan)},
        {"url", server.url()},
        {"admin", server.adminUrl()},
        {"pid", ::getpid()},
    });
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

int serve(const program::ServeCommand &command)
{
    std::signal(SIGPIPE, SIG_IGN);
    const program::EndSignals signals;
    if (command.exitWithParent)
        program::endWithParent();
    auto plan = command.plan;
    plan.say = [](const std::string &news) { fmt::print(stderr, "escala-server: {}.\n", news); };
    auto server = servers::BuiltInServer::start(plan);
    if (!server) {
        fmt::print(stderr, "escala-server: {}.\n", server.error());
        return 1;
    }
    sayReady(plan, **server);
    program::superviseUntilEnd(**server, signals, command.exitWithParent);
    return 0;
}

}

int main(int argc, char **argv)
try {
    const auto command = program::readCommandLine(argc, argv);
    if (const auto *early = std::get_if<program::EarlyExit>(&command)) {
        fmt::print("{}", early->output);
        fmt::print(stderr, "{}", early->error);
        return early->status;
    }
    return serve(std::get<program::ServeCommand>(command));
} catch (const std::exception &error) {
    fmt::print(stderr, "escala-server: {}.\n", error.what());
    return 1;
}
