#pragma once

#include "monitor/level_chain.h"
#include "monitor/monitor_store.h"

#include <map>

namespace escala::monitor {

/// Fills the chains of a kind's tracks after a start: what was open when the program went away is made again of the
/// finer cells that are stored, and what became whole meanwhile is stored. `Content` is Cell or SourceCell.
template <typename Content>
std::expected<std::map<Track, LevelChain<Content>>, StoreError> restoreChains(MonitorStore &store, TrackKind kind,
                                                                              Second now)
{
    std::map<Track, LevelChain<Content>> chains;
    const auto keep = [&chains](LevelIndex level, Track track, Second start, std::string_view body) {
        auto content = Content::decoded(body);
        if (!content)
            return;
        auto &open = chains[track].open(level);
        open.start = start;
        open.content.merge(*content);
    };
    // A program that ends well stores the second it is in.
    auto read = store.readAll(kind, 0, now, now + 1,
                              [&](Track track, Second start, std::string_view body) { keep(0, track, start, body); });
    for (LevelIndex level = 1; level < kLevels.size() && read; ++level) {
        const auto newest = store.newest(level);
        if (!newest)
            return std::unexpected(newest.error());
        const Second from = *newest < 0 ? 0 : *newest + kLevels[level].length;
        const Second open = cellStart(level, now);
        std::map<std::pair<Track, Second>, Content> whole;
        read = store.readAll(kind, level - 1, from, cellStart(level - 1, now),
                             [&](Track track, Second finer, std::string_view body) {
                                 const Second start = cellStart(level, finer);
                                 if (start == open)
                                     keep(level, track, start, body);
                                 else if (auto content = Content::decoded(body))
                                     whole[{track, start}].merge(*content);
                             });
        for (const auto &[key, content] : whole)
            store.put(level, key.first, key.second, content.encoded());
        if (read)
            read = store.flush(now);
    }
    if (!read)
        return std::unexpected(read.error());
    return chains;
}

}
