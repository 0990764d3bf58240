#include "servers/faults/faults_route.h"

#include "servers/slow_handler.h"

#include <boost/json.hpp>

#include <string>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::string_view kJson = "Content-Type: application/json\r\nCache-Control: no-store\r\n";
constexpr std::string_view kAllow = "Content-Type: text/plain; charset=utf-8\r\nAllow: GET, HEAD, PUT, DELETE\r\n";

std::string text(const FaultPlan &faults)
{
    return boost::json::serialize(asJson(faults)) + "\n";
}

}

bool FaultsRoute::answer(const http::RequestHead &head, std::string_view path, std::string_view body, Completion &done)
{
    if (path != "/faults")
        return false;
    if (isGetOrHead(head))
        done({200, kJson, text(m_faults.faults())});
    else if (head.method == "PUT")
        put(body, done);
    else if (head.method == "DELETE")
        set({}, std::move(done));
    else
        done({405, kAllow, "GET, PUT and DELETE are allowed here.\n"});
    return true;
}

void FaultsRoute::put(std::string_view body, Completion &done)
{
    const auto faults = readFaults(body);
    if (!faults)
        done({400, kPlainText, faults.error() + ".\n"});
    else if (faults->cutBackend && !m_hasBackend)
        done({400, kPlainText, std::string(kNoBackend) + ".\n"});
    else
        set(*faults, std::move(done));
}

void FaultsRoute::set(const FaultPlan &faults, Completion done)
{
    m_faults.set(faults, [done = std::move(done)](const std::expected<FaultPlan, std::string> &inEffect) mutable {
        if (inEffect)
            done({200, kJson, text(*inEffect)});
        else
            done({500, kPlainText, inEffect.error() + ".\n"});
    });
}

}
