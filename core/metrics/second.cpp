#include "metrics/second.h"

namespace escala::metrics {

Second secondOf(const Tally &tally, std::chrono::nanoseconds start, std::chrono::nanoseconds length)
{
    Second second{.point = pointOf(tally, start, length),
                  .ledger = tally.ledger,
                  .errors = tally.errors,
                  .status = {},
                  .bytesSent = tally.bytesSent,
                  .connectionsOpened = tally.connectionsOpened,
                  .redirects = tally.redirects,
                  .response = PackedHistogram(tally.response),
                  .service = PackedHistogram(tally.service),
                  .slowest = {tally.slowest.requests().begin(), tally.slowest.requests().end()}};
    for (std::size_t code = 0; code < tally.status.size(); ++code) {
        if (tally.status[code] > 0)
            second.status.emplace_back(static_cast<std::uint16_t>(code), tally.status[code]);
    }
    return second;
}

}
