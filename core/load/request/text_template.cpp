#include "load/request/text_template.h"

#include "http/field_syntax.h"
#include "load/request/escaping.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace escala::load {

namespace {

constexpr std::size_t kLongestPlaceholder = 512;

struct Placeholder {
    std::string_view name;
    std::string_view form;
    std::size_t size = 0; ///< With its braces.
};

bool isPlaceholderName(std::string_view name) noexcept
{
    const auto dot = name.find('.');
    return isVariableName(name.substr(0, dot)) && (dot == std::string_view::npos || dot + 1 < name.size());
}

/// The placeholder at the front of the text, where there is one.
std::optional<Placeholder> placeholderAt(std::string_view text)
{
    if (!text.starts_with("{{"))
        return std::nullopt;
    const auto end = text.substr(0, kLongestPlaceholder).find("}}");
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto inner = text.substr(2, end - 2);
    const auto colon = inner.rfind(':');
    const auto name = http::trimmed(inner.substr(0, colon));
    const auto form = colon == std::string_view::npos ? std::string_view() : http::trimmed(inner.substr(colon + 1));
    if (!isPlaceholderName(name))
        return std::nullopt;
    return Placeholder{name, form, end + 2};
}

bool isTargetOrEmpty(std::string_view value) noexcept
{
    return value.empty() || http::isTarget(value);
}

}

std::expected<TextTemplate, std::string> TextTemplate::compile(std::string_view text, TextPlace place,
                                                               const Variables &variables)
{
    TextTemplate result;
    result.m_variables = &variables;
    std::string literal;
    while (!text.empty()) {
        const auto found = placeholderAt(text);
        if (!found) {
            literal += text.front();
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(found->size);
        const auto ref = variables.find(found->name);
        if (!ref)
            return std::unexpected(
                fmt::format("{{{{{}}}}} is no variable; expected one of: {}", found->name, variables.names()));
        Form form = place == TextPlace::Target ? Form::Url : Form::Raw;
        if (found->form == "raw")
            form = Form::Raw;
        else if (found->form == "url")
            form = Form::Url;
        else if (found->form == "json")
            form = Form::Json;
        else if (!found->form.empty())
            return std::unexpected(
                fmt::format("{{{{{}:{}}}}}: the form must be raw, url or json", found->name, found->form));
        if (place != TextPlace::Body && form != Form::Url) {
            const auto allowed = place == TextPlace::Target ? isTargetOrEmpty : http::isFieldValue;
            if (const auto where = variables.firstRefused(*ref, allowed); !where.empty())
                return std::unexpected(fmt::format("{}: {} can't stand in {} as it is; {}", found->name, where,
                                                   place == TextPlace::Target ? "a path" : "a header",
                                                   place == TextPlace::Target
                                                       ? "only visible ASCII characters can"
                                                       : "line ends and control characters would forge other fields"));
        }
        result.m_parts.push_back({std::exchange(literal, {}), *ref, form});
    }
    result.m_rest = std::move(literal);
    return result;
}

TextTemplate TextTemplate::literal(std::string_view text)
{
    TextTemplate result;
    result.m_rest = text;
    return result;
}

std::vector<std::uint32_t> TextTemplate::sources() const
{
    std::vector<std::uint32_t> sources;
    for (const Part &part : m_parts)
        sources.push_back(part.ref.source);
    std::ranges::sort(sources);
    const auto repeated = std::ranges::unique(sources);
    sources.erase(repeated.begin(), repeated.end());
    return sources;
}

void TextTemplate::append(const RequestDraws &draws, std::string &text) const
{
    for (const Part &part : m_parts) {
        text += part.before;
        const auto start = text.size();
        m_variables->append(part.ref, draws, text);
        if (part.form == Form::Url)
            escapeTail(text, start, Escaping::Url);
        else if (part.form == Form::Json)
            escapeTail(text, start, Escaping::Json);
    }
    text += m_rest;
}

std::string TextTemplate::skeleton() const
{
    std::string text;
    for (const Part &part : m_parts)
        text += part.before + 'x';
    return text + m_rest;
}

}
