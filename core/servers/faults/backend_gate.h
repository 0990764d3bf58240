#pragma once

#include <atomic>

namespace escala::servers {

/// What stands between a server and what is behind it: its origin, its replicas, the slow page behind a cache.
///
/// A fault closes it; whoever asks the backend looks here first. Any thread.
class BackendGate {
public:
    enum class State : unsigned char {
        Open,
        Cut,  ///< Takes no connection, and lets no answer through.
        Full, ///< Every connection is in use, and so is every place in the line.
    };

    void set(State state) noexcept { m_state.store(state, std::memory_order_relaxed); }
    [[nodiscard]] State state() const noexcept { return m_state.load(std::memory_order_relaxed); }

private:
    std::atomic<State> m_state = State::Open;
};

}
