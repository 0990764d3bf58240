#include "servers/cache/backend/redis_backend.h"

#include "net/socket.h"

#include <hiredis/hiredis.h>

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace escala::servers {

namespace {

constexpr std::size_t kReadSize = 64 * 1024;

struct FreeReply {
    void operator()(void *reply) const noexcept { freeReplyObject(reply); }
};

std::string_view textOf(const redisReply &reply)
{
    return {reply.str, reply.len};
}

bool isError(const redisReply &reply)
{
    return reply.type == REDIS_REPLY_ERROR;
}

/// The answer to MGET with two keys.
std::optional<CacheBackend::Reading> readingOf(const redisReply *reply)
{
    if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY || reply->elements != 2)
        return std::nullopt;
    CacheBackend::Reading reading;
    if (const auto &entry = *reply->element[0]; entry.type == REDIS_REPLY_STRING)
        reading.entry = textOf(entry);
    if (const auto &removals = *reply->element[1]; removals.type == REDIS_REPLY_STRING)
        reading.removals = textOf(removals);
    return reading;
}

}

void RedisBackend::FreeReader::operator()(redisReader *reader) const noexcept
{
    redisReaderFree(reader);
}

RedisBackend::RedisBackend(net::EventLoop &loop, BackendAddress address, BackendHealth &health)
    : m_loop(loop)
    , m_address(std::move(address))
    , m_health(health)
    , m_state(health)
    , m_resolver(loop, {})
{
    connect();
}

RedisBackend::~RedisBackend()
{
    for (const auto &timer : {m_timer, m_send, m_retry}) {
        if (timer)
            m_loop.cancel(*timer);
    }
    if (m_socket)
        m_loop.remove(m_socket.get(), *this);
}

void RedisBackend::read(const std::string &key, Read done)
{
    command({"MGET", key, kRemovalsKey}, [done = std::move(done)](const redisReply *reply) mutable {
        const auto reading = readingOf(reply);
        done(reading ? &*reading : nullptr);
    });
}

void RedisBackend::write(const std::string &key, std::string value, std::chrono::milliseconds lifetime, Written done)
{
    command({"SET", key, value, "PX", std::to_string(lifetime.count())},
            [done = std::move(done)](const redisReply *reply) mutable { done(reply != nullptr && !isError(*reply)); });
}

void RedisBackend::noteRemoval(const std::string &line, const std::string &all, Written done)
{
    command({"APPEND", kRemovalsKey, line}, [this, all, done = std::move(done)](const redisReply *reply) mutable {
        const bool noted = reply != nullptr && reply->type == REDIS_REPLY_INTEGER;
        if (!noted || reply->integer <= static_cast<long long>(kMaxRemovals))
            return done(noted);
        command({"SET", kRemovalsKey, all},
                [done = std::move(done)](const redisReply *set) mutable { done(set != nullptr && !isError(*set)); });
    });
}

void RedisBackend::connect()
{
    m_retry.reset();
    m_resolver.ask(m_address.host, m_address.port, [this, attempt = ++m_attempt](const net::Resolver::Answer &answer) {
        if (attempt == m_attempt)
            connectTo(answer);
    });
}

void RedisBackend::connectTo(const net::Resolver::Answer &answer)
{
    if (!answer || answer->endpoints.empty())
        return fail(answer ? "its name has no address" : answer.error());
    auto socket = net::startConnect(answer->endpoints.front());
    if (!socket)
        return fail(socket.error().message());
    m_socket = std::move(*socket);
    m_reader.reset(redisReaderCreate());
    m_loop.add(m_socket.get(), *this);
    greet();
}

/// Before all that waits already. One that is not let in is no backend.
void RedisBackend::greet()
{
    auto waiting = std::exchange(m_pending, {});
    auto unsent = std::exchange(m_unsent, {});
    const auto check = [this](const redisReply *reply) {
        if (reply != nullptr && isError(*reply))
            fail(textOf(*reply));
    };
    if (!m_address.password.empty() && m_address.user.empty())
        append({"AUTH", m_address.password}, check);
    else if (!m_address.password.empty())
        append({"AUTH", m_address.user, m_address.password}, check);
    append({"SELECT", std::to_string(m_address.database)}, [this](const redisReply *reply) {
        if (reply != nullptr && isError(*reply))
            fail(textOf(*reply));
        else if (reply != nullptr)
            m_state.works();
    });
    m_unsent += unsent;
    for (auto &each : waiting)
        m_pending.push_back(std::move(each));
    watchTime();
}

