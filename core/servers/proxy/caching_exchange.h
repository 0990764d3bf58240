#pragma once

#include "servers/proxy/caching_handler.h"
#include "servers/proxy/reuse_decision.h"

#include <optional>
#include <vector>

namespace escala::servers::proxy {

/// One request that the cache can't answer at once: it waits for another's fetch or goes to the origin, and what comes
/// back goes to the client, into the store, or is a reason to answer from the store.
class CachingExchange final : public RequestStream, private ClientStream, private FetchFollower {
public:
    CachingExchange(CachingHandler &handler, ClientStream &client, ClientRequest request);
    ~CachingExchange() override;
    CachingExchange(const CachingExchange &) = delete;
    CachingExchange &operator=(const CachingExchange &) = delete;

    /// False where it was answered at once.
    bool start();
    /// Asks the origin about a stored response, whatever else the cache would do.
    void validate(VariantPtr stored);

    void onBody(std::string_view piece) override { m_origin->onBody(piece); }
    void onBodyPause() override { m_origin->onBodyPause(); }
    void onBodyEnd() override { m_origin->onBodyEnd(); }
    void onRoom() override;

private:
    /// What is done with the answer of the origin.
    enum class Use {
        PassOn,
        Keep, ///< Pass on, and store when it is whole.
        Drop, ///< Answer from the store in its place.
        Retry ///< It speaks of something that is not stored: ask without conditions.
    };

    // What the origin says.
    [[nodiscard]] std::string peer() const override { return m_client.peer(); }
    void wantBody(bool wanted) override { m_client.wantBody(wanted); }
    void interim(unsigned status, std::string_view reason, std::string_view fields) override;
    void reply(const Reply &reply) override;
    void begin(const StreamedHead &head) override;
    void add(std::string_view piece) override;
    void end() override;
    bool send() override;
    void abort() override;

    /// What it waited for has come, or will not.
    void fetchEnded(FetchEnd how) override;

    void route(bool mayWait);
    [[nodiscard]] Reuse lookUp(Time now);
    bool follow(Time now);
    [[nodiscard]] bool mayShare() const;
    void serveFound(Reuse reuse, Time now);
    void serveStored(const CacheStatus &status, Time now);
    void ask();
    void open(std::string_view fields);
    void retryAtOnce();
    [[nodiscard]] bool answeredByStore(const Exchange &exchange);
    [[nodiscard]] bool validated(const Exchange &exchange);
    void passOn(const StreamedHead &head, const Exchange &exchange);
    void updateByHead(const Exchange &exchange, const StreamedHead &head);
    FetchEnd keep();
    FetchEnd keepPart();
    void endFetch(FetchEnd how);
    [[nodiscard]] Exchange exchangeOf(const StreamedHead &head) const;

    CachingHandler &m_handler;
    ClientStream &m_client;
    ClientRequest m_request;
    CacheStatus::Forward m_forward = CacheStatus::Forward::UriMiss;
    VariantPtr m_stored;                ///< What the request selects, where that is stale.
    std::vector<VariantPtr> m_askedFor; ///< What the conditions are about.
    std::unique_ptr<RequestStream> m_origin;
    FollowerSeatPtr m_seat; ///< Where it waits for another's fetch.
    SharedFetchPtr m_fetch; ///< Its own.
    Use m_use = Use::PassOn;
    std::optional<CacheStatus> m_answer; ///< With Use::Drop.
    ExchangeTimes m_times;
    VariantPtr m_keeping; ///< With Use::Keep: without a body yet.
    std::string m_body;
    bool m_collapsed = false;
    bool m_opening = false;
    bool m_ended = false;
};

}
