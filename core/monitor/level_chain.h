#pragma once

#include "monitor/level.h"

#include <array>
#include <utility>

namespace escala::monitor {

/// The cells of all levels that are being filled. What is added goes into the finest; when its time is over it is
/// handed out and merged into the next, and so on: a cell is stored once, when it is whole.
///
/// `Content` has `empty()` and `merge(const Content &)`.
template <typename Content>
class LevelChain {
public:
    struct Open {
        Second start = 0;
        Content content{};
    };

    /// Of `level`, which is not over yet. What is in the finer ones is not yet in it.
    [[nodiscard]] Open &open(LevelIndex level) { return m_open[level]; }
    [[nodiscard]] const Open &open(LevelIndex level) const { return m_open[level]; }

    /// Time has come to `now`, which never goes back: `closed(level, start, content)` for each cell that is over and
    /// not empty, the finest first.
    template <typename Closed>
    void advance(Second now, Closed closed)
    {
        for (LevelIndex level = 0; level < kLevels.size(); ++level) {
            Open &open = m_open[level];
            const Second start = cellStart(level, now);
            if (open.start == start)
                continue;
            if (!open.content.empty()) {
                if (level + 1 < kLevels.size())
                    mergeInto(level + 1, open);
                closed(level, open.start, std::as_const(open.content));
            }
            open = {.start = start, .content = {}};
        }
    }

private:
    /// The next level's cell may be an older one by now, but never a newer.
    void mergeInto(LevelIndex level, const Open &finer)
    {
        Open &open = m_open[level];
        if (open.content.empty())
            open.start = cellStart(level, finer.start);
        open.content.merge(finer.content);
    }

    std::array<Open, kLevels.size()> m_open;
};

}
