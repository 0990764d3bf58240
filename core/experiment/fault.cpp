#include "experiment/fault.h"

#include "text/quantity.h"

#include <boost/json.hpp>

#include <algorithm>

namespace escala::experiment {

namespace {

using FaultKind = Fault::Kind;

void add(boost::json::object &fields, const Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::Kill:
    case FaultKind::Freeze:
    case FaultKind::Restart:
        break;
    case FaultKind::Latency: {
        const std::string time = text::formatDuration(fault.latency);
        fields["latency"] = fault.sigma > 0 ? boost::json::object{{"median", time}, {"sigma", fault.sigma}}
                                            : boost::json::object{{"fixed", time}};
        break;
    }
    case FaultKind::Drip:
        fields["drip_bytes_per_s"] = fault.bytesPerSecond;
        break;
    case FaultKind::Errors:
        fields["error_share"] = fault.share;
        fields["error_status"] = fault.status;
        break;
    case FaultKind::Refuse:
        fields["refuse"] = true;
        break;
    case FaultKind::Reset:
        fields["reset_share"] = fault.share;
        break;
    case FaultKind::CutBackend:
        fields["cut_backend"] = true;
        break;
    case FaultKind::FillQueue:
        fields["fill_queue"] = true;
        break;
    }
}

}

std::string_view name(FaultKind kind) noexcept
{
    return std::ranges::find(kFaultNames, kind, &std::pair<FaultKind, std::string_view>::first)->second;
}

bool isAsked(FaultKind kind) noexcept
{
    return kind != FaultKind::Kill && kind != FaultKind::Freeze && kind != FaultKind::Restart;
}

std::string faultsJson(const std::vector<Fault> &faults)
{
    boost::json::object fields;
    for (const Fault &fault : faults)
        add(fields, fault);
    return boost::json::serialize(fields);
}

}
