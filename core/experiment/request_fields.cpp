#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "load/request/check.h"

#include <boost/json/array.hpp>

#include <QByteArray>
#include <QStringDecoder>

#include <array>

namespace escala::experiment {

namespace {

using load::LoadPlan;
using load::RequestSpec;

/// What one request has at the top of "load", and each of several in "mix".
constexpr std::array<std::string_view, 6> kRequestFields{"method", "path", "headers", "body", "body_base64", "checks"};

void readHeaders(ObjectReader &reader, PlanReading &reading, RequestSpec &request)
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
        reader.fail(PlanProblem::OutOfRange, "body_base64",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 is not base64"),
                             reader.pathOf("body_base64")));
    else
        body = decoded.decoded.toStdString();
}

void readChecks(ObjectReader &reader, PlanReading &reading, std::vector<std::string> &checks)
{
    reader.read("checks", checks);
    for (std::size_t index = 0; index < checks.size(); ++index) {
        const std::string path = elementPath(reader.pathOf("checks"), index);
        if (const auto check = load::Check::parse(checks[index]); !check)
            reading.fail(PlanProblem::OutOfRange, path, path + ": " + check.error());
    }
}

void readRequest(ObjectReader &reader, PlanReading &reading, RequestSpec &request)
{
    reader.read("method", request.method);
    reader.read("path", request.path);
    readHeaders(reader, reading, request);
    readBody(reader, request.body);
    readChecks(reader, reading, request.checks);
}

void readMix(const boost::json::array &mix, ObjectReader &reader, PlanReading &reading, LoadPlan &plan)
{
    for (const std::string_view field : kRequestFields) {
        if (reader.find(field) != nullptr)
            reader.fail(
                PlanProblem::OutOfRange, field,
                sentence(kPlanFileContext,
                         QT_TRANSLATE_NOOP("PlanFile", "%1 can't stand beside a \"mix\": put it into its requests"),
                         reader.pathOf(field)));
    }
    if (mix.empty())
        reader.fail(PlanProblem::OutOfRange, "mix",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 needs at least one request"),
                             reader.pathOf("mix")));
    for (std::size_t index = 0; index < mix.size(); ++index) {
        ObjectReader entry(mix[index], elementPath(reader.pathOf("mix"), index), reading);
        RequestSpec &request = index == 0 ? plan.request : plan.moreRequests.emplace_back();
        readRequest(entry, reading, request);
        entry.read("weight", request.weight, 1);
        entry.refuseUnknown();
    }
}

bool isUtf8(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoded.isNull() && !decoder.hasError();
}

void addRequest(const RequestSpec &request, boost::json::object &fields)
{
    fields["method"] = request.method;
    if (!request.path.empty())
        fields["path"] = request.path;
    boost::json::array headers;
    for (const auto &[name, value] : request.headers)
        headers.push_back(boost::json::object{{"name", name}, {"value", value}});
    fields["headers"] = std::move(headers);
    if (request.body.empty() || isUtf8(request.body))
        fields["body"] = request.body;
    else
        fields["body_base64"] = QByteArray::fromStdString(request.body).toBase64().toStdString();
    if (!request.checks.empty())
        fields["checks"] = boost::json::array(request.checks.begin(), request.checks.end());
}

}

void readRequests(ObjectReader &reader, PlanReading &reading, LoadPlan &plan)
{
    if (const boost::json::array *mix = reader.array("mix"))
        readMix(*mix, reader, reading, plan);
    else
        readRequest(reader, reading, plan.request);
    reader.read("cookies", plan.cookies);
    reader.read("follow_redirects", plan.followRedirects, 0, LoadPlan::kMaxRedirects);
    reader.read("compressed", plan.compressed);
}

void addRequests(const LoadPlan &plan, boost::json::object &fields)
{
    if (plan.moreRequests.empty() && plan.request.weight == 1) {
        addRequest(plan.request, fields);
    } else {
        boost::json::array mix;
        for (const RequestSpec &request : plan.mix()) {
            boost::json::object entry{{"weight", request.weight}};
            addRequest(request, entry);
            mix.push_back(std::move(entry));
        }
        fields["mix"] = std::move(mix);
    }
    fields["cookies"] = plan.cookies;
    fields["follow_redirects"] = plan.followRedirects;
    fields["compressed"] = plan.compressed;
}

}
