#pragma once

#include "servers/proxy/age.h"

#include "net/event_loop.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace escala::servers::proxy {

/// How a fetch ended, as those who waited for it are told.
enum class FetchEnd {
    Stored,  ///< What it brought may be in the store. Who does not find it there asks by itself.
    Varied,  ///< The same, but of what is not there another may be asked together: it depends on request fields.
    GivenUp, ///< Its client has gone: another may take its place.
    Failed,  ///< The origin failed: what is stale is of use.
};

/// A request that waits for the fetch of another; told on its own loop.
class FetchFollower {
public:
    /// May destroy it.
    virtual void fetchEnded(FetchEnd how) = 0;

protected:
    ~FetchFollower() = default;
};

/// A follower's place. Who holds it is the follower, on its loop's thread; when it goes, nobody is told.
struct FollowerSeat {
    FetchFollower &follower;
};
using FollowerSeatPtr = std::shared_ptr<FollowerSeat>;

/// A request to the origin whose response may be stored. Its members are SharedFetches'.
struct SharedFetch {
    struct Follower {
        net::EventLoop *loop;
        std::weak_ptr<FollowerSeat> seat;
    };

    std::string key;
    bool listed = false;   ///< Others may wait for it.
    bool outdated = false; ///< What it brings was changed or removed meanwhile, and is not stored.
    std::vector<Follower> followers;
};
using SharedFetchPtr = std::shared_ptr<SharedFetch>;

/// What a caching proxy is fetching. Of requests for the same key one goes to the origin and the others wait, whatever
/// loop they are on, unless the key is marked as one whose responses can't be stored: then nobody waits, so that
/// requests don't go to the origin one after the other (Varnish calls that hit-for-miss). Any thread.
class SharedFetches {
public:
    struct Joining {
        SharedFetchPtr fetch; ///< The caller's own where it leads, else the one to wait for. Null: marked.
        bool leads = false;
    };
    [[nodiscard]] Joining join(const std::string &key, Time now, net::EventLoop &loop, const FollowerSeatPtr &seat);
    /// A fetch of one's own. `listed`: others may wait for it, where there is none to wait for yet.
    [[nodiscard]] SharedFetchPtr begin(const std::string &key, bool listed);
    /// Calls `store`, unless what is fetched is outdated; returns what `store` does.
    bool keep(const SharedFetch &fetch, const std::function<bool()> &store);
    /// Whoever waits is told when its loop turns.
    void end(SharedFetch &fetch, FetchEnd how);

    /// For a while nobody waits for this key.
    void mark(const std::string &key, Time now);
    /// Nothing that is on its way under these keys is to be stored.
    void outdate(const std::function<bool(std::string_view key)> &isChanged);

private:
    SharedFetchPtr add(const std::string &key, bool listed);
    [[nodiscard]] bool isMarked(const std::string &key, Time now);
    void unlist(SharedFetch &fetch);

    std::mutex m_mutex;
    std::map<std::string, SharedFetchPtr, std::less<>> m_listed;
    std::unordered_set<SharedFetch *> m_all;
    std::unordered_map<std::string, Time> m_marks; ///< Until when they count.
};

}
