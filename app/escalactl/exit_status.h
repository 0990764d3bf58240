#pragma once

namespace escala::ctl {

/// What escalactl tells its caller (`man escalactl`).
enum class ExitStatus {
    Done = 0,
    Failure = 1,         ///< Inside Escala: a server that can't be started, a file that can't be written.
    BadArguments = 2,    ///< Or a bad plan file; nothing was started.
    ThresholdMissed = 3, ///< The run is done, and its files are written.
    Unreachable = 4,     ///< No connection could be made to a target at all.
    Interrupted = 130,   ///< By SIGINT or SIGTERM; the results so far are written.
};

}
