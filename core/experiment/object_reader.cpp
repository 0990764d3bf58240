#include "experiment/object_reader.h"

#include "experiment/words.h"
#include "text/quantity.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cmath>

namespace escala::experiment {

namespace {

std::string quoted(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

/// "targets[1].url" as "targets[].url".
std::string anyElement(const std::string &path)
{
    std::string all;
    bool within = false;
    for (const char c : path) {
        within = within && c != ']';
        if (!within)
            all += c;
        within = within || c == '[';
    }
    return all;
}

}

void PlanReading::fail(PlanProblem problem, const std::string &path, const std::string &message)
{
    if (error)
        return;
    const int line = lines.lineOf(path);
    error = PlanError{.problem = problem, .message = message, .line = line};
    if (line > 0)
        error->message =
            sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "line %1: %2"), std::to_string(line), message);
}

ObjectReader::ObjectReader(const boost::json::value &value, std::string path, PlanReading &reading)
    : m_object(value.if_object())
    , m_path(std::move(path))
    , m_reading(reading)
{
    if (m_object)
        return;
    const std::string what =
        m_path.empty() ? sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a plan")) : m_path;
    m_reading.fail(PlanProblem::WrongType, m_path,
                   sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be an object in braces"), what));
}

const boost::json::value *ObjectReader::find(std::string_view field)
{
    m_known.insert(field);
    m_reading.known.insert(anyElement(pathOf(field)));
    return m_object ? m_object->if_contains(field) : nullptr;
}

const boost::json::array *ObjectReader::array(std::string_view field)
{
    const boost::json::value *value = find(field);
    if (!value)
        return nullptr;
    if (!value->is_array())
        wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a list in square brackets")));
    return value->if_array();
}

void ObjectReader::read(std::string_view field, std::string &value)
{
    const boost::json::value *found = find(field);
    if (!found)
        return;
    if (const auto *text = found->if_string())
        value.assign(text->data(), text->size());
    else
        wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a text in quotes")));
}

void ObjectReader::read(std::string_view field, bool &value)
{
    const boost::json::value *found = find(field);
    if (!found)
        return;
    if (const bool *flag = found->if_bool())
        value = *flag;
    else
        wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "true or false")));
}

void ObjectReader::read(std::string_view field, double &value)
{
    const boost::json::value *found = find(field);
    if (!found)
        return;
    if (found->is_number() && std::isfinite(found->to_number<double>())) // 0e999 is not
        value = found->to_number<double>();
    else
        wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a number")));
}

void ObjectReader::read(std::string_view field, std::chrono::nanoseconds &value)
{
    if (const auto duration = durationOf(field))
        value = *duration;
}

void ObjectReader::read(std::string_view field, std::optional<std::chrono::nanoseconds> &value)
{
    if (const auto duration = durationOf(field))
        value = *duration;
}

void ObjectReader::read(std::string_view field, std::int64_t &value)
{
    const boost::json::value *found = find(field);
    if (!found)
        return;
    if (found->is_int64())
        value = found->get_int64();
    else if (found->is_number())
        fail(PlanProblem::OutOfRange, field,
             sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be a whole number from %2 to %3"),
                      pathOf(field), std::to_string(std::numeric_limits<std::int64_t>::min()),
                      std::to_string(std::numeric_limits<std::int64_t>::max())));
    else
        wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a number")));
}

void ObjectReader::read(std::string_view field, std::vector<std::string> &value)
{
    const boost::json::array *list = array(field);
    if (!list)
        return;
    value.clear();
    for (const auto &entry : *list) {
        if (const auto *text = entry.if_string())
            value.emplace_back(text->data(), text->size());
        else
            wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a list of texts in quotes")));
    }
}

std::optional<std::uint64_t> ObjectReader::numberOf(std::string_view field, std::uint64_t least, std::uint64_t most)
{
    const boost::json::value *found = find(field);
    if (!found)
        return std::nullopt;
    if (!found->is_int64() && !found->is_uint64()) {
        if (found->is_double())
            fail(PlanProblem::OutOfRange, field,
                 sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be a whole number from %2 to %3"),
                          pathOf(field), std::to_string(least), std::to_string(most)));
        else
            wrongType(field, sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a number")));
        return std::nullopt;
    }
    const bool negative = found->is_int64() && found->get_int64() < 0;
    const std::uint64_t number = negative ? 0
        : found->is_int64()               ? static_cast<std::uint64_t>(found->get_int64())
                                          : found->get_uint64();
    if (!negative && number >= least && number <= most)
        return number;
    const std::string seen = negative ? std::to_string(found->get_int64()) : std::to_string(number);
    fail(PlanProblem::OutOfRange, field,
         sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be %2 to %3, not %4"), pathOf(field),
                  std::to_string(least), std::to_string(most), seen));
    return std::nullopt;
}

std::optional<std::chrono::nanoseconds> ObjectReader::durationOf(std::string_view field)
{
    const boost::json::value *found = find(field);
    if (!found)
        return std::nullopt;
    const auto *text = found->if_string();
    if (!text) {
        wrongType(field,
                  sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "a duration in quotes, such as \"200ms\"")));
        return std::nullopt;
    }
    const auto duration = text::parseDuration(std::string_view(text->data(), text->size()));
    if (duration)
        return *duration;
    fail(PlanProblem::OutOfRange, field, pathOf(field) + ": " + duration.error());
    return std::nullopt;
}

void ObjectReader::refuseUnknown()
{
    if (!m_object)
        return;
    for (const auto &field : *m_object) {
        const std::string_view key(field.key().data(), field.key().size());
        if (!m_known.contains(key))
            fail(PlanProblem::UnknownField, key,
                 sentence(kPlanFileContext,
                          QT_TRANSLATE_NOOP("PlanFile", "the field %1 is not known here; is it misspelt?"),
                          quoted(key)));
    }
}

void ObjectReader::fail(PlanProblem problem, std::string_view field, const std::string &message)
{
    const std::string path = pathOf(field);
    m_reading.fail(problem, m_reading.lines.lineOf(path) > 0 ? path : m_path, message);
}

void ObjectReader::noSuchWord(std::string_view field, const std::vector<std::string_view> &words,
                              const std::string &text)
{
    std::string all;
    for (const std::string_view word : words)
        all += (all.empty() ? "" : ", ") + quoted(word);
    fail(PlanProblem::OutOfRange, field,
         sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be one of %2, not \"%3\""), pathOf(field),
                  all, text));
}

void ObjectReader::wrongType(std::string_view field, const std::string &expected)
{
    fail(PlanProblem::WrongType, field,
         sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "%1 must be %2"), pathOf(field), expected));
}

}
