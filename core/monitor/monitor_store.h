#pragma once

#include "monitor/monitor_types.h"
#include "monitor/pending_cells.h"
#include "store/database.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::monitor {

using store::StoreError;
enum class TrackKind { Target, Source };

/// A stretch of time in which a track was watched.
struct Span {
    Second start = 0;
    Second end = 0; ///< Behind it.
};

/// What a monitor keeps, in tables of its own in the history's file. Cells are a ring by time: what is older than its
/// level keeps goes (`trim`), so the file stops growing. One thread.
///
/// What is put is written by the next `flush`, all of it or nothing: what a kill takes along is what was put since. It
/// can be read before, so that a full disk keeps nobody from watching.
class MonitorStore {
public:
    [[nodiscard]] static std::expected<std::unique_ptr<MonitorStore>, StoreError>
    open(const std::filesystem::path &file);
    ~MonitorStore();

    /// What opening had to do, such as setting a damaged file aside: sentences for people, most often none.
    [[nodiscard]] const std::vector<std::string> &notices() const noexcept { return m_database->notices(); }

    [[nodiscard]] std::expected<Track, StoreError> track(TrackKind kind, const std::string &name);
    /// The numbers of a source's series; new ones are made.
    [[nodiscard]] std::expected<std::uint32_t, StoreError> series(Track source, const std::string &name);
    [[nodiscard]] std::optional<std::uint32_t> findSeries(Track source, const std::string &name);
    /// It was read at a time. One that wasn't for as long as the coarsest level is kept goes, and all but the last
    /// kMostSeriesKept of a source: labels may be others after every start of what is read.
    void see(std::uint32_t series, Second at) { m_seen.insert_or_assign(series, at); }
    static constexpr std::size_t kMostSeriesKept = 20'000;

    void put(LevelIndex level, Track track, Second start, std::string body);
    /// Writes what was put, and that the tracks of `watch` were watched until `now`. Where it fails all is kept for the
    /// next time, within the bounds of PendingCells.
    [[nodiscard]] std::expected<void, StoreError> flush(Second now);
    /// From now on these are watched: in the file with the next flush.
    void watch(std::vector<Track> tracks, Second now);
    static constexpr std::size_t kMostEvents = 10'000;
    /// From the last flush on nothing is watched.
    void rest() noexcept { m_watching = false; }
    /// Deletes what is too old, and of alerts and incidents that are over all but the newest kMostEvents.
    [[nodiscard]] std::expected<void, StoreError> trim(Second now, LevelIndex level);

    using Visit = std::function<void(Track track, Second start, std::string_view body)>;
    /// All tracks of a kind, from `from` to before `to`, in no order.
    [[nodiscard]] std::expected<void, StoreError> readAll(TrackKind kind, LevelIndex level, Second from, Second to,
                                                          const Visit &visit);
    /// One track; in order of time, but for what is put and not yet written: that comes last.
    [[nodiscard]] std::expected<void, StoreError> read(Track track, LevelIndex level, Second from, Second to,
                                                       const Visit &visit);
    /// Where each track's newest cell of a level begins, of those that begin before a time.
    [[nodiscard]] std::expected<std::map<Track, Second>, StoreError> newest(TrackKind kind, LevelIndex level,
                                                                            Second before);
    /// Those that touch a stretch, in order of time.
    [[nodiscard]] std::expected<std::vector<Span>, StoreError> spans(Track track, Second from, Second to);

    // Written at once; where that fails, with the next flush.
    void save(const AlertView &alert);
    /// Those that fire first, then the newest.
    [[nodiscard]] std::expected<std::vector<AlertView>, StoreError> alerts(std::size_t most);
    void save(const std::string &silenced, Instant until);
    [[nodiscard]] std::expected<std::map<std::string, Instant>, StoreError> silences();
    /// A new one gets its id. False where it could not be written: ask again.
    [[nodiscard]] bool save(IncidentView &incident);
    /// Newest first.
    [[nodiscard]] std::expected<std::vector<IncidentView>, StoreError> incidents(std::size_t most);

private:
    struct Statements;
    explicit MonitorStore(std::unique_ptr<store::Database> database);
    [[nodiscard]] std::expected<void, StoreError> prepare();
    [[nodiscard]] std::expected<void, StoreError> writePending(Second now);
    [[nodiscard]] std::expected<void, StoreError> writeSession(Second now);
    [[nodiscard]] std::expected<void, StoreError> trimEvents();
    [[nodiscard]] std::expected<void, StoreError> trimSeries(Second keptFrom);
    [[nodiscard]] std::expected<void, StoreError> write(const AlertView &alert);
    [[nodiscard]] std::expected<void, StoreError> write(const std::string &silenced, Instant until);
    [[nodiscard]] bool isOf(Track track, TrackKind kind) const;

    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Statements> m_statements;
    std::map<Track, TrackKind> m_kinds;
    PendingCells m_pending;
    std::map<std::string, AlertView> m_unsavedAlerts; ///< By id.
    std::map<std::string, Instant> m_unsavedSilences;
    std::map<std::uint32_t, Second> m_seen; ///< Since the last flush.
    std::int64_t m_session = 0;
    std::vector<Track> m_watched;
    Second m_watchedFrom = 0;
    bool m_watching = false;     ///< The session goes on.
    bool m_sessionBegun = false; ///< It is in the file.
};

}
