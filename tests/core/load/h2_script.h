#pragma once

#include "h2_peer.h"
#include "script_server.h"

#include <cstdint>
#include <string>

/// Speaks HTTP/2 on the connection as `answer` says, and counts requests.
inline ScriptServer::Script speaking(const H2Peer::Script &answer, H2Peer::Options options = {})
{
    return [answer, options](ScriptConnection &connection) {
        H2Peer peer(
            [&](H2Peer &of, std::int32_t stream) {
                connection.count();
                answer(of, stream);
            },
            options);
        for (bool goesOn = connection.send(peer.output()); goesOn;) {
            const std::string bytes = connection.bytes();
            goesOn = !bytes.empty() && peer.feed(bytes) && connection.send(peer.output());
        }
    };
}

inline void ok(H2Peer &peer, std::int32_t stream)
{
    peer.respond(stream, {{"x-cache", "HIT"}}, "hola");
}
