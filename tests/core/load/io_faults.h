#pragma once

#include <cstdint>

/// Makes one call of a client to the kernel fail: the n-th recv, send, connect or socket, or the n-th read or write,
/// which is what OpenSSL calls. The functions are interposed by symbols of the test program's own (io_faults.cpp); what
/// servers do in the same program is left alone.
namespace io_faults {

enum class Call { Recv, Send, Connect, Socket, Read, Write };

/// What becomes of the call.
struct Fault {
    Call call = Call::Recv;
    int error = 0;   ///< The call returns -1 with this; 0: it returns `result` instead.
    long result = 0; ///< Without error. 0 is the end of the stream; above 0, no more than so many bytes are moved.
};

/// The call number `number` (from 0) on connections to `port` fails; every other one goes through. A socket has no port
/// yet, so every one counts.
void arm(const Fault &fault, std::uint16_t port, std::uint64_t number);
/// The same on one socket, whatever it is connected to.
void armSocket(const Fault &fault, int socket, std::uint64_t number);
/// Ends it; true where the fault has happened.
[[nodiscard]] bool disarm();

}
