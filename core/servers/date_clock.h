#pragma once

#include "net/event_loop.h"

#include <string>
#include <string_view>

namespace escala::servers {

/// The text of a Date field (RFC 9110 5.6.7), made anew once a second. One thread.
class DateClock {
public:
    [[nodiscard]] std::string_view text(net::Clock::time_point now)
    {
        if (now >= m_nextChange)
            refresh(now);
        return m_text;
    }

private:
    void refresh(net::Clock::time_point now);

    net::Clock::time_point m_nextChange{};
    std::string m_text;
};

}
