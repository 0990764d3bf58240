#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// The fields that the Vary of a response names.
struct SelectingFields {
    bool all = false;               ///< "*": no other request can be the same.
    std::vector<std::string> names; ///< Lower case, sorted, each once.

    friend bool operator==(const SelectingFields &, const SelectingFields &) = default;
};
[[nodiscard]] SelectingFields selectingFields(std::string_view responseFields);

/// The values of these fields in a request, such that two requests have the same text when the stored response is one
/// for both (RFC 9111 4.1): lines are joined, blanks around commas do not count; nor, in the Accept fields, case, order
/// and a weight of 1. A field that is not there differs from one that is empty.
[[nodiscard]] std::string selectingKey(const SelectingFields &selecting, std::string_view requestFields);

}
