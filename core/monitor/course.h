#pragma once

#include "monitor/level_chain.h"
#include "monitor/monitor_store.h"

#include <vector>

namespace escala::monitor {

/// One stretch of a course: all cells in it, merged.
template <typename Content>
struct CoursePoint {
    Second start = 0;
    Second length = 0;
    bool gap = false; ///< Nothing was watched at any time of it.
    Content content{};
};

/// Which points a course has: at most `points` and one, each as long as so many whole cells of the level.
struct CourseGrid {
    LevelIndex level = 0;
    Second start = 0;
    Second length = 1;
    std::size_t count = 0;

    [[nodiscard]] Second end() const noexcept { return start + (length * static_cast<Second>(count)); }
};
[[nodiscard]] CourseGrid courseGrid(Second from, Second to, Second now, std::size_t points);

/// The cells of a stretch from the fitting level, what is still open in `chain` too. `Content` is Cell or SourceCell.
template <typename Content>
std::expected<std::vector<CoursePoint<Content>>, StoreError>
courseOf(MonitorStore &store, Track track, const LevelChain<Content> &chain, const CourseGrid &grid)
{
    std::vector<CoursePoint<Content>> points(grid.count);
    for (std::size_t index = 0; index < grid.count; ++index) {
        points[index].start = grid.start + (grid.length * static_cast<Second>(index));
        points[index].length = grid.length;
        points[index].gap = true;
    }
    const auto merge = [&](Second start, const Content &content) {
        if (start < grid.start || start >= grid.end() || content.empty())
            return;
        auto &point = points[static_cast<std::size_t>((start - grid.start) / grid.length)];
        point.content.merge(content);
        point.gap = false;
    };
    const auto read =
        store.read(track, grid.level, grid.start, grid.end(), [&](Track, Second start, std::string_view body) {
            if (const auto content = Content::decoded(body))
                merge(start, *content);
        });
    if (!read)
        return std::unexpected(read.error());
    for (LevelIndex level = 0; level <= grid.level; ++level)
        merge(chain.open(level).start, chain.open(level).content);
    const auto spans = store.spans(track, grid.start, grid.end());
    if (!spans)
        return std::unexpected(spans.error());
    for (auto &point : points)
        for (const Span &span : *spans)
            if (span.start < point.start + point.length && span.end >= point.start)
                point.gap = false;
    return points;
}

}
