#pragma once

#include "servers/cache/backend/stored_entry.h"

#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// A purge in a cache that several servers share and that can't look for keys: noted, and held against every entry
/// whose fetch began before it (as Varnish's bans are).
struct Removal {
    StoredEntry::Time at;
    bool isPrefix = false;
    std::string text; ///< A page's key, or its start; empty with `isPrefix`: all.

    /// Whether a page that was asked for then is removed by this.
    [[nodiscard]] bool hits(std::string_view page, StoredEntry::Time askedAt) const noexcept
    {
        return askedAt <= at && (isPrefix ? page.starts_with(text) : page == text);
    }
};

/// A line of the list, with its line feed. The text has no line feed.
[[nodiscard]] std::string lineOf(const Removal &removal);

/// Whether one of these lines hits it; lines that make no sense hit nothing.
[[nodiscard]] bool isRemoved(std::string_view lines, std::string_view page, StoredEntry::Time askedAt);

}
