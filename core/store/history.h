#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"
#include "store/database.h"
#include "store/retention.h"
#include "store/run_query.h"
#include "store/run_row.h"
#include "store/store_error.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace escala::store {

/// Whether what is doubtful is wanted all the same.
enum class Insist { No, Yes };

/// The runs that were made, as they are kept in a file of SQLite: one connection, for the thread that opened it.
///
/// Wherever a run is named, its id or any start of it that no other id has will do. Nothing here changes a run's
/// figures; they are written by a RunRecorder, also while others read. docs/history.md describes the file.
class History {
public:
    /// See Database::open. Runs whose writer is gone are marked as interrupted.
    [[nodiscard]] static std::expected<std::unique_ptr<History>, StoreError> open(const std::filesystem::path &file);
    /// defaultHistoryFile().
    [[nodiscard]] static std::filesystem::path defaultFile();
    ~History();

    [[nodiscard]] const std::filesystem::path &file() const noexcept { return m_database->file(); }
    /// Database::isInPlace.
    [[nodiscard]] bool isInPlace() const { return m_database->isInPlace(); }
    /// What opening had to do, in sentences for people: a damaged file was set aside. Most often none.
    [[nodiscard]] const std::vector<std::string> &notices() const noexcept { return m_database->notices(); }

    /// In the order asked for; of two that are equal in it the later one stands as if it were larger.
    [[nodiscard]] std::expected<std::vector<RunRow>, StoreError> list(const RunQuery &query = {}) const;
    /// How many there are, whatever `offset` and `limit`.
    [[nodiscard]] std::expected<std::size_t, StoreError> count(const RunQuery &query = {}) const;
    [[nodiscard]] std::expected<RunRow, StoreError> row(const std::string &id) const;
    /// All tags in use, in order of the alphabet.
    [[nodiscard]] std::expected<std::vector<std::string>, StoreError> tags() const;

    /// As it was when it ended: every export and chart can be made of it. Of a run that is on, or was interrupted: what
    /// was measured until then, made from its seconds, with a note that says so.
    [[nodiscard]] std::expected<std::shared_ptr<const experiment::RunResult>, StoreError>
    load(const std::string &id) const;
    /// The seconds of a target that begin from `from` until before `to`, since the start of measuring.
    [[nodiscard]] std::expected<std::vector<metrics::Second>, StoreError>
    seconds(const std::string &id, std::size_t target, std::chrono::nanoseconds from = {},
            std::chrono::nanoseconds to = std::chrono::nanoseconds::max()) const;

    [[nodiscard]] std::expected<void, StoreError> rename(const std::string &id, const std::string &name);
    [[nodiscard]] std::expected<void, StoreError> setNote(const std::string &id, const std::string &note);
    /// In place of those it has; blanks around them, empty ones and doubles are left out.
    [[nodiscard]] std::expected<void, StoreError> setTags(const std::string &id, const std::vector<std::string> &tags);
    /// Beside those it has; also where others do the same at the same time.
    [[nodiscard]] std::expected<void, StoreError> addTags(const std::string &id, const std::vector<std::string> &tags);
    [[nodiscard]] std::expected<void, StoreError> removeTags(const std::string &id,
                                                             const std::vector<std::string> &tags);
    /// A run whose verdict is invalid becomes one only where a person insists; else NotBelievable.
    [[nodiscard]] std::expected<void, StoreError> setBaseline(const std::string &id, bool baseline,
                                                              Insist insist = Insist::No);

    /// Hides them, all or none; `restore` brings them back until they are purged. Those that are being written are left
    /// alone (Locked).
    [[nodiscard]] std::expected<void, StoreError> remove(const std::vector<std::string> &ids);
    [[nodiscard]] std::expected<void, StoreError> restore(const std::vector<std::string> &ids);
    /// Those that are hidden, the latest one first.
    [[nodiscard]] std::expected<std::vector<RunRow>, StoreError> removed() const;
    /// Deletes for good what was removed longer ago than that, and gives its space back. How many they were.
    [[nodiscard]] std::expected<std::size_t, StoreError> purge(std::chrono::seconds longerAgoThan = {});
    /// Deletes what is beyond the limits, and purges what was removed longer ago than that; what was removed later has
    /// no part in it, so that it can be brought back. How many they were.
    [[nodiscard]] std::expected<std::size_t, StoreError> applyRetention(const Retention &retention,
                                                                        std::chrono::seconds removedLongerAgoThan = {});

    /// Writes a run into one file, whole or not at all: run_file.h. Credentials in its plan are masked.
    [[nodiscard]] std::expected<void, StoreError> exportRun(const std::string &id,
                                                            const std::filesystem::path &file) const;
    /// Takes such a file in, all of it or nothing, and returns the run's id: a new one where its own is taken.
    [[nodiscard]] std::expected<std::string, StoreError> importRun(const std::filesystem::path &file);

    /// Looks through the whole file and reads every run; a sentence for each thing that is wrong, none where all is
    /// well.
    [[nodiscard]] std::expected<std::vector<std::string>, StoreError> check();

private:
    explicit History(std::unique_ptr<Database> database);

    /// A run's key in the file, and whether it is finished.
    struct Found {
        std::int64_t key = 0;
        std::string id;
        RunState state = RunState::Running;
    };
    [[nodiscard]] std::expected<Found, StoreError> find(const std::string &id, bool removedToo = false) const;
    [[nodiscard]] std::expected<void, StoreError> change(const std::string &id,
                                                         const std::function<void(RunRow &)> &how);
    [[nodiscard]] std::expected<void, StoreError> hide(const std::vector<std::string> &ids, bool hidden);
    /// Those of which the condition (of SQL) holds still. How many they were.
    [[nodiscard]] std::expected<std::size_t, StoreError> deleteRuns(const std::vector<std::int64_t> &keys,
                                                                    const char *condition);
    [[nodiscard]] std::expected<experiment::RunResult, StoreError> stored(const Found &run) const;
    [[nodiscard]] std::expected<void, StoreError> addCourses(const Found &run, experiment::RunResult &result) const;
    [[nodiscard]] std::expected<std::string, StoreError> freeId(const std::string &wish) const;

    std::unique_ptr<Database> m_database;
};

}
