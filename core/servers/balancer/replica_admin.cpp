#include "servers/balancer/replica_admin.h"

#include "servers/balancer/replica_request.h"
#include "servers/balancer/stats_text.h"

#include <boost/json/serialize.hpp>

#include <string>
#include <utility>

namespace escala::servers::balancer {

namespace {

constexpr std::string_view kJson = "Content-Type: application/json\r\nCache-Control: no-store\r\n";
constexpr std::string_view kText = "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n";
constexpr std::string_view kAllow = "Content-Type: text/plain; charset=utf-8\r\n"
                                    "Allow: GET, HEAD, POST, PUT, DELETE\r\n";

void refuse(Completion &done, unsigned status, const std::string &sentence)
{
    done({status, kText, sentence + ".\n"});
}

constexpr auto kNoSuch = "There is no such replica";

}

bool ReplicaAdmin::answer(const http::RequestHead &head, std::string_view path, std::string_view body, Completion &done)
{
    if (path != "/replicas")
        return false;
    if (isGetOrHead(head))
        list(done);
    else if (head.method == "POST")
        add(body, done);
    else if (head.method == "PUT")
        change(head.query(), body, done);
    else if (head.method == "DELETE")
        remove(head.query(), done);
    else
        done({405, kAllow, "GET, POST, PUT and DELETE are allowed here.\n"});
    return true;
}

void ReplicaAdmin::list(Completion &done, unsigned status)
{
    m_control.whenTaken([this, status, done = std::move(done)]() mutable {
        done({status, kJson, boost::json::serialize(toJson(m_control.replicas())) + "\n"});
    });
}

void ReplicaAdmin::add(std::string_view body, Completion &done)
{
    const auto replica = parseNewReplica(body);
    if (!replica)
        return refuse(done, 400, replica.error());
    if (const auto added = m_control.add(replica->url, replica->weight); !added)
        return refuse(done, 409, added.error());
    list(done, 201);
}

void ReplicaAdmin::change(std::string_view query, std::string_view body, Completion &done)
{
    const auto url = parseReplicaQuery(query);
    if (!url)
        return refuse(done, 400, url.error());
    const auto change = parseReplicaChange(body);
    if (!change)
        return refuse(done, 400, change.error());
    if ((change->weight && !m_control.setWeight(*url, *change->weight))
        || (change->draining && !m_control.setDraining(*url, *change->draining)))
        return refuse(done, 404, kNoSuch);
    list(done);
}

void ReplicaAdmin::remove(std::string_view query, Completion &done)
{
    const auto url = parseReplicaQuery(query);
    if (!url)
        return refuse(done, 400, url.error());
    if (!m_control.remove(*url))
        return refuse(done, 404, kNoSuch);
    list(done);
}

}
