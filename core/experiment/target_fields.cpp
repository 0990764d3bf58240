#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>

namespace escala::experiment {

namespace {

constexpr const char *kContext = "PlanFile";

void readKind(ObjectReader &reader, ServerSpec::Kind &kind)
{
    std::string text = name(kind);
    reader.read("kind", text);
    for (const auto each : {ServerSpec::Kind::Slow, ServerSpec::Kind::Cached}) {
        if (text == name(each)) {
            kind = each;
            return;
        }
    }
    reader.fail(PlanProblem::OutOfRange, "kind",
                sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be \"slow\" or \"cached\", not \"%2\""),
                         reader.pathOf("kind"), text));
}

}

void readPolicy(ObjectReader &reader, std::string &policy)
{
    reader.read("policy", policy);
    if (std::ranges::find(kPolicies, policy) == kPolicies.end())
        reader.fail(PlanProblem::OutOfRange, "policy",
                    sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be one of %2, not \"%3\""),
                             reader.pathOf("policy"), fmt::format("{}", fmt::join(kPolicies, ", ")), policy));
}

void readExponent(ObjectReader &reader, double &zipf)
{
    reader.read("zipf", zipf);
    if (!(zipf >= 0.01 && zipf <= 10))
        reader.fail(
            PlanProblem::OutOfRange, "zipf",
            sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be from 0.01 to 10"), reader.pathOf("zipf")));
}

// As escala-server reads it: digits and a unit, once or twice.
void readSize(ObjectReader &reader, std::string &size)
{
    static const std::regex form(R"((\d{1,10})([KMG]i?B)?(\.\.(\d{1,10})([KMG]i?B)?)?)");
    reader.read("size", size);
    if (!size.empty() && !std::regex_match(size, form))
        reader.fail(PlanProblem::OutOfRange, "size",
                    sentence(kContext,
                             QT_TRANSLATE_NOOP("PlanFile", "%1 must be like \"4KiB\" or \"1KiB..64KiB\", not \"%2\""),
                             reader.pathOf("size"), size));
}

void readServer(const boost::json::value &value, const std::string &path, PlanReading &reading, ServerSpec &server)
{
    ObjectReader reader(value, path, reading);
    readKind(reader, server.kind);
    reader.read("port", server.port);
    reader.read("delay", server.delay);
    reader.read("ttl", server.ttl);
    reader.read("capacity", server.capacity, 1);
    readPolicy(reader, server.policy);
    reader.read("single_flight", server.singleFlight);
    reader.read("keys", server.keys, 1, 1'000'000'000);
    readExponent(reader, server.zipf);
    readSize(reader, server.size);
    reader.read("workers", server.workers, 1);
    reader.read("queue", server.queue);
    reader.read("threads", server.threads, 1, load::LoadPlan::kMaxThreads);
    reader.refuseUnknown();
}

void readTarget(const boost::json::value &value, const std::string &path, PlanReading &reading, Target &target)
{
    ObjectReader reader(value, path, reading);
    reader.read("name", target.name);
    reader.read("url", target.url);
    if (const boost::json::value *server = reader.find("server"))
        readServer(*server, reader.pathOf("server"), reading, target.server.emplace());
    reader.refuseUnknown();
    if (target.url.empty() == !target.server)
        reader.fail(
            PlanProblem::OutOfRange, "",
            sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 needs a \"url\" or a \"server\", one of them"), path));
}

boost::json::object serverFields(const ServerSpec &server)
{
    boost::json::object fields{{"kind", name(server.kind)},
                               {"port", server.port},
                               {"delay", text::formatDuration(server.delay)},
                               {"ttl", text::formatDuration(server.ttl)},
                               {"capacity", server.capacity},
                               {"policy", server.policy},
                               {"single_flight", server.singleFlight}};
    if (server.keys > 1) {
        fields["keys"] = server.keys;
        fields["zipf"] = server.zipf;
    }
    if (!server.size.empty())
        fields["size"] = server.size;
    if (server.workers)
        fields["workers"] = *server.workers;
    if (server.queue)
        fields["queue"] = *server.queue;
    fields["threads"] = server.threads;
    return fields;
}

boost::json::object targetFields(const Target &target)
{
    boost::json::object fields{{"name", target.name}};
    if (target.server)
        fields["server"] = serverFields(*target.server);
    else
        fields["url"] = target.url;
    return fields;
}

}
