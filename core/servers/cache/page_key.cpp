#include "servers/cache/page_key.h"

#include "http/field_syntax.h"

namespace escala::servers {

std::string pageKeyOf(std::string_view url)
{
    constexpr std::string_view scheme = "http://";
    if (!http::equalIgnoringCase(url.substr(0, scheme.size()), scheme))
        return std::string(url);
    url.remove_prefix(scheme.size());
    const auto path = url.find('/');
    return path == std::string_view::npos ? "/" : std::string(url.substr(path));
}

}