void RedisBackend::command(std::initializer_list<std::string_view> words, Answered done)
{
    if (m_state.isDown()) {
        m_health.countError();
        return done(nullptr);
    }
    append(words, [this, done = std::move(done)](const redisReply *reply) mutable {
        if (reply == nullptr || isError(*reply))
            m_health.countError();
        done(reply);
    });
    sendSoon();
    watchTime();
}

void RedisBackend::append(std::initializer_list<std::string_view> words, Answered done)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    for (const auto word : words) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
    }
    char *bytes = nullptr;
    const auto size = redisFormatCommandArgv(&bytes, static_cast<int>(texts.size()), texts.data(), sizes.data());
    if (bytes == nullptr)
        throw std::bad_alloc();
    m_unsent.append(bytes, static_cast<std::size_t>(size));
    redisFreeCommand(bytes);
    m_pending.push_back({net::Clock::now() + m_address.patience, std::move(done)});
}

void RedisBackend::onReady(std::uint32_t events)
{
    if (!m_connected && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0) {
        if (const auto error = net::connectResult(m_socket.get()))
            return fail(error.message());
        m_connected = true;
    }
    if (m_connected)
        send();
    if (m_connected && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
        receive();
}

void RedisBackend::sendSoon()
{
    if (m_send || !m_connected)
        return;
    m_send = m_loop.runAfter(net::Clock::duration::zero(), [this] {
        m_send.reset();
        if (m_connected)
            send();
    });
}

void RedisBackend::send()
{
    std::size_t sent = 0;
    while (sent < m_unsent.size()) {
        const auto taken = ::send(m_socket.get(), m_unsent.data() + sent, m_unsent.size() - sent, MSG_NOSIGNAL);
        if (taken < 0 && errno == EINTR)
            continue;
        if (taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break; // the loop tells when there is room
        if (taken < 0)
            return fail(std::strerror(errno));
        sent += static_cast<std::size_t>(taken);
    }
    m_unsent.erase(0, sent);
}

void RedisBackend::receive()
{
    std::array<char, kReadSize> buffer; // NOLINT(*-member-init): filled by recv
    while (m_connected) {
        const auto got = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (got <= 0)
            return fail(got == 0 ? "it closed the connection" : std::strerror(errno));
        if (redisReaderFeed(m_reader.get(), buffer.data(), static_cast<std::size_t>(got)) != REDIS_OK)
            return fail("its answer makes no sense");
        while (takeReply()) { }
    }
}

/// True where there may be another.
bool RedisBackend::takeReply()
{
    void *taken = nullptr;
    if (redisReaderGetReply(m_reader.get(), &taken) != REDIS_OK) {
        fail("its answer makes no sense");
        return false;
    }
    if (taken == nullptr)
        return false;
    const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply *>(taken));
    if (m_pending.empty()) {
        fail("it answers what nobody asked");
        return false;
    }
    auto done = std::move(m_pending.front().done);
    m_pending.pop_front();
    done(reply.get());
    return m_connected;
}

void RedisBackend::watchTime()
{
    if (!m_timer && !m_pending.empty())
        m_timer = m_loop.runAt(m_pending.front().due, [this] { onTime(); });
}

void RedisBackend::onTime()
{
    m_timer.reset();
    if (!m_pending.empty() && m_pending.front().due <= net::Clock::now())
        fail(m_connected ? "it does not answer" : "it does not take the connection");
    watchTime();
}

/// Nothing of this connection is of use any more: a late answer would be taken for another one's.
void RedisBackend::fail(std::string_view why)
{
    const auto pause = m_state.fails(why);
    ++m_attempt;
    if (m_socket)
        m_loop.remove(m_socket.get(), *this);
    m_socket.reset();
    m_connected = false;
    m_unsent.clear();
    if (!m_retry)
        m_retry = m_loop.runAfter(pause, [this] { connect(); });
    for (auto &each : std::exchange(m_pending, {}))
        each.done(nullptr);
}

}
