#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>

namespace escala::experiment {

namespace {

void readKind(ObjectReader &reader, ServerSpec::Kind &kind)
{
    std::string text = name(kind);
    reader.read("kind", text);
    for (const auto each : kServerKinds) {
        if (text == name(each)) {
            kind = each;
            return;
        }
    }
    reader.fail(PlanProblem::OutOfRange, "kind",
                sentence(kPlanFileContext,
                         QT_TRANSLATE_NOOP("PlanFile",
                                           "%1 must be \"slow\", \"cached\", \"proxy\" or \"balancer\", "
                                           "not \"%2\""),
                         reader.pathOf("kind"), text));
}

}

template <std::size_t size>
void readOneOf(ObjectReader &reader, const char *field, const std::array<std::string_view, size> &words,
               std::string &value)
{
    reader.read(field, value);
    if (std::ranges::find(words, value) == words.end())
        reader.fail(PlanProblem::OutOfRange, field,
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be one of %2, not \"%3\""),
                             reader.pathOf(field), fmt::format("{}", fmt::join(words, ", ")), value));
}

void readExponent(ObjectReader &reader, double &zipf)
{
    reader.read("zipf", zipf);
    if (!(zipf >= 0.01 && zipf <= 10))
        reader.fail(PlanProblem::OutOfRange, "zipf",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be from 0.01 to 10"),
                             reader.pathOf("zipf")));
}

// As escala-server reads it: digits and a unit, once or twice.
void readSize(ObjectReader &reader, std::string &size)
{
    static const std::regex form(R"((\d{1,10})([KMG]i?B)?(\.\.(\d{1,10})([KMG]i?B)?)?)");
    reader.read("size", size);
    if (!size.empty() && !std::regex_match(size, form))
        reader.fail(PlanProblem::OutOfRange, "size",
                    sentence(kPlanFileContext,
                             QT_TRANSLATE_NOOP("PlanFile", "%1 must be like \"4KiB\" or \"1KiB..64KiB\", not \"%2\""),
                             reader.pathOf("size"), size));
}

void readServer(const boost::json::value &value, const std::string &path, PlanReading &reading, ServerSpec &server)
{
    ObjectReader reader(value, path, reading);
    readKind(reader, server.kind);
    reader.read("name", server.name);
    reader.read("upstreams", server.upstreams);
    readOneOf(reader, "algorithm", kAlgorithms, server.algorithm);
    reader.read("port", server.port);
    reader.read("delay", server.delay);
    reader.read("ttl", server.ttl);
    reader.read("capacity", server.capacity, 1);
    readOneOf(reader, "policy", kPolicies, server.policy);
    reader.read("single_flight", server.singleFlight);
    reader.read("keys", server.keys, 1, 1'000'000'000);
    readExponent(reader, server.zipf);
    readSize(reader, server.size);
    reader.read("workers", server.workers, 1);
    reader.read("queue", server.queue);
    reader.read("threads", server.threads, 1, load::LoadPlan::kMaxThreads);
    reader.read("options", server.options);
    reader.refuseUnknown();
}

void readTarget(const boost::json::value &value, const std::string &path, PlanReading &reading, Target &target)
{
    ObjectReader reader(value, path, reading);
    reader.read("name", target.name);
    reader.read("url", target.url);
    if (const boost::json::value *server = reader.find("server"))
        readServer(*server, reader.pathOf("server"), reading, target.server.emplace());
    if (const boost::json::array *behind = reader.array("behind"))
        for (std::size_t index = 0; index < behind->size(); ++index)
            readServer((*behind)[index], elementPath(reader.pathOf("behind"), index), reading,
                       target.behind.emplace_back());
    reader.refuseUnknown();
    if (!target.behind.empty() && !target.server)
        reader.fail(PlanProblem::OutOfRange, "behind",
                    sentence(kPlanFileContext,
                             QT_TRANSLATE_NOOP("PlanFile", "%1 stands behind nothing: give a \"server\""),
                             reader.pathOf("behind")));
    if (target.url.empty() == !target.server)
        reader.fail(PlanProblem::OutOfRange, "",
                    sentence(kPlanFileContext,
                             QT_TRANSLATE_NOOP("PlanFile", "%1 needs a \"url\" or a \"server\", one of them"), path));
}

namespace {

void addCacheFields(const ServerSpec &server, boost::json::object &fields)
{
    fields["ttl"] = text::formatDuration(server.ttl);
    fields["capacity"] = server.capacity;
    fields["policy"] = server.policy;
    fields["single_flight"] = server.singleFlight;
}

void addPageFields(const ServerSpec &server, boost::json::object &fields)
{
    fields["delay"] = text::formatDuration(server.delay);
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
}

}

// What is of no interest to a kind is left out where it is what it would be without being told.
boost::json::object serverFields(const ServerSpec &server)
{
    boost::json::object fields{{"kind", name(server.kind)}, {"port", server.port}};
    if (!server.name.empty())
        fields["name"] = server.name;
    if (!server.upstreams.empty())
        fields["upstreams"] = boost::json::value_from(server.upstreams);
    if (server.kind == ServerSpec::Kind::Balancer)
        fields["algorithm"] = server.algorithm;
    if (!asksOthers(server.kind))
        addPageFields(server, fields);
    if (server.kind != ServerSpec::Kind::Balancer)
        addCacheFields(server, fields);
    fields["threads"] = server.threads;
    if (!server.options.empty())
        fields["options"] = boost::json::value_from(server.options);
    return fields;
}

boost::json::object targetFields(const Target &target)
{
    boost::json::object fields{{"name", target.name}};
    if (!target.server) {
        fields["url"] = target.url;
        return fields;
    }
    fields["server"] = serverFields(*target.server);
    if (!target.behind.empty()) {
        boost::json::array behind;
        for (const ServerSpec &server : target.behind)
            behind.push_back(serverFields(server));
        fields["behind"] = std::move(behind);
    }
    return fields;
}

}
