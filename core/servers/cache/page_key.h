#pragma once

#include <string>
#include <string_view>

namespace escala::servers {

/// Path and query of a URL, or of a path: what the pages of a cached server are stored by. Which host it was does not
/// count: such a server has one site.
[[nodiscard]] std::string pageKeyOf(std::string_view url);

}
