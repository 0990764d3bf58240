#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>

#include <QByteArray>
#include <QStringDecoder>

#include <array>

namespace escala::experiment {

namespace {

using load::LoadPlan;
using load::Order;

constexpr const char *kContext = "PlanFile";
constexpr std::array<std::pair<Order, std::string_view>, 3> kOrders{
    {{Order::Parallel, "parallel"}, {Order::Sequential, "sequential"}, {Order::Interleaved, "interleaved"}}};

std::string_view nameOf(Order order)
{
    for (const auto &[each, name] : kOrders)
        if (each == order)
            return name;
    return {};
}

void readOrder(ObjectReader &reader, Order &order)
{
    std::string text(nameOf(order));
    reader.read("order", text);
    for (const auto &[each, name] : kOrders) {
        if (text == name) {
            order = each;
            return;
        }
    }
    reader.fail(PlanProblem::OutOfRange, "order",
                sentence(kContext,
                         QT_TRANSLATE_NOOP("PlanFile",
                                           "%1 must be \"parallel\", \"sequential\" or \"interleaved\", not \"%2\""),
                         reader.pathOf("order"), text));
}

template <typename Value>
void take(ObjectReader &reader, std::string_view field, std::expected<Value, std::string> read, Value &value)
{
    if (read)
        value = std::move(*read);
    else
        reader.fail(PlanProblem::OutOfRange, field, reader.pathOf(field) + ": " + read.error());
}

/// A field whose value is one of two words.
void readChoice(ObjectReader &reader, std::string_view field, std::string_view first, std::string_view second,
                bool &isSecond)
{
    std::string text(isSecond ? second : first);
    reader.read(field, text);
    if (text != first && text != second)
        reader.fail(PlanProblem::OutOfRange, field,
                    sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be \"%2\" or \"%3\", not \"%4\""),
                             reader.pathOf(field), std::string(first), std::string(second), text));
    isSecond = text == second;
}

void readModel(ObjectReader &reader, LoadPlan &plan)
{
    bool open = plan.model == load::Model::Open;
    readChoice(reader, "model", "closed", "open", open);
    plan.model = open ? load::Model::Open : load::Model::Closed;
    reader.read("users", plan.users, 1, LoadPlan::kMaxUsers);
    if (std::string text; reader.find("think_time") != nullptr) {
        reader.read("think_time", text);
        take(reader, "think_time", load::parseThinkTime(text), plan.think);
    }
    reader.read("rate", plan.rate);
    bool poisson = plan.arrivals == load::ArrivalLaw::Poisson;
    readChoice(reader, "arrivals", "constant", "poisson", poisson);
    plan.arrivals = poisson ? load::ArrivalLaw::Poisson : load::ArrivalLaw::Constant;
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

void readHeaders(ObjectReader &reader, PlanReading &reading, load::RequestSpec &request)
{
    const boost::json::array *headers = reader.array("headers");
    if (!headers)
        return;
    request.headers.clear();
    for (std::size_t index = 0; index < headers->size(); ++index) {
        ObjectReader header((*headers)[index], elementPath(reader.pathOf("headers"), index), reading);
        auto &[name, value] = request.headers.emplace_back();
        header.read("name", name);
        header.read("value", value);
        header.refuseUnknown();
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

/// A body that is not UTF-8 can't stand in JSON as it is.
void readBody(ObjectReader &reader, std::string &body)
{
    reader.read("body", body);
    std::string encoded;
    reader.read("body_base64", encoded);
    if (encoded.empty())
        return;
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromStdString(encoded), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        reader.fail(
            PlanProblem::OutOfRange, "body_base64",
            sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 is not base64"), reader.pathOf("body_base64")));
    else
        body = decoded.decoded.toStdString();
}

bool isUtf8(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoded.isNull() && !decoder.hasError();
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
        fields["arrivals"] = plan.arrivals == load::ArrivalLaw::Poisson ? "poisson" : "constant";
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

void addRequest(const load::RequestSpec &request, boost::json::object &fields)
{
    fields["method"] = request.method;
    boost::json::array headers;
    for (const auto &[name, value] : request.headers)
        headers.push_back(boost::json::object{{"name", name}, {"value", value}});
    fields["headers"] = std::move(headers);
    if (request.body.empty() || isUtf8(request.body))
        fields["body"] = request.body;
    else
        fields["body_base64"] = QByteArray::fromStdString(request.body).toBase64().toStdString();
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
    readOrder(reader, plan.order);
    reader.read("method", plan.request.method);
    readHeaders(reader, reading, plan.request);
    readBody(reader, plan.request.body);
    reader.read("insecure", plan.insecure);
    reader.read("ca_file", plan.caFile);
    readResolve(reader, reading, plan.resolve);
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
    fields["order"] = nameOf(plan.order);
    addRequest(plan.request, fields);
    fields["insecure"] = plan.insecure;
    if (!plan.caFile.empty())
        fields["ca_file"] = plan.caFile;
    boost::json::array resolve;
    for (const load::ResolveOverride &given : plan.resolve)
        resolve.push_back(boost::json::object{{"host", given.host}, {"port", given.port}, {"address", given.address}});
    if (!resolve.empty())
        fields["resolve"] = std::move(resolve);
    return fields;
}

}
