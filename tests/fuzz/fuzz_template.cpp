#include "http/field_syntax.h"
#include "input.h"
#include "load/request/text_template.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>

using escala::load::RequestDraws;
using escala::load::TextPlace;
using escala::load::TextTemplate;
using escala::load::Variables;
using fuzz::require;

namespace {

/// One of each kind, and texts that are dangerous in some place.
const Variables &variables()
{
    using namespace escala::load;
    static const std::vector<VariableSpec> specs{
        {.name = "n", .value = Counter{.start = -3, .step = 7}},
        {.name = "r", .value = RandomInteger{.least = -9, .most = 9}},
        {.name = "h", .value = RandomHex{.digits = 5}},
        {.name = "c", .value = RandomChoice{.texts = {"a b", "\"\\\x01\n", "{{n}}", "\xc3\xa9%2F/?#", ""}}},
        {.name = "p", .value = RandomChoice{.texts = {"x/y", "z"}}},
        {.name = "t", .value = Timestamp{}},
    };
    static const Variables made = Variables::prepare({}, specs, 1).value();
    return made;
}

std::string rendered(const TextTemplate &text, std::uint64_t number)
{
    std::array<std::uint64_t, 8> numbers{};
    numbers.fill(number);
    std::string out;
    text.append({.number = std::span(numbers).first(variables().sources()), .now = {}}, out);
    return out;
}

bool isJsonText(const std::string &text)
{
    boost::system::error_code error;
    const auto value = boost::json::parse('"' + text + '"', error);
    return !error && value.is_string();
}

void checkRendered(std::string_view text, TextPlace place, const TextTemplate &compiled)
{
    const std::string skeleton = compiled.skeleton();
    const std::string out = rendered(compiled, 4);
    require(out == rendered(compiled, 4), "the same draw has the same text");
    if (compiled.constant()) {
        require(out == text && skeleton == text, "without a placeholder a text is as it was written");
        return;
    }
    require(text.find("{{") != std::string_view::npos, "a placeholder stands in braces");
    for (std::uint64_t number = 0; number < 8; ++number) {
        if (place == TextPlace::Header && escala::http::isFieldValue(skeleton))
            require(escala::http::isFieldValue(rendered(compiled, number)), "no value forges a field");
        if (place == TextPlace::Target && escala::http::isTarget(skeleton))
            require(escala::http::isTarget(rendered(compiled, number)), "no value ends the request line");
    }
}

/// `{{c:json}}` after a text without placeholders, and `{{c:url}}`.
void checkForms(std::string_view before)
{
    const auto json = TextTemplate::compile(std::string(before) + "{{ c : json }}", TextPlace::Body, variables());
    const bool only = json && json->skeleton() == std::string(before) + 'x';
    const auto url = TextTemplate::compile("{{c:url}}", TextPlace::Body, variables());
    require(url.has_value(), "a placeholder is one in any place");
    for (std::uint64_t number = 0; number < 8; ++number) {
        const std::string escaped = rendered(*url, number);
        require(std::ranges::all_of(escaped, [](char c) { return c > ' ' && c < '\x7f' && c != '/' && c != '?'; }),
                "a value in a URL stays one segment");
        if (only && isJsonText(json->skeleton()))
            require(isJsonText(rendered(*json, number)), "a value in a JSON text ends no text");
    }
}

}

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    constexpr std::array places{TextPlace::Target, TextPlace::Header, TextPlace::Body};
    const TextPlace place = places[input.choice() % places.size()];
    const std::string_view text = input.text();
    const auto compiled = TextTemplate::compile(text, place, variables());
    if (compiled)
        checkRendered(text, place, *compiled);
    else
        require(!compiled.error().empty(), "a refusal says why");
    require(rendered(TextTemplate::literal(text), 0) == text, "a literal is as it was written");
    checkForms(text);
    return 0;
}
