#pragma once

#include "servers/balancer/attempt.h"
#include "servers/balancer/balancer_handler.h"
#include "servers/balancer/kept_body.h"
#include "servers/stream_handler.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::balancer {

/// One request of a client, from the first replica that gets it to the end of an answer.
///
/// It goes to another replica where one fails before the head of an answer, and is safe to send again: nothing of it
/// was sent, or its method is idempotent and its body is kept (kept_body.h). What was not sent goes on at once, since
/// no replica had work with it; else it waits its backoff and for its turn in the RetryLine. An answer of 502, 503 or
/// 504 is as a failure where a retry can go at once, and else the client's. With hedging a second replica is asked
/// where the first takes long; the first head wins.
class BalancedExchange final : public RequestStream, private AttemptListener, private RetryLine::Waiter {
public:
    BalancedExchange(BalancerLoop &shared, ClientStream &client, const http::RequestHead &head,
                     const Fleet::Wish &wish);
    ~BalancedExchange() override;

    void start(const http::RequestHead &head, std::string_view bytes);

    void onBody(std::string_view piece) override;
    void onBodyPause() override;
    void onBodyEnd() override;
    void onRoom() override;

private:
    void takesBody(Attempt &attempt) override;
    void interim(Attempt &attempt, const http::StrictResponse &head) override;
    void head(Attempt &attempt, const http::StrictResponse &head) override;
    void body(std::string_view piece) override;
    void pause(Attempt &attempt) override;
    void end() override;
    void failed(Attempt &attempt, OriginProblem problem) override;
    void onTurn() override;

    void launch(Upstream &upstream, OriginRequest request, net::Clock::time_point now, bool paid);
    void setAside(Attempt &attempt);
    void drop(const Attempt &attempt);
    void win(Attempt &attempt);
    [[nodiscard]] Attempt *running() noexcept;
    [[nodiscard]] bool isAlone(const Attempt &attempt) const noexcept;
    [[nodiscard]] bool mayRepeat(const Attempt &attempt, OriginProblem problem) const noexcept;
    [[nodiscard]] bool isRetried(int status) const noexcept;
    [[nodiscard]] Upstream *chooseAnother(net::Clock::time_point now);
    [[nodiscard]] net::Clock::duration backoff();
    void later(net::Clock::duration delay, void (BalancedExchange::*next)());
    void stopTimer();
    void waitForTurn();
    void retryUnpaid() { retry(false); }
    void retryPaid();
    void retry(bool paid);
    void hedge();
    void giveUp();
    void pass(std::string_view bytes);
    void sendOn();

    BalancerLoop &m_shared;
    ClientStream &m_client;
    Fleet::Wish m_wish;
    std::array<std::optional<Attempt>, 2> m_attempts; ///< The second one is a hedge, or after a hedge the retry.
    Attempt *m_winner = nullptr;                      ///< Whose answer the client gets.
    std::vector<std::shared_ptr<Replica>> m_tried;
    unsigned m_retries = 0; ///< Made.
    OriginProblem m_problem = OriginProblem::Nobody;
    std::optional<net::EventLoop::TimerKey> m_timer; ///< Of a backoff, a turn or a hedge.
    bool m_waits = false;                            ///< In the line.
    bool m_paidAhead = false;                        ///< One of the budget is ours, and no attempt's yet.

    OriginRequest m_request; ///< While no attempt has it.
    Forwarding m_addressed;  ///< Whom its head is for.
    KeptBody m_body;
    const bool m_hasBody;
    const bool m_chunked;
    const bool m_idempotent;
};

}
