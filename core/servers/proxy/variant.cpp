#include "servers/proxy/variant.h"

#include "servers/proxy/field_lines.h"

#include <utility>

namespace escala::servers::proxy {

std::optional<std::string_view> Variant::etag() const
{
    return firstValue(fields, "etag");
}

std::optional<std::string_view> Variant::lastModified() const
{
    return firstValue(fields, "last-modified");
}

VariantPtr makeVariant(const Exchange &exchange, const ResponseDirectives &told, const Lifetime &lifetime,
                       std::shared_ptr<const std::string> body, const ExchangeTimes &times)
{
    auto variant = std::make_shared<Variant>();
    variant->status = exchange.status;
    variant->reason = exchange.reason;
    const auto kept = storedFields(exchange.responseFields, told, times.wallClock);
    // The body is here whole: whoever sends it says how long it is.
    variant->fields =
        linesWhere(kept, [](std::string_view name) { return !http::equalIgnoringCase(name, "content-length"); });
    variant->body = std::move(body);
    variant->directives = told;
    variant->lifetime = lifetime;
    variant->initialAge = initialAge(exchange.responseFields, times);
    variant->receivedAt = times.answered;
    variant->receivedWall = times.wallClock;
    variant->selecting = selectingFields(exchange.responseFields);
    variant->selectingKey = selectingKey(variant->selecting, exchange.requestFields);
    return variant;
}

}
