#include "allocation_counter.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> count = 0;

void *counted(void *memory)
{
    count.fetch_add(1, std::memory_order_relaxed);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

}

std::uint64_t allocations() noexcept
{
    return count.load(std::memory_order_relaxed);
}

void *operator new(std::size_t size)
{
    return counted(std::malloc(size));
}

void *operator new(std::size_t size, std::align_val_t alignment)
{
    const auto step = static_cast<std::size_t>(alignment);
    return counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}
