#include "interrupt.h"

#include "exit_status.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

namespace escala::ctl {

namespace {

// A signal handler knows nothing but what is static.
std::atomic<int> writeEnd = -1;
std::atomic<bool> seen = false;
int readEnd = -1;

void onSignal(int)
{
    if (seen.exchange(true))
        _exit(static_cast<int>(ExitStatus::Interrupted));
    const char byte = 0;
    (void)!write(writeEnd, &byte, 1);
}

}

Interrupt::Interrupt()
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT requested();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGINT, SIGTERM})
        sigaction(number, &action, nullptr);
}

Interrupt::~Interrupt()
{
    m_notifier.reset();
    if (!seen) { // else the second one, while results are written, still has to end the program with its status
        for (const int number : {SIGINT, SIGTERM})
            (void)std::signal(number, SIG_DFL);
    }
    close(readEnd);
    close(writeEnd.exchange(-1));
}

}
