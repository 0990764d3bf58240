#pragma once

#include "store/run_file.h"

#include <QByteArray>

#include <string>

namespace escala::store {

// What a run from elsewhere may claim: what no run has would only cost whoever opens it memory and time.

/// Empty where all times in it are those of a run: not before its start, and not longer after it than a plan can last
/// and drain, 2,000 h. Else the rest of a sentence about the file.
[[nodiscard]] std::string problemOfTimes(const RunFile &run);

/// The same of a part of the file, by what it says it unpacks to: 1 GiB for a result, 16 MiB for a second.
[[nodiscard]] std::string problemOfResultSize(QByteArrayView blob);
[[nodiscard]] std::string problemOfSecondSize(QByteArrayView blob);

}
