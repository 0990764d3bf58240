#include "experiment/url_text.h"

#include "experiment/words.h"

namespace escala::experiment {

namespace {

constexpr const char *kUrlProblemContext = "UrlProblem";
constexpr std::size_t kShown = 80;

const char *english(http::UrlProblem problem)
{
    switch (problem) {
    case http::UrlProblem::Empty:
        return QT_TRANSLATE_NOOP("UrlProblem", "There is no URL; enter one like http://localhost:8080/.");
    case http::UrlProblem::Malformed:
        return QT_TRANSLATE_NOOP("UrlProblem",
                                 "\"%1\" is not a URL: look for blanks, stray characters or brackets in it.");
    case http::UrlProblem::Scheme:
        return QT_TRANSLATE_NOOP("UrlProblem", "\"%1\" is neither an http nor an https URL.");
    case http::UrlProblem::NoHost:
        return QT_TRANSLATE_NOOP("UrlProblem", "\"%1\" names no host; write it like http://localhost:8080/.");
    case http::UrlProblem::PortRange:
        return QT_TRANSLATE_NOOP("UrlProblem", "The port in \"%1\" must be 1 to 65535.");
    case http::UrlProblem::TooLong:
        return QT_TRANSLATE_NOOP("UrlProblem", "The URL \"%1\" is longer than 8,000 characters.");
    }
    return "";
}

}

std::string describe(http::UrlProblem problem, std::string_view text)
{
    if (problem == http::UrlProblem::Empty)
        return sentence(kUrlProblemContext, english(problem));
    std::string shown(text.substr(0, kShown));
    if (text.size() > kShown)
        shown += "…";
    return sentence(kUrlProblemContext, english(problem), shown);
}

}
