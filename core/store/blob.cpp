#include "store/blob.h"

#include "store/experiment_fields.h"

namespace escala::store {

namespace {

constexpr char kVersion = 1;

template <typename Value>
QByteArray packed(const Value &value, int level)
{
    ArchiveWriter writer;
    writer(value);
    const auto &bytes = writer.bytes();
    QByteArray blob = qCompress(bytes.data(), static_cast<qsizetype>(bytes.size()), level);
    blob.prepend(kVersion);
    return blob;
}

constexpr qsizetype kLengthBytes = 4;

/// qCompress writes the length first.
std::uint64_t lengthOf(QByteArrayView compressed)
{
    if (compressed.size() <= kLengthBytes)
        return 0;
    std::uint64_t length = 0;
    for (qsizetype i = 0; i < kLengthBytes; ++i)
        length = (length << 8U) | static_cast<unsigned char>(compressed[i]);
    return length;
}

/// qUncompress believes the length: more than zlib can make of so few bytes is a lie.
bool isHonest(QByteArrayView compressed)
{
    constexpr std::uint64_t kMostGrowth = 1040; // https://zlib.net/zlib_tech.html: 1032
    return compressed.size() > kLengthBytes
        && lengthOf(compressed) <= kMostGrowth * static_cast<std::uint64_t>(compressed.size());
}

template <typename Value>
std::expected<Value, BlobProblem> unpacked(const QByteArray &blob)
{
    if (blob.isEmpty() || blob.front() != kVersion)
        return std::unexpected(BlobProblem::Damaged);
    const QByteArrayView compressed = QByteArrayView(blob).sliced(1);
    if (!isHonest(compressed))
        return std::unexpected(BlobProblem::Damaged);
    const QByteArray plain = qUncompress(QByteArray::fromRawData(compressed.data(), compressed.size()));
    ArchiveReader reader(
        {reinterpret_cast<const std::uint8_t *>(plain.data()), static_cast<std::size_t>(plain.size())});
    std::expected<Value, BlobProblem> value;
    reader(*value);
    if (reader.complete())
        return value;
    return std::unexpected(reader.foundTooMany() ? BlobProblem::TooManyTargets : BlobProblem::Damaged);
}

constexpr int kQuick = 1; // while a run is on, its machine has other things to do
constexpr int kSmall = 6;

}

QByteArray blobOf(const experiment::RunResult &result)
{
    return packed(result, kSmall);
}

QByteArray blobOf(const metrics::Second &second)
{
    return packed(second, kQuick);
}

QByteArray blobOf(const ServerCourses &courses)
{
    return packed(courses, kQuick);
}

std::expected<experiment::RunResult, BlobProblem> resultOf(const QByteArray &blob)
{
    return unpacked<experiment::RunResult>(blob);
}

std::expected<metrics::Second, BlobProblem> secondOf(const QByteArray &blob)
{
    return unpacked<metrics::Second>(blob);
}

std::expected<ServerCourses, BlobProblem> coursesOf(const QByteArray &blob)
{
    return unpacked<ServerCourses>(blob);
}

std::uint64_t claimedSize(QByteArrayView blob)
{
    return blob.isEmpty() ? 0 : lengthOf(blob.sliced(1));
}

}
