#include "experiment/plan_fields.h"
#include "experiment/words.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>

namespace escala::experiment {

namespace {

using FaultKind = Fault::Kind;

void readShare(ObjectReader &reader, double &share)
{
    reader.read("share", share);
    if (!(share > 0 && share <= 1))
        reader.fail(PlanProblem::OutOfRange, "share",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be over 0 and at most 1"),
                             reader.pathOf("share")));
}

void readLatency(ObjectReader &reader, std::chrono::nanoseconds &latency)
{
    reader.read("latency", latency);
    if (latency > Fault::kMostLatency)
        reader.fail(PlanProblem::OutOfRange, "latency",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be at most 1h"),
                             reader.pathOf("latency")));
}

void readSigma(ObjectReader &reader, double &sigma)
{
    reader.read("sigma", sigma);
    if (!(sigma >= 0 && sigma <= 10))
        reader.fail(PlanProblem::OutOfRange, "sigma",
                    sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be from 0 to 10"),
                             reader.pathOf("sigma")));
}

void readFault(const boost::json::value &value, const std::string &path, PlanReading &reading, PlannedFault &planned)
{
    ObjectReader reader(value, path, reading);
    reader.read("at", planned.at);
    reader.read("for", planned.lasts);
    reader.read("target", planned.target);
    reader.read("server", planned.server);
    Fault &fault = planned.fault;
    reader.readWord("fault", kFaultNames, fault.kind);
    readLatency(reader, fault.latency);
    readSigma(reader, fault.sigma);
    reader.read("bytes_per_s", fault.bytesPerSecond, 1, Fault::kMostBytesPerSecond);
    readShare(reader, fault.share);
    reader.read("status", fault.status, 400, 599);
    reader.refuseUnknown();
}

boost::json::object faultFields(const PlannedFault &planned)
{
    const Fault &fault = planned.fault;
    boost::json::object fields{{"at", text::formatDuration(planned.at)}, {"target", planned.target}};
    if (planned.lasts)
        fields["for"] = text::formatDuration(*planned.lasts);
    if (!planned.server.empty())
        fields["server"] = planned.server;
    fields["fault"] = name(fault.kind);
    const Fault usual;
    if (fault.kind == FaultKind::Latency || fault.latency != usual.latency)
        fields["latency"] = text::formatDuration(fault.latency);
    if (fault.sigma > 0)
        fields["sigma"] = fault.sigma;
    if (fault.kind == FaultKind::Drip || fault.bytesPerSecond != usual.bytesPerSecond)
        fields["bytes_per_s"] = fault.bytesPerSecond;
    if (fault.kind == FaultKind::Errors || fault.kind == FaultKind::Reset || fault.share != usual.share)
        fields["share"] = fault.share;
    if (fault.kind == FaultKind::Errors || fault.status != usual.status)
        fields["status"] = fault.status;
    return fields;
}

}

void readFaults(ObjectReader &reader, PlanReading &reading, std::vector<PlannedFault> &faults)
{
    const boost::json::array *array = reader.array("faults");
    for (std::size_t index = 0; array && index < array->size(); ++index)
        readFault((*array)[index], elementPath(reader.pathOf("faults"), index), reading, faults.emplace_back());
}

void addFaults(const std::vector<PlannedFault> &faults, boost::json::object &fields)
{
    if (faults.empty())
        return;
    boost::json::array array;
    for (const PlannedFault &planned : faults)
        array.push_back(faultFields(planned));
    fields["faults"] = std::move(array);
}

}
