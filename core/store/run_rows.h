#pragma once

#include "experiment/run_result.h"
#include "store/query.h"
#include "store/run_row.h"

#include <string>
#include <string_view>

namespace escala::store {

/// What the list tells of a result. State, note, tags, baseline and repetition are not the result's to say.
[[nodiscard]] RunRow rowOf(const experiment::RunResult &result);

/// All columns that a RunRow is made of, for SELECT; `rowAt` reads them from a query's current row.
inline constexpr std::string_view kRowColumns =
    "id, name, started_ms, duration_ms, state, verdict, targets, urls, requests, errors, achieved_rps, p99_s, "
    "hit_ratio, note, tags, baseline, repetition, round, bytes";
[[nodiscard]] RunRow rowAt(const Query &query);

/// What a search looks at, its case folded: each thing on a line.
[[nodiscard]] std::string searchText(const RunRow &row);
[[nodiscard]] std::string folded(std::string_view text);

/// A JSON array, as the columns of names, URLs and tags hold it.
[[nodiscard]] std::string jsonArray(const std::vector<std::string> &texts);
[[nodiscard]] std::vector<std::string> textsOf(const std::string &jsonArray);

/// Writes the columns of `search` and those that it is made of anew from a row.
[[nodiscard]] std::expected<void, StoreError> updateTexts(const Database &database, const RunRow &row);

}
