#include "net/file_descriptor.h"

#include <unistd.h>

namespace escala::net {

void FileDescriptor::reset() noexcept
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

}
