#include "servers/date_clock.h"

#include <fmt/chrono.h>

namespace escala::servers {

void DateClock::refresh(net::Clock::time_point now)
{
    using namespace std::chrono;
    const auto wall = system_clock::now();
    const auto second = floor<seconds>(wall);
    m_nextChange = now + ceil<net::Clock::duration>(second + seconds(1) - wall);
    // fmt names days and months in the C locale, as the field wants them.
    m_text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(system_clock::to_time_t(second)));
}

}
