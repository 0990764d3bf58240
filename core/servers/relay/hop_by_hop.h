#pragma once

#include <string_view>
#include <vector>

namespace escala::servers {

/// Which fields of one message end at this hop (RFC 9110 7.6.1): those known to, and those its Connection fields name.
/// The views it is given must outlive it.
class HopByHop {
public:
    /// The value of a Connection field.
    void addConnection(std::string_view value);
    [[nodiscard]] bool ends(std::string_view name) const noexcept;

private:
    std::vector<std::string_view> m_named;
};

}
