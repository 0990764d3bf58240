#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"
#include "store/run_row.h"

#include <QByteArray>

#include <expected>
#include <string>
#include <vector>

namespace escala::store {

/// A run outside the history: what `escalactl history export` writes and `import` reads.
struct RunFile {
    RunRow row; ///< Name, note, tags, repetition and state; the figures are taken from the result.
    experiment::RunResult result;
    std::vector<metrics::TargetSecond> seconds;
};

// One file: "EscalaRun\n", the version of the format (4 bytes, big-endian), then parts, each of a name of 4 letters,
// its length (8 bytes, big-endian) and so many bytes: "row " an archive, "rslt" a result's blob, "secd" a second's
// target (LEB128) and blob, any number of them; at the end "end " with the SHA-256 of all before that part.
// docs/history.md describes it for other programs.

/// With what must not leave the machine masked: credentials in the plan and its URLs.
[[nodiscard]] QByteArray writeRunFile(const RunFile &run);
/// The error is a sentence about the file, without its name. Any bytes are harmless.
[[nodiscard]] std::expected<RunFile, std::string> readRunFile(const QByteArray &bytes);

/// The parts of a file whose sum was found right.
[[nodiscard]] std::expected<RunFile, std::string> readRunParts(QByteArrayView parts);

}
