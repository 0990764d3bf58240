#pragma once

#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/cache_backend.h"

#include <chrono>
#include <expected>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct memcached_st;

namespace escala::servers {

/// One connection to memcached by libmemcached, which blocks: for a thread of its own. What goes wrong with the
/// connection is an error, a sentence for people; then the link is of no use any more.
class MemcachedLink {
public:
    explicit MemcachedLink(const BackendAddress &address);

    /// What each of these keys holds, those apart that hold nothing.
    [[nodiscard]] std::expected<std::map<std::string, std::string>, std::string>
    read(const std::vector<std::string> &keys);
    /// False where memcached refuses it, too large for instance.
    [[nodiscard]] std::expected<bool, std::string> write(const std::string &key, const std::string &value,
                                                         std::chrono::milliseconds lifetime);
    [[nodiscard]] std::expected<bool, std::string> noteRemoval(const std::string &line, const std::string &all);

private:
    struct Free {
        void operator()(memcached_st *link) const noexcept;
    };

    [[nodiscard]] std::expected<bool, std::string> appendRemoval(const std::string &line);
    /// What a return code means: done, refused, or a broken connection.
    [[nodiscard]] std::expected<bool, std::string> outcome(int code) const;

    std::unique_ptr<memcached_st, Free> m_link;
};

}
