#include "supervision.h"

#include "net/event_loop.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <optional>

namespace escala::program {

namespace {

using net::Clock;

constexpr std::chrono::seconds kDrainLimit{10};

sigset_t endSignals() noexcept
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int blockAndWatch() noexcept
{
    const sigset_t set = endSignals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return ::signalfd(-1, &set, SFD_CLOEXEC);
}

bool stdinHasEnded() noexcept
{
    std::array<std::byte, 256> ignored{};
    return ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0;
}

void takeSignal(int fd) noexcept
{
    signalfd_siginfo info{};
    [[maybe_unused]] const auto got = ::read(fd, &info, sizeof info);
}

int millisecondsUntil(const std::optional<Clock::time_point> &deadline) noexcept
{
    if (!deadline)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

}

EndSignals::EndSignals()
    : m_fd(blockAndWatch())
{
}

void endWithParent() noexcept
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}

void superviseUntilEnd(servers::BuiltInServer &server, const EndSignals &signals, bool watchStdin)
{
    std::optional<Clock::time_point> deadline;
    while (!deadline || Clock::now() < *deadline) {
        std::array<pollfd, 3> watched{
            {{signals.fd(), POLLIN, 0}, {watchStdin ? STDIN_FILENO : -1, POLLIN, 0}, {server.drainedFd(), POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), millisecondsUntil(deadline));
        if (watched[1].revents != 0 && stdinHasEnded())
            return;
        if (watched[2].revents != 0)
            return;
        if (watched[0].revents == 0)
            continue;
        takeSignal(signals.fd());
        if (deadline)
            return;
        deadline = Clock::now() + kDrainLimit;
        server.drain();
    }
}

}
