#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"
#include "store/server_courses.h"

#include <QByteArray>

#include <optional>

namespace escala::store {

// What stands in the blobs of a history file, and in an exported run: the version of the format, then an archive
// (archive.h), compressed. docs/how-to/change-the-history.md says what to do when a type gets another field.

[[nodiscard]] QByteArray blobOf(const experiment::RunResult &result);
[[nodiscard]] QByteArray blobOf(const metrics::Second &second);
[[nodiscard]] QByteArray blobOf(const ServerCourses &courses);

/// The reverse; nothing where it is no such blob, or one of a later version. Any bytes are harmless.
[[nodiscard]] std::optional<experiment::RunResult> resultOf(const QByteArray &blob);
[[nodiscard]] std::optional<metrics::Second> secondOf(const QByteArray &blob);
[[nodiscard]] std::optional<ServerCourses> coursesOf(const QByteArray &blob);

}
