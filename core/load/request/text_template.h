#pragma once

#include "load/request/variables.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace escala::load {

/// Where in a request a text stands; it says what may be in it, and how a value is written into it.
enum class TextPlace {
    Target, ///< Path and query: values are percent-encoded, so that "a/b?c" stays one segment.
    Header, ///< A field's value: as it is. A value with a line end or another control character is refused.
    Body,   ///< As it is.
};

/// A text with placeholders, compiled once: `{{name}}` or `{{name:form}}`, the form being `raw` (as it is), `url`
/// (percent-encoded but for RFC 3986's unreserved characters) or `json` (escaped for a JSON string). Braces around
/// anything else are text.
class TextTemplate {
public:
    /// `variables` must outlive the template. The error says which placeholder is not known, or which value of which
    /// file can't stand in that place: so a rendered text needs no check. The literal parts are the caller's to check.
    [[nodiscard]] static std::expected<TextTemplate, std::string> compile(std::string_view text, TextPlace place,
                                                                          const Variables &variables);

    /// The text as it is, whatever it holds.
    [[nodiscard]] static TextTemplate literal(std::string_view text);

    /// No placeholder: `append` always appends the same text.
    [[nodiscard]] bool constant() const noexcept { return m_parts.empty(); }
    /// Which sources its values come from; each once.
    [[nodiscard]] std::vector<std::uint32_t> sources() const;
    /// Allocates nothing once `text` has grown to its size.
    void append(const RequestDraws &draws, std::string &text) const;

    /// The text with every placeholder replaced by an "x": what its literal parts look like.
    [[nodiscard]] std::string skeleton() const;

private:
    enum class Form { Raw, Url, Json };
    struct Part {
        std::string before; ///< The literal text in front of it.
        VariableRef ref;
        Form form = Form::Raw;
    };

    const Variables *m_variables = nullptr;
    std::vector<Part> m_parts;
    std::string m_rest; ///< The literal text after the last part.
};

}
