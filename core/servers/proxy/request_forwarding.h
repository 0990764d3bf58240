#pragma once

#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// Fields by which a client tells an origin that it was asked for something else than the request line and Host say.
/// They are no part of a key, so an origin that believes them could be made to fill the cache with the wrong thing.
[[nodiscard]] bool poisons(std::string_view name) noexcept;

/// The fields of a request whose answer may be stored, as they go on to the origin: without those that poison.
[[nodiscard]] std::string keyedFields(std::string_view requestFields);

/// Whether its Connection names fields that are for this hop alone. They don't reach the origin, so they must not
/// select what is stored either: else a client could fill one variant with what belongs to another.
[[nodiscard]] bool namesFieldsOfThisHop(std::string_view requestFields);

}
