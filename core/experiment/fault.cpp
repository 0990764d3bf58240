#include "experiment/fault.h"

#include "text/quantity.h"

#include <boost/json.hpp>

#include <algorithm>

namespace escala::experiment {

namespace {

using Kind = Fault::Kind;

void add(boost::json::object &fields, const Fault &fault)
{
    switch (fault.kind) {
    case Kind::Kill:
    case Kind::Freeze:
    case Kind::Restart:
        break;
    case Kind::Latency: {
        const std::string time = text::formatDuration(fault.latency);
        fields["latency"] = fault.sigma > 0 ? boost::json::object{{"median", time}, {"sigma", fault.sigma}}
                                            : boost::json::object{{"fixed", time}};
        break;
    }
    case Kind::Drip:
        fields["drip_bytes_per_s"] = fault.bytesPerSecond;
        break;
    case Kind::Errors:
        fields["error_share"] = fault.share;
        fields["error_status"] = fault.status;
        break;
    case Kind::Refuse:
        fields["refuse"] = true;
        break;
    case Kind::Reset:
        fields["reset_share"] = fault.share;
        break;
    case Kind::CutBackend:
        fields["cut_backend"] = true;
        break;
    case Kind::FillQueue:
        fields["fill_queue"] = true;
        break;
    }
}

}

std::string_view name(Kind kind) noexcept
{
    return std::ranges::find(kFaultNames, kind, &std::pair<Kind, std::string_view>::first)->second;
}

bool isAsked(Kind kind) noexcept
{
    return kind != Kind::Kill && kind != Kind::Freeze && kind != Kind::Restart;
}

std::string faultsJson(const std::vector<Fault> &faults)
{
    boost::json::object fields;
    for (const Fault &fault : faults)
        add(fields, fault);
    return boost::json::serialize(fields);
}

}
