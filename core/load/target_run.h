#pragma once

#include "http/h2_request.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "load/bell.h"
#include "load/load_plan.h"
#include "load/target_requests.h"
#include "net/endpoint.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::load {

/// One target of a run: what its lanes need to know, and what they have to tell beside their recorders.
///
/// The first part is constant while the run goes on. The second part is written by the engine threads and read by the
/// conductor; everything that happens once a request is in a Recorder instead, but for the tickets.
struct TargetRun {
    http::Url url;
    std::vector<net::Endpoint> sources;   ///< To connect from, in turn; empty: the system's choice.
    std::vector<net::Endpoint> endpoints; ///< All addresses of the host; empty where lanes ask for them (DnsMode).
    std::optional<TargetRequests> requests;
    std::string request;                      ///< The bytes that every user sends, where the requests are plain.
    std::optional<http::H2Request> h2Request; ///< The same for HTTP/2, where the plan wants it.
    bool toHead = false;                      ///< The method is HEAD: answers have no body.
    const http::TlsContext *tls = nullptr;
    std::optional<std::chrono::nanoseconds> dnsTime; ///< Where a name was looked up.
    std::uint32_t lanes = 0;

    std::atomic<std::uint64_t> tickets = 0;        ///< Requests dealt so far, where the plan limits their number.
    std::atomic<std::uint64_t> numbers = 0;        ///< Requests that were given their values, warm-up included.
    std::atomic<std::uint64_t> underWay = 0;       ///< Open model: requests sent or waiting.
    std::atomic<std::uint64_t> warmupRequests = 0; ///< Sent before measuring.
    std::atomic<std::uint64_t> warmupResponses = 0;
    std::atomic<std::int64_t> coldNs = -1; ///< Response time of the cold request, once it is answered.
    std::atomic<bool> coldEnded = false;
    std::atomic<std::uint32_t> lanesEnded = 0;
    std::atomic<std::uint32_t> usersStarted = 0;   ///< Users that had a request to send.
    std::atomic<std::uint32_t> usersConnected = 0; ///< Those of them that ever got a connection.
    std::atomic<std::uint32_t> connectionsOpen = 0;
    std::atomic<bool> outOfDescriptors = false;
    std::atomic<bool> outOfPorts = false;
    std::atomic<bool> local = false;       ///< It is on this machine.
    std::atomic<bool> http1Chosen = false; ///< HTTP/2 was offered, and the server chose HTTP/1.1.
    std::atomic<bool> http2Chosen = false;

    [[nodiscard]] bool ended() const noexcept { return lanesEnded.load(std::memory_order_acquire) == lanes; }
};

}
