#pragma once

#include "metrics/tally.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace escala::metrics {

/// A whole request, kept one by one only for the first ones of a run (see `Recorder::kSamples`), so that a run that is
/// over in milliseconds still has a readable course.
struct Sample {
    std::chrono::nanoseconds end{}; ///< Since the start of measuring.
    std::chrono::nanoseconds response{};
    CacheResult cache = CacheResult::Unknown;
    bool answered = false; ///< A complete answer of any status.
    bool good = false;
    std::uint64_t bytesReceived = 0;
};

/// One closed interval of one worker and target.
struct Interval {
    std::uint64_t index = 0; ///< Covers [index, index + 1) × the recorder's interval length.
    Tally tally;
    std::vector<Sample> samples;
};

/// What an engine thread writes to: no lock, no allocation a request.
///
/// The engine thread owns the open interval outright. When time passes an interval's end it closes it and hands it over
/// through a bounded ring; the aggregator takes closed intervals and gives emptied ones back. Neither waits: with the
/// ring full the open interval just goes on, and covers more time.
class Recorder {
public:
    static constexpr std::size_t kSamples = 10'000;

    /// `length` of an interval; all recorders of a run use the same, so equal indices mean equal times.
    explicit Recorder(std::chrono::nanoseconds length);
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// Engine thread: the open interval's tally at `now` (since the start of measuring); closes earlier ones first.
    [[nodiscard]] Tally &at(std::chrono::nanoseconds now)
    {
        if (now >= m_openEnd)
            closeUpTo(now);
        return m_open->tally;
    }
    /// Engine thread: keeps one of the first kSamples requests.
    void sample(const Sample &sample);
    /// Engine thread: closes the open interval now, whatever the time: the run is over.
    void finish();

    /// Aggregator: the next closed interval in order of time, or null.
    [[nodiscard]] std::unique_ptr<Interval> take();
    /// Aggregator: gives an interval back for reuse.
    void recycle(std::unique_ptr<Interval> interval);

private:
    void closeUpTo(std::chrono::nanoseconds now);
    /// A single-producer single-consumer ring; at most one slot fewer than its size is in use.
    class Ring {
    public:
        ~Ring();
        [[nodiscard]] bool push(std::unique_ptr<Interval> &interval) noexcept;
        [[nodiscard]] std::unique_ptr<Interval> pop() noexcept;

    private:
        std::array<Interval *, 16> m_slots{};
        std::atomic<std::size_t> m_head = 0;
        std::atomic<std::size_t> m_tail = 0;
    };

    std::chrono::nanoseconds m_length;
    std::chrono::nanoseconds m_openEnd;
    std::unique_ptr<Interval> m_open;
    std::size_t m_sampled = 0;
    Ring m_closed;
    Ring m_free;
    std::atomic<Interval *> m_last = nullptr;
};

}
