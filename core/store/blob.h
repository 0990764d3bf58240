#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"
#include "store/server_courses.h"

#include <QByteArray>

#include <cstdint>
#include <expected>

namespace escala::store {

// What stands in the blobs of a history file, and in an exported run: the version of the format, then an archive
// (archive.h), compressed. docs/how-to/change-the-history.md says what to do when a type gets another field.

[[nodiscard]] QByteArray blobOf(const experiment::RunResult &result);
[[nodiscard]] QByteArray blobOf(const metrics::Second &second);
[[nodiscard]] QByteArray blobOf(const ServerCourses &courses);

/// Why a blob was not read.
enum class BlobProblem {
    Damaged,        ///< It is none of its kind, or one of a later version.
    TooManyTargets, ///< More than kMostTargets.
};

/// The reverse. Any bytes are harmless.
[[nodiscard]] std::expected<experiment::RunResult, BlobProblem> resultOf(const QByteArray &blob);
[[nodiscard]] std::expected<metrics::Second, BlobProblem> secondOf(const QByteArray &blob);
[[nodiscard]] std::expected<ServerCourses, BlobProblem> coursesOf(const QByteArray &blob);

/// How many bytes it says it unpacks to; 0 where it is none.
[[nodiscard]] std::uint64_t claimedSize(QByteArrayView blob);

}
