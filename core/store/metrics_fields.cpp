#include "store/metrics_fields.h"

namespace escala::store {

namespace {

using metrics::HeatGrid;
using metrics::StatusClass;
using metrics::Tally;

/// All but what is written in a shorter way.
template <typename Io>
void plainFields(Io &io, Is<Tally> auto &tally)
{
    io(tally.ledger, tally.errors, tally.cache, tally.bytesSent, tally.bytesReceived, tally.connectionsOpened,
       tally.redirects, tally.response, tally.service, tally.lag, tally.wait, tally.givenUp, tally.phases,
       tally.slowest);
}

}

void fields(ArchiveWriter &io, const metrics::Slowest &slowest)
{
    const auto requests = slowest.requests();
    io(std::vector(requests.begin(), requests.end()));
}

void fields(ArchiveReader &io, metrics::Slowest &slowest)
{
    std::vector<metrics::SlowRequest> requests;
    io(requests);
    slowest.clear();
    for (const metrics::SlowRequest &request : requests)
        slowest.add(request);
}

void fields(ArchiveWriter &io, const metrics::PackedHistogram &histogram)
{
    io.natural(histogram.bytes().size());
    io.raw(histogram.bytes());
}

void fields(ArchiveReader &io, metrics::PackedHistogram &histogram)
{
    histogram = {};
    const auto bytes = io.raw(io.natural());
    if (bytes.empty())
        return;
    if (auto read = metrics::PackedHistogram::fromBytes(bytes))
        histogram = std::move(*read);
    else
        io.fail();
}

// Of a thousand statuses most never came up, nor did most classes.
void fields(ArchiveWriter &io, const Tally &tally)
{
    plainFields(io, tally);
    std::map<std::uint16_t, std::uint64_t> status;
    for (std::size_t code = 0; code < tally.status.size(); ++code)
        if (tally.status[code] != 0)
            status.emplace(static_cast<std::uint16_t>(code), tally.status[code]);
    io(status);
    for (std::size_t i = 0; i < metrics::kStatusClasses; ++i) {
        const metrics::ClassTimes *times = tally.byStatus.find(static_cast<StatusClass>(i));
        io(times != nullptr);
        if (times)
            io(times->response, times->service);
    }
}

void fields(ArchiveReader &io, Tally &tally)
{
    tally.clear();
    plainFields(io, tally);
    std::map<std::uint16_t, std::uint64_t> status;
    io(status);
    for (const auto &[code, count] : status) {
        if (code < tally.status.size())
            tally.status[code] = count;
        else
            io.fail();
    }
    for (std::size_t i = 0; i < metrics::kStatusClasses; ++i) {
        bool there = false;
        io(there);
        if (!there)
            continue;
        metrics::ClassTimes &times = tally.byStatus.of(static_cast<StatusClass>(i));
        io(times.response, times.service);
    }
}

void fields(ArchiveWriter &io, const HeatGrid &heat)
{
    io(heat.width(), heat.columns());
}

void fields(ArchiveReader &io, HeatGrid &heat)
{
    std::chrono::nanoseconds width{};
    std::vector<HeatGrid::Column> columns;
    io(width, columns);
    heat = HeatGrid(width);
    if (columns.size() > HeatGrid::kMostColumns || (width <= std::chrono::nanoseconds::zero() && !columns.empty()))
        io.fail();
    else
        heat = HeatGrid(width, std::move(columns));
}

}
