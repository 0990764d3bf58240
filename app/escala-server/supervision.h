#pragma once

#include "servers/built_in_server.h"

#include "net/file_descriptor.h"

namespace escala::program {

/// SIGTERM and SIGINT as something to wait for. Made before the first thread, so that no thread is interrupted by them.
class EndSignals {
public:
    EndSignals();
    [[nodiscard]] int fd() const noexcept { return m_fd.get(); }

private:
    net::FileDescriptor m_fd;
};

/// Has the kernel send SIGTERM when the parent dies.
void endWithParent() noexcept;

/// Returns when the server is to end: after a signal and the end of the requests in work (10 s at most, or a second
/// signal), or at the end of standard input where that is watched.
void superviseUntilEnd(servers::BuiltInServer &server, const EndSignals &signals, bool watchStdin);

}
