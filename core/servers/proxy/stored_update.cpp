#include "servers/proxy/stored_update.h"

#include "servers/proxy/field_lines.h"

namespace escala::servers::proxy {

namespace {

bool staysAsStored(std::string_view name)
{
    return http::equalIgnoringCase(name, "content-length") || http::equalIgnoringCase(name, "content-encoding")
        || http::equalIgnoringCase(name, "content-range");
}

}

std::string updatedFields(std::string_view storedFields, std::string_view news)
{
    const auto fresh = linesWhere(endToEndLines(news), [](std::string_view name) { return !staysAsStored(name); });
    auto fields = linesWhere(storedFields, [&fresh](std::string_view name) { return !hasField(fresh, name); });
    return fields += fresh;
}

VariantPtr updated(const Variant &stored, const Exchange &exchange, const ExchangeTimes &times,
                   const HeuristicRule &rule, const StaleAllowance &allowance)
{
    // A Date of the stored response that the answer does not renew would make it as old as it was.
    auto base = linesWhere(stored.fields, [](std::string_view name) { return !http::equalIgnoringCase(name, "date"); });
    const auto fields = updatedFields(base, exchange.responseFields);
    const auto told = responseDirectives(fields);
    auto whole = exchange;
    whole.status = stored.status;
    whole.reason = stored.reason;
    whole.responseFields = fields;
    const auto lifetime = lifetimeOf(stored.status, fields, told, times.wallClock, rule);
    return makeVariant(whole, allowing(told, allowance), lifetime, stored.body, times);
}

}
