#pragma once

#include "net/endpoint.h"
#include "net/file_descriptor.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// A DNS server on 127.0.0.1 that gives the same answer to every question about an address, whatever the name, and
/// counts those for A records.
class DnsServer {
public:
    struct Answer {
        std::vector<std::string> addresses = {}; ///< IPv4 and IPv6.
        std::uint32_t ttl = 3600;
        std::uint8_t code = 0;  ///< RCODE: 2 is SERVFAIL, 3 is NXDOMAIN.
        bool silent = false;    ///< There is none.
        bool truncated = false; ///< Over UDP, so that one has to ask again over TCP.
    };

    explicit DnsServer(Answer answer);
    ~DnsServer();
    DnsServer(const DnsServer &) = delete;
    DnsServer &operator=(const DnsServer &) = delete;

    [[nodiscard]] const escala::net::Endpoint &endpoint() const noexcept { return m_endpoint; }
    [[nodiscard]] std::uint64_t questions() const noexcept { return m_questions; }
    [[nodiscard]] std::uint64_t questionsByTcp() const noexcept { return m_questionsByTcp; }
    void setAnswer(Answer answer);

private:
    void serve();
    void answerDatagram();
    void answerConnection();
    [[nodiscard]] std::string answerTo(std::string_view question, bool byTcp);

    escala::net::FileDescriptor m_datagrams;
    escala::net::FileDescriptor m_listener;
    escala::net::Endpoint m_endpoint;
    std::mutex m_mutex;
    Answer m_answer;
    std::atomic<std::uint64_t> m_questions = 0;
    std::atomic<std::uint64_t> m_questionsByTcp = 0;
    std::atomic<bool> m_ends = false;
    std::thread m_thread;
};
