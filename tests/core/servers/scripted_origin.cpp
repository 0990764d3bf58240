#include "scripted_origin.h"

#include "net/endpoint.h"
#include "net/socket.h"

#include <poll.h>
#include <sys/socket.h>

namespace escala::tests {

namespace {

bool waits(int listener, int milliseconds)
{
    pollfd asked{.fd = listener, .events = POLLIN, .revents = 0};
    return ::poll(&asked, 1, milliseconds) > 0;
}

}

ScriptedOrigin::ScriptedOrigin(const std::string &address)
{
    const bool isUnix = address.starts_with("unix:");
    const auto endpoint = isUnix ? net::unixEndpoint(address.substr(5)) : net::parseAddress(address, 0);
    m_listener = net::listenOn(endpoint.value(), 128).value();
    m_address = isUnix ? "localhost" : net::localEndpoint(m_listener.get()).text();
}

std::string ScriptedOrigin::url() const
{
    return "http://" + m_address + "/";
}

RawClient ScriptedOrigin::accept()
{
    if (!waits(m_listener.get(), 30'000))
        return RawClient(net::FileDescriptor());
    return RawClient(net::FileDescriptor(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC)));
}

bool ScriptedOrigin::isIdle() const
{
    return !waits(m_listener.get(), 0);
}

}
