#pragma once

#include "servers/proxy/age.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// Remembers which stored response answered a request, and with what fields: the same bytes asked for again within the
/// second get the same answer, as long as the store holds the same. Comparing them costs a fraction of reading them,
/// building the key, choosing and formatting. It holds no responses. One thread.
class HitMemo {
public:
    struct Hit {
        std::string request; ///< Its head, all bytes.
        std::string key;
        std::uint64_t set = 0; ///< The number of the VariantSet.
        std::size_t variant = 0;
        Time until;         ///< When its Age changes, at the latest when it is stale.
        std::string fields; ///< Of the answer.
    };

    /// Null where there is none, or its time is over.
    [[nodiscard]] const Hit *find(std::string_view request, Time now) const;
    /// Takes the place of another one where need be. Long requests and answers are not kept.
    void remember(Hit hit);

private:
    static constexpr std::size_t kSlots = 256;
    static constexpr std::size_t kLongest = 2048;

    [[nodiscard]] static std::size_t slotOf(std::string_view request) noexcept;

    std::vector<Hit> m_hits; ///< By slot; empty until the first.
};

}
