#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "text/quantity.h"

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

void readServer(const boost::json::value &value, const std::string &path, PlanReading &reading, ServerSpec &server)
{
    ObjectReader reader(value, path, reading);
    readKind(reader, server.kind);
    reader.read("port", server.port);
    reader.read("delay", server.delay);
    reader.read("ttl", server.ttl);
    reader.read("capacity", server.capacity, 1);
    reader.read("single_flight", server.singleFlight);
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
                               {"single_flight", server.singleFlight}};
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
