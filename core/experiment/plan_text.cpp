#include "experiment/plan_text.h"

#include "experiment/words.h"

#include <boost/json/parser.hpp>

#include <QFile>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace escala::experiment {

namespace {

constexpr std::int64_t kMaxBytes = 1 << 20;

std::unexpected<PlanError> refuse(PlanProblem problem, std::string message, int line = 0)
{
    return std::unexpected(PlanError{.problem = problem, .message = std::move(message), .line = line});
}

int lineAt(std::string_view text, std::size_t offset)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

/// The offset of the first byte that is not UTF-8; empty when all is well.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString line = decoder(QByteArrayView(text.data() + at, static_cast<qsizetype>(end - at)));
        if (decoder.hasError())
            return at;
        at = end;
    }
    return std::nullopt;
}

}

std::expected<boost::json::value, PlanError> parsePlanJson(std::string_view json)
{
    if (const auto offset = firstInvalidUtf8(json)) {
        const int line = lineAt(json, *offset);
        return refuse(PlanProblem::NotJson,
                      sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "line %1: the text is not valid UTF-8"),
                               std::to_string(line)),
                      line);
    }
    boost::json::parser parser;
    boost::system::error_code error;
    std::size_t read = parser.write_some(json.data(), json.size(), error);
    const std::size_t rest = json.find_first_not_of(" \t\r\n", read);
    if (!error && rest != std::string_view::npos) {
        error = boost::json::error::extra_data;
        read = rest;
    }
    if (!error)
        return parser.release();
    const int line = lineAt(json, read);
    return refuse(PlanProblem::NotJson,
                  sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "line %1: this is not JSON (%2)"),
                           std::to_string(line), error.message()),
                  line);
}

std::expected<std::string, PlanError> readPlanText(const std::filesystem::path &path)
{
    const std::string shown = path.string();
    QFile file(QString::fromStdString(shown));
    if (!file.open(QIODevice::ReadOnly))
        return refuse(PlanProblem::Unreadable,
                      sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 can't be read: %2"), shown,
                               file.errorString().toStdString()));
    const QByteArray text = file.read(kMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return refuse(PlanProblem::Unreadable,
                      sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 can't be read: %2"), shown,
                               file.errorString().toStdString()));
    if (text.size() > kMaxBytes)
        return refuse(PlanProblem::Unreadable,
                      sentence(kPlanFileContext,
                               QT_TRANSLATE_NOOP("PlanFile", "%1 is larger than 1 MiB: this is no plan file"), shown));
    return text.toStdString();
}

}
