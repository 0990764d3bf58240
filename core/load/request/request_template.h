#pragma once

#include "http/url.h"
#include "load/request/request_spec.h"
#include "load/request/text_template.h"

#include <expected>
#include <string>
#include <string_view>

namespace escala::load {

/// What is alike in all requests to a target.
struct RequestSettings {
    bool keepAlive = true;
    std::string userAgent = {};
    std::string authorization = {}; ///< Value of an Authorization field, where the spec has none; empty: none.
    bool compressed = false;        ///< Offers gzip and deflate.
};

/// One request to one target, compiled: the bytes themselves where nothing in it varies, else a template of them.
/// Immutable; any thread may render.
class RequestTemplate {
public:
    /// `variables` must outlive it; null where the plan has none, and then braces are text like any other. Method and
    /// headers must have been checked (problemOf). The error is a sentence for people.
    [[nodiscard]] static std::expected<RequestTemplate, std::string>
    compile(const http::Url &url, const RequestSpec &spec, const RequestSettings &settings, const Variables *variables);

    [[nodiscard]] bool constant() const noexcept { return m_constant; }
    /// The whole request; only where it is constant.
    [[nodiscard]] const std::string &bytes() const noexcept { return m_bytes; }
    /// Replaces `bytes` by the request with the values of `draws`. `cookies` is the value of a Cookie field, or empty;
    /// a constant request takes one as well. `scratch` holds the body in between. Allocates nothing once both have
    /// grown to their sizes.
    void render(const RequestDraws &draws, std::string_view cookies, std::string &bytes, std::string &scratch) const;
    /// The same with another method and target, as after a redirect; `withBody` where the method keeps the body.
    void render(std::string_view method, std::string_view target, bool withBody, const RequestDraws &draws,
                std::string_view cookies, std::string &bytes, std::string &scratch) const;
    /// Replaces `text` by the request's target.
    void renderTarget(const RequestDraws &draws, std::string &text) const;
    [[nodiscard]] std::string_view method() const noexcept
    {
        return std::string_view(m_method).substr(0, m_method.size() - 1);
    }

    /// Which of the variables' sources it draws from; each once.
    [[nodiscard]] const std::vector<std::uint32_t> &sources() const noexcept { return m_sources; }

private:
    void renderRest(bool withBody, const RequestDraws &draws, std::string_view cookies, std::string &bytes,
                    std::string &scratch) const;

    bool m_constant = false;
    bool m_needsLength = false;
    std::string m_bytes;
    std::string m_method; ///< With the blank after it.
    TextTemplate m_target;
    TextTemplate m_fields; ///< From behind the target to the last field's line end.
    TextTemplate m_body;
    std::vector<std::uint32_t> m_sources;
};

}
