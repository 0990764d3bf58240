#include "experiment/plan_fields.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>

#include <array>

namespace escala::experiment {

namespace {

using load::LoadPlan;
using load::Order;

constexpr std::array<std::pair<Order, std::string_view>, 3> kOrders{
    {{Order::Parallel, "parallel"}, {Order::Sequential, "sequential"}, {Order::Interleaved, "interleaved"}}};
constexpr std::array<std::pair<load::Model, std::string_view>, 2> kModels{
    {{load::Model::Closed, "closed"}, {load::Model::Open, "open"}}};
constexpr std::array<std::pair<load::ArrivalLaw, std::string_view>, 2> kLaws{
    {{load::ArrivalLaw::Constant, "constant"}, {load::ArrivalLaw::Poisson, "poisson"}}};

template <typename Value>
void take(ObjectReader &reader, std::string_view field, std::expected<Value, std::string> read, Value &value)
{
    if (read)
        value = std::move(*read);
    else
        reader.fail(PlanProblem::OutOfRange, field, reader.pathOf(field) + ": " + read.error());
}

void readModel(ObjectReader &reader, LoadPlan &plan)
{
    reader.readWord("model", kModels, plan.model);
    reader.read("users", plan.users, 1, LoadPlan::kMaxUsers);
    if (std::string text; reader.find("think_time") != nullptr) {
        reader.read("think_time", text);
        take(reader, "think_time", load::parseThinkTime(text), plan.think);
    }
    reader.read("rate", plan.rate);
    reader.readWord("arrivals", kLaws, plan.arrivals);
    reader.read("seed", plan.seed);
    reader.read("max_in_flight", plan.maxInFlight, 1, LoadPlan::kMaxInFlight);
    reader.read("connections", plan.connections, 1, LoadPlan::kMaxUsers);
    reader.read("spin", plan.spin);
    if (std::string text; reader.find("stages") != nullptr) {
        reader.read("stages", text);
        take(reader, "stages", load::parseStages(text), plan.stages);
    }
}

void readConditions(ObjectReader &reader, std::vector<load::EndCondition> &conditions)
{
    const boost::json::array *entries = reader.array("end_when");
    if (!entries)
        return;
    conditions.clear();
    for (const auto &entry : *entries) {
        const auto *text = entry.if_string();
        auto read = load::parseEndCondition(text ? std::string_view(text->data(), text->size()) : std::string_view());
        if (read)
            conditions.push_back(*read);
        else
            reader.fail(PlanProblem::OutOfRange, "end_when", reader.pathOf("end_when") + ": " + read.error());
    }
}

void readResolve(ObjectReader &reader, PlanReading &reading, std::vector<load::ResolveOverride> &resolve)
{
    const boost::json::array *entries = reader.array("resolve");
    if (!entries)
        return;
    resolve.clear();
    for (std::size_t index = 0; index < entries->size(); ++index) {
        ObjectReader entry((*entries)[index], elementPath(reader.pathOf("resolve"), index), reading);
        load::ResolveOverride &given = resolve.emplace_back();
        entry.read("host", given.host);
        entry.read("port", given.port, 1);
        entry.read("address", given.address);
        entry.refuseUnknown();
    }
}

void addModel(const LoadPlan &plan, boost::json::object &fields)
{
    if (plan.model == load::Model::Closed) {
        fields["model"] = "closed";
        fields["users"] = plan.users;
        if (!plan.think.isNone())
            fields["think_time"] = load::formatThinkTime(plan.think);
    } else {
        fields["model"] = "open";
        if (plan.stages.empty())
            fields["rate"] = plan.rate;
        fields["arrivals"] = wordFor(kLaws, plan.arrivals);
        fields["max_in_flight"] = plan.maxInFlight;
        if (plan.connections)
            fields["connections"] = *plan.connections;
        if (plan.spin.count() > 0)
            fields["spin"] = text::formatDuration(plan.spin);
    }
    fields["seed"] = plan.seed;
    if (!plan.stages.empty())
        fields["stages"] = load::formatStages(plan.stages);
}

}

void readLoad(const boost::json::value &value, const std::string &path, PlanReading &reading, LoadPlan &plan)
{
    ObjectReader reader(value, path, reading);
    readModel(reader, plan);
    reader.read("requests", plan.requests, 1);
    reader.read("duration", plan.duration);
    readConditions(reader, plan.endWhen);
    reader.read("cold_request", plan.coldRequest);
    reader.read("warmup", plan.warmup);
    reader.read("threads", plan.threads, 0, LoadPlan::kMaxThreads);
    reader.read("connect_timeout", plan.connectTimeout);
    reader.read("timeout", plan.responseTimeout);
    reader.read("drain_limit", plan.drainLimit);
    reader.read("keep_alive", plan.keepAlive);
    reader.read("http2", plan.http2);
    reader.read("streams", plan.streams, 1, LoadPlan::kMaxStreams);
    reader.readWord("order", kOrders, plan.order);
    readRequests(reader, reading, plan);
    readVariables(reader, reading, plan);
    reader.read("insecure", plan.insecure);
    reader.read("ca_file", plan.caFile);
    readResolve(reader, reading, plan.resolve);
    readConnection(reader, plan.connection);
    reader.refuseUnknown();
}

boost::json::object loadFields(const LoadPlan &plan)
{
    boost::json::object fields;
    addModel(plan, fields);
    if (plan.requests)
        fields["requests"] = *plan.requests;
    if (plan.duration)
        fields["duration"] = text::formatDuration(*plan.duration);
    boost::json::array conditions;
    for (const load::EndCondition &condition : plan.endWhen)
        conditions.emplace_back(load::formatEndCondition(condition));
    if (!conditions.empty())
        fields["end_when"] = std::move(conditions);
    fields["cold_request"] = plan.coldRequest;
    fields["warmup"] = text::formatDuration(plan.warmup);
    fields["threads"] = plan.threads;
    fields["connect_timeout"] = text::formatDuration(plan.connectTimeout);
    fields["timeout"] = text::formatDuration(plan.responseTimeout);
    fields["drain_limit"] = text::formatDuration(plan.drainLimit);
    fields["keep_alive"] = plan.keepAlive;
    fields["http2"] = plan.http2;
    fields["streams"] = plan.streams;
    fields["order"] = wordFor(kOrders, plan.order);
    addRequests(plan, fields);
    addVariables(plan, fields);
    fields["insecure"] = plan.insecure;
    if (!plan.caFile.empty())
        fields["ca_file"] = plan.caFile;
    boost::json::array resolve;
    for (const load::ResolveOverride &given : plan.resolve)
        resolve.push_back(boost::json::object{{"host", given.host}, {"port", given.port}, {"address", given.address}});
    if (!resolve.empty())
        fields["resolve"] = std::move(resolve);
    addConnection(plan.connection, fields);
    return fields;
}

}
