#include "io_faults.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>

namespace io_faults {

namespace {

Fault armed;
std::uint16_t armedPort = 0;
int armedSocket = -1;                     ///< Below 0: all that are connected to the port.
std::atomic<std::int64_t> callsLeft = -1; ///< Before the one that fails; below 0 where none is to.
std::atomic<bool> isArmed = false;
std::atomic<bool> happened = false;

std::uint16_t portOf(const sockaddr_in &address)
{
    return address.sin_family == AF_INET ? ntohs(address.sin_port) : std::uint16_t{0};
}

std::uint16_t peerPort(int socket)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    return ::getpeername(socket, reinterpret_cast<sockaddr *>(&address), &length) == 0 ? portOf(address)
                                                                                       : std::uint16_t{0};
}

/// Whether this call is the one that fails.
bool strikes(Call call)
{
    if (!isArmed || armed.call != call || callsLeft.fetch_sub(1) != 0)
        return false;
    happened = true;
    return true;
}

bool strikes(Call call, int socket)
{
    if (!isArmed)
        return false;
    const bool meant = armedSocket >= 0 ? socket == armedSocket : peerPort(socket) == armedPort;
    return meant && strikes(call);
}

ssize_t failure()
{
    errno = armed.error;
    return armed.error != 0 ? -1 : armed.result;
}

template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

/// The call as it is, or with its fault: `real` moves so many bytes.
template <typename Real>
ssize_t moved(Call call, int socket, size_t size, Real real)
{
    if (!strikes(call, socket))
        return real(size);
    if (armed.error == 0 && armed.result > 0)
        return real(std::min(size, static_cast<size_t>(armed.result)));
    return failure();
}

void begin(const Fault &fault, std::uint64_t number)
{
    armed = fault;
    happened = false;
    callsLeft = static_cast<std::int64_t>(number);
    isArmed = true;
}

}

void arm(const Fault &fault, std::uint16_t port, std::uint64_t number)
{
    armedPort = port;
    armedSocket = -1;
    begin(fault, number);
}

void armSocket(const Fault &fault, int socket, std::uint64_t number)
{
    armedSocket = socket;
    begin(fault, number);
}

bool disarm()
{
    isArmed = false;
    return happened;
}

}

using io_faults::Call;

extern "C" {

ssize_t recv(int socket, void *buffer, size_t size, int flags)
{
    static auto *const real = io_faults::next<decltype(recv)>("recv");
    return io_faults::moved(Call::Recv, socket, size, [&](size_t most) { return real(socket, buffer, most, flags); });
}

ssize_t send(int socket, const void *buffer, size_t size, int flags)
{
    static auto *const real = io_faults::next<decltype(send)>("send");
    return io_faults::moved(Call::Send, socket, size, [&](size_t most) { return real(socket, buffer, most, flags); });
}

ssize_t read(int file, void *buffer, size_t size)
{
    static auto *const real = io_faults::next<decltype(read)>("read");
    return io_faults::moved(Call::Read, file, size, [&](size_t most) { return real(file, buffer, most); });
}

ssize_t write(int file, const void *buffer, size_t size)
{
    static auto *const real = io_faults::next<decltype(write)>("write");
    return io_faults::moved(Call::Write, file, size, [&](size_t most) { return real(file, buffer, most); });
}

int connect(int socket, const sockaddr *address, socklen_t length)
{
    static auto *const real = io_faults::next<decltype(connect)>("connect");
    if (io_faults::isArmed && io_faults::portOf(*reinterpret_cast<const sockaddr_in *>(address)) == io_faults::armedPort
        && io_faults::strikes(Call::Connect))
        return static_cast<int>(io_faults::failure());
    return real(socket, address, length);
}

int socket(int family, int type, int protocol)
{
    static auto *const real = io_faults::next<decltype(socket)>("socket");
    if (io_faults::strikes(Call::Socket))
        return static_cast<int>(io_faults::failure());
    return real(family, type, protocol);
}
}
