#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace escala::load {

/// One kind of request that users send. Path, the values of headers and the body may hold placeholders
/// (text_template.h).
struct RequestSpec {
    std::string method = "GET";
    std::vector<std::pair<std::string, std::string>>
        headers{}; ///< In order; these replace Escala's own of the same name.
    std::string body{};
    std::string path{};                ///< Path and query in place of the target URL's; empty: the URL's own.
    std::uint32_t weight = 1;          ///< Share among several requests.
    std::vector<std::string> checks{}; ///< What an answer must be like (check.h).
    friend bool operator==(const RequestSpec &, const RequestSpec &) = default;
};

}
