#include "servers/proxy/shared_fetches.h"

#include <chrono>
#include <utility>

namespace escala::servers::proxy {

namespace {

constexpr auto kMarkedFor = std::chrono::minutes(2); // as Varnish does
constexpr std::size_t kMaxMarks = 10'000;

/// On the loop of all these followers.
void tell(const std::vector<std::weak_ptr<FollowerSeat>> &seats, FetchEnd how)
{
    for (const auto &each : seats) {
        if (const auto seat = each.lock())
            seat->follower.fetchEnded(how);
    }
}

}

SharedFetches::Joining SharedFetches::join(const std::string &key, Time now, net::EventLoop &loop,
                                           const FollowerSeatPtr &seat)
{
    const std::lock_guard lock(m_mutex);
    if (isMarked(key, now))
        return {};
    const auto found = m_listed.find(key);
    if (found == m_listed.end())
        return {add(key, true), true};
    found->second->followers.push_back({&loop, seat});
    return {found->second, false};
}

SharedFetchPtr SharedFetches::begin(const std::string &key, bool listed)
{
    const std::lock_guard lock(m_mutex);
    return add(key, listed && !m_listed.contains(key));
}

bool SharedFetches::keep(const SharedFetch &fetch, const std::function<bool()> &store)
{
    const std::lock_guard lock(m_mutex);
    const bool kept = !fetch.outdated && store();
    if (kept)
        m_marks.erase(fetch.key);
    return kept;
}

void SharedFetches::end(SharedFetch &fetch, FetchEnd how)
{
    std::map<net::EventLoop *, std::vector<std::weak_ptr<FollowerSeat>>> byLoop;
    {
        const std::lock_guard lock(m_mutex);
        unlist(fetch);
        m_all.erase(&fetch);
        for (auto &[loop, seat] : std::exchange(fetch.followers, {}))
            byLoop[loop].push_back(std::move(seat));
    }
    for (auto &[loop, seats] : byLoop)
        loop->post([told = std::move(seats), how] { tell(told, how); });
}

void SharedFetches::mark(const std::string &key, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_marks.size() >= kMaxMarks)
        m_marks.clear();
    m_marks[key] = now + kMarkedFor;
}

void SharedFetches::outdate(const std::function<bool(std::string_view key)> &isChanged)
{
    const std::lock_guard lock(m_mutex);
    for (auto *const fetch : m_all) {
        if (!isChanged(fetch->key))
            continue;
        fetch->outdated = true;
        unlist(*fetch);
    }
}

SharedFetchPtr SharedFetches::add(const std::string &key, bool listed)
{
    auto fetch = std::make_shared<SharedFetch>();
    fetch->key = key;
    fetch->listed = listed;
    m_all.insert(fetch.get());
    if (listed)
        m_listed.emplace(key, fetch);
    return fetch;
}

bool SharedFetches::isMarked(const std::string &key, Time now)
{
    const auto found = m_marks.find(key);
    if (found == m_marks.end())
        return false;
    if (now < found->second)
        return true;
    m_marks.erase(found);
    return false;
}

void SharedFetches::unlist(SharedFetch &fetch)
{
    if (std::exchange(fetch.listed, false))
        m_listed.erase(fetch.key);
}

}
