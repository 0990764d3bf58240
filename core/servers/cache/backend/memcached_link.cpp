#include "servers/cache/backend/memcached_link.h"

#include <libmemcached/memcached.h>

#include <algorithm>
#include <ctime>
#include <new>

namespace escala::servers {

namespace {

constexpr std::string_view kKey = kRemovalsKey;

struct FreeResult {
    void operator()(memcached_result_st *result) const noexcept { memcached_result_free(result); }
};

/// Whole seconds, at least one since 0 is for ever; more than 30 days are the time of the end (protocol.txt).
std::time_t expiryOf(std::chrono::milliseconds lifetime)
{
    constexpr std::chrono::seconds kRelative = std::chrono::days(30);
    const auto length = std::max(std::chrono::ceil<std::chrono::seconds>(lifetime), std::chrono::seconds(1));
    return static_cast<std::time_t>(length.count()) + (length > kRelative ? std::time(nullptr) : 0);
}

}

void MemcachedLink::Free::operator()(memcached_st *link) const noexcept
{
    memcached_free(link);
}

MemcachedLink::MemcachedLink(const BackendAddress &address)
    : m_link(memcached_create(nullptr))
{
    if (!m_link)
        throw std::bad_alloc();
    const auto milliseconds = static_cast<std::uint64_t>(address.patience.count());
    const auto microseconds = milliseconds * 1000;
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_NO_BLOCK, 1);
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_TCP_NODELAY, 1);
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, milliseconds);
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_POLL_TIMEOUT, milliseconds);
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_SND_TIMEOUT, microseconds);
    memcached_behavior_set(m_link.get(), MEMCACHED_BEHAVIOR_RCV_TIMEOUT, microseconds);
    memcached_server_add(m_link.get(), address.host.c_str(), address.port);
}

std::expected<std::map<std::string, std::string>, std::string> MemcachedLink::read(const std::vector<std::string> &keys)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    for (const auto &key : keys) {
        texts.push_back(key.data());
        sizes.push_back(key.size());
    }
    const auto asked = memcached_mget(m_link.get(), texts.data(), sizes.data(), texts.size());
    if (asked != MEMCACHED_SUCCESS)
        return std::unexpected(memcached_strerror(m_link.get(), asked));
    std::map<std::string, std::string> found;
    auto code = MEMCACHED_SUCCESS;
    while (const std::unique_ptr<memcached_result_st, FreeResult> result{
        memcached_fetch_result(m_link.get(), nullptr, &code)}) {
        found.emplace(std::string(memcached_result_key_value(result.get()), memcached_result_key_length(result.get())),
                      std::string(memcached_result_value(result.get()), memcached_result_length(result.get())));
    }
    if (code != MEMCACHED_END && code != MEMCACHED_NOTFOUND && code != MEMCACHED_SUCCESS)
        return std::unexpected(memcached_strerror(m_link.get(), code));
    return found;
}

std::expected<bool, std::string> MemcachedLink::write(const std::string &key, const std::string &value,
                                                      std::chrono::milliseconds lifetime)
{
    return outcome(
        memcached_set(m_link.get(), key.data(), key.size(), value.data(), value.size(), expiryOf(lifetime), 0));
}

std::expected<bool, std::string> MemcachedLink::noteRemoval(const std::string &line, const std::string &all)
{
    const auto noted = appendRemoval(line);
    if (!noted || !*noted)
        return noted;
    const auto list = read({std::string(kKey)});
    if (!list)
        return std::unexpected(list.error());
    const auto found = list->find(std::string(kKey));
    if (found == list->end() || found->second.size() <= kMaxRemovals)
        return true;
    return outcome(memcached_set(m_link.get(), kKey.data(), kKey.size(), all.data(), all.size(), 0, 0));
}

/// Append needs something to append to, add needs nothing there: another server may be doing the same.
std::expected<bool, std::string> MemcachedLink::appendRemoval(const std::string &line)
{
    std::expected<bool, std::string> noted = false;
    for (auto *const store : {&memcached_append, &memcached_add, &memcached_append}) {
        const auto code = (*store)(m_link.get(), kKey.data(), kKey.size(), line.data(), line.size(), 0, 0);
        noted = outcome(code);
        if (!noted || *noted)
            break;
    }
    return noted;
}

std::expected<bool, std::string> MemcachedLink::outcome(int code) const
{
    const auto result = static_cast<memcached_return_t>(code);
    switch (result) {
    case MEMCACHED_SUCCESS:
    case MEMCACHED_STORED:
    case MEMCACHED_BUFFERED:
        return true;
    case MEMCACHED_NOTSTORED:
    case MEMCACHED_DATA_EXISTS:
    case MEMCACHED_E2BIG:
    case MEMCACHED_SERVER_ERROR:
    case MEMCACHED_SERVER_MEMORY_ALLOCATION_FAILURE:
    case MEMCACHED_CLIENT_ERROR:
    case MEMCACHED_BAD_KEY_PROVIDED:
        return false;
    default:
        return std::unexpected(memcached_strerror(m_link.get(), result));
    }
}

}
