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
    reader.read("users", plan.users, 1, LoadPlan::kMaxUsers);
    reader.read("requests", plan.requests, 1);
    reader.read("duration", plan.duration);
    reader.read("cold_request", plan.coldRequest);
    reader.read("warmup", plan.warmup);
    reader.read("threads", plan.threads, 0, LoadPlan::kMaxThreads);
    reader.read("connect_timeout", plan.connectTimeout);
    reader.read("timeout", plan.responseTimeout);
    reader.read("drain_limit", plan.drainLimit);
    reader.read("keep_alive", plan.keepAlive);
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
    boost::json::object fields{{"users", plan.users}};
    if (plan.requests)
        fields["requests"] = *plan.requests;
    if (plan.duration)
        fields["duration"] = text::formatDuration(*plan.duration);
    fields["cold_request"] = plan.coldRequest;
    fields["warmup"] = text::formatDuration(plan.warmup);
    fields["threads"] = plan.threads;
    fields["connect_timeout"] = text::formatDuration(plan.connectTimeout);
    fields["timeout"] = text::formatDuration(plan.responseTimeout);
    fields["drain_limit"] = text::formatDuration(plan.drainLimit);
    fields["keep_alive"] = plan.keepAlive;
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
