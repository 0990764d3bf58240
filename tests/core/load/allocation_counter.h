#pragma once

#include <cstdint>

/// How often this program has asked for memory so far, on all threads: a test that links allocation_counter.cpp has its
/// own operator new.
[[nodiscard]] std::uint64_t allocations() noexcept;
