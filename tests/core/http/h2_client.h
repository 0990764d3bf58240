#pragma once

#include "h2_peer.h"
#include "http/h2_session.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <vector>

// A client in memory for H2Peer, and the talk between the two.

inline const escala::http::H2Request kGet(escala::http::parseUrl("http://a.test/x").value(),
                                          {.headers = {}, .userAgent = "t"});

inline escala::http::H2Request made(const std::string &method, const std::string &body = {},
                                    const escala::http::Fields &headers = {})
{
    return {escala::http::parseUrl("http://a.test/x").value(), {.method = method, .headers = headers, .body = body}};
}

struct Seen : escala::http::H2Exchange {
    bool left = false;
    bool begun = false;
    bool headSeen = false;
    std::string body;
    int completed = 0;
    std::vector<escala::http::H2Failure> failures;
};

/// A client with as many exchanges as wanted, and what it heard.
class Client final : public escala::http::H2Listener {
public:
    Client() { session = escala::http::H2Session::create(*this); }

    Seen &send(const escala::http::H2Request &request = kGet)
    {
        auto &exchange = exchanges.emplace_back();
        if (!session->submit(request, exchange))
            qFatal("not accepted");
        return exchange;
    }
    void requestLeaves(escala::http::H2Exchange &exchange) override { static_cast<Seen &>(exchange).left = true; }
    void answerBegins(escala::http::H2Exchange &exchange) override { static_cast<Seen &>(exchange).begun = true; }
    void headArrived(escala::http::H2Exchange &exchange) override { static_cast<Seen &>(exchange).headSeen = true; }
    void bodyArrived(escala::http::H2Exchange &exchange, std::string_view bytes) override
    {
        static_cast<Seen &>(exchange).body += bytes;
        if (cancelInBody)
            session->cancel(exchange);
    }
    void completed(escala::http::H2Exchange &exchange) override
    {
        ++static_cast<Seen &>(exchange).completed;
        if (again > 0) {
            --again;
            QVERIFY(session->submit(kGet, exchange));
        }
    }
    void failed(escala::http::H2Exchange &exchange, escala::http::H2Failure why) override
    {
        static_cast<Seen &>(exchange).failures.push_back(why);
    }

    std::unique_ptr<escala::http::H2Session> session;
    std::deque<Seen> exchanges;
    bool cancelInBody = false;
    std::uint64_t again = 0;
};

inline std::string taken(escala::http::H2Session &session)
{
    std::string all;
    for (auto bytes = session.pending(); !bytes.empty(); bytes = session.pending()) {
        all += bytes;
        session.written(bytes.size());
    }
    return all;
}

/// Until neither side has anything to say; what the server says in pieces of `piece` bytes.
inline void talk(Client &client, H2Peer &peer, std::size_t piece = std::string::npos)
{
    for (;;) {
        const std::string up = taken(*client.session);
        QVERIFY(peer.feed(up));
        const std::string down = peer.output();
        for (std::size_t at = 0; at < down.size(); at += std::min(piece, down.size() - at))
            client.session->feed(std::string_view(down).substr(at, piece));
        if (up.empty() && down.empty())
            return;
    }
}

inline void answerOk(H2Peer &peer, std::int32_t stream)
{
    peer.respond(stream, {{"x-cache", "HIT"}}, "hola");
}
