#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace escala::monitor {

/// One monitor at a time keeps what it sees in a file: two would write over each other's cells. Held by a lock of the
/// kernel on a small file beside it, which goes with the program however that ends.
class StoreLock {
public:
    /// The error is a sentence for people.
    [[nodiscard]] static std::expected<StoreLock, std::string> take(const std::filesystem::path &history);
    ~StoreLock();
    StoreLock(StoreLock &&other) noexcept;
    StoreLock &operator=(StoreLock &&) = delete;

private:
    explicit StoreLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

}
