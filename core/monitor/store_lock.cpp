#include "monitor/store_lock.h"

#include "experiment/words.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace escala::monitor {

using experiment::sentence;

std::expected<StoreLock, std::string> StoreLock::take(const std::filesystem::path &history)
{
    const std::string file = history.string() + "-monitor.lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return std::unexpected(sentence("Monitor", QT_TRANSLATE_NOOP("Monitor", "%1 can't be written: %2"), file,
                                        std::error_code(errno, std::generic_category()).message()));
    StoreLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return std::unexpected(sentence(
            "Monitor",
            QT_TRANSLATE_NOOP("Monitor", "Another monitor keeps what it sees in %1. End it, or use another file."),
            history.string()));
    return lock;
}

StoreLock::~StoreLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

StoreLock::StoreLock(StoreLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

}
