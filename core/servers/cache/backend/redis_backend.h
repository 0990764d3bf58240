#pragma once

#include "net/event_loop.h"
#include "net/file_descriptor.h"
#include "net/resolver.h"
#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/backend_health.h"
#include "servers/cache/backend/cache_backend.h"
#include "servers/cache/backend/link_state.h"

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct redisReader;
struct redisReply;

namespace escala::servers {

/// One connection to Redis, on which commands are pipelined. hiredis writes and reads the protocol; sockets and timers
/// are the loop's.
class RedisBackend final : public CacheBackend, private net::ReadyHandler {
public:
    /// Begins to connect; calls wait for that the first time. `health` must outlive it.
    RedisBackend(net::EventLoop &loop, BackendAddress address, BackendHealth &health);
    ~RedisBackend() override;

    void read(const std::string &key, Read done) override;
    void write(const std::string &key, std::string value, std::chrono::milliseconds lifetime, Written done) override;
    void noteRemoval(const std::string &line, const std::string &all, Written done) override;

private:
    /// Null where there is no answer.
    using Answered = std::move_only_function<void(const redisReply *)>;
    struct Pending {
        net::Clock::time_point due;
        Answered done;
    };
    struct FreeReader {
        void operator()(redisReader *reader) const noexcept;
    };

    void connect();
    void connectTo(const net::Resolver::Answer &answer);
    void greet();
    void command(std::initializer_list<std::string_view> words, Answered done);
    void append(std::initializer_list<std::string_view> words, Answered done);
    void onReady(std::uint32_t events) override;
    void send();
    void sendSoon();
    void receive();
    [[nodiscard]] bool takeReply();
    void watchTime();
    void onTime();
    void fail(std::string_view why);

    net::EventLoop &m_loop;
    const BackendAddress m_address;
    BackendHealth &m_health;
    LinkState m_state;
    net::Resolver m_resolver;
    net::FileDescriptor m_socket;
    unsigned m_attempt = 0;   ///< To connect; what belongs to another one than the last counts no more.
    bool m_connected = false; ///< The socket is; commands may leave.
    std::unique_ptr<redisReader, FreeReader> m_reader;
    std::string m_unsent;
    std::deque<Pending> m_pending;                   ///< In the order of their answers.
    std::optional<net::EventLoop::TimerKey> m_timer; ///< For the first of them.
    std::optional<net::EventLoop::TimerKey> m_send;  ///< At the end of this turn: commands leave together.
    std::optional<net::EventLoop::TimerKey> m_retry; ///< While down.
};

}
