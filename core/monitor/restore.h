#pragma once

#include "monitor/level_chain.h"
#include "monitor/monitor_store.h"

#include <map>

namespace escala::monitor {

/// From where on each track has cells of a level that are in none of the next: those that have no such are left out.
/// `finer` and `done` have the newest of both.
inline std::map<Track, Second> unmerged(const std::map<Track, Second> &finer, const std::map<Track, Second> &done,
                                        LevelIndex level)
{
    std::map<Track, Second> from;
    for (const auto &[track, newest] : finer) {
        const auto known = done.find(track);
        const Second length = kLevels.at(level).length;
        const Second begin = known == done.end() ? cellStart(level, newest) - length : known->second + length;
        if (newest >= begin)
            from.emplace(track, begin);
    }
    return from;
}

/// Fills the chains of a kind's tracks after a start: what was open when the program went away is made again of the
/// finer cells that are stored, and what became whole meanwhile is stored; for each track by itself, for one may have
/// been out of the plan for a while. `Content` is Cell or SourceCell.
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
    auto finer = store.newest(kind, 0, now);
    for (LevelIndex level = 1; level < kLevels.size() && read && finer; ++level) {
        const Second open = cellStart(level, now);
        auto done = store.newest(kind, level, open);
        if (!done)
            return std::unexpected(done.error());
        std::map<std::pair<Track, Second>, Content> whole;
        for (const auto &[track, from] : unmerged(*finer, *done, level)) {
            read = store.read(track, level - 1, from, cellStart(level - 1, now),
                              [&](Track, Second each, std::string_view body) {
                                  const Second start = cellStart(level, each);
                                  if (start == open)
                                      keep(level, track, start, body);
                                  else if (auto content = Content::decoded(body))
                                      whole[{track, start}].merge(*content);
                              });
            if (!read)
                return std::unexpected(read.error());
        }
        for (const auto &[key, content] : whole) {
            store.put(level, key.first, key.second, content.encoded());
            (*done)[key.first] = key.second;
        }
        finer = std::move(done);
    }
    if (!read)
        return std::unexpected(read.error());
    if (!finer)
        return std::unexpected(finer.error());
    return chains;
}

}
