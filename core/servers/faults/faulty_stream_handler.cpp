#include "servers/faults/faulty_stream_handler.h"

#include "servers/faults/faulty_handler.h"
#include "servers/held_head.h"

#include <optional>
#include <string>
#include <utility>

namespace escala::servers {

/// A request that is to fail as soon as its body has come.
class FaultyStreamHandler::Failing final : public RequestStream {
public:
    Failing(ClientStream &client, unsigned status) noexcept
        : m_client(client)
        , m_status(status)
    {
    }

    void onBody(std::string_view) override { }
    void onBodyPause() override { }
    void onBodyEnd() override
    {
        m_client.reply(errorOnPurpose(m_status));
        m_client.send(); // the end of this
    }
    void onRoom() override { }

private:
    ClientStream &m_client;
    const unsigned m_status;
};

/// A request that waits, and then stands between client and handler.
class FaultyStreamHandler::Delayed final : public RequestStream, private ClientStream {
public:
    Delayed(FaultyStreamHandler &owner, std::string_view bytes, ClientStream &client)
        : m_owner(owner)
        , m_client(client)
        , m_request(std::in_place, bytes, owner.m_limits)
    {
    }

    ~Delayed() override
    {
        if (m_timer)
            m_owner.m_loop.cancel(*m_timer);
    }

    Delayed(const Delayed &) = delete;
    Delayed &operator=(const Delayed &) = delete;

    void openAfter(std::chrono::nanoseconds latency)
    {
        m_timer = m_owner.m_loop.runAfter(latency, [this] { open(); });
    }

    void onBody(std::string_view piece) override { m_stream->onBody(piece); }
    void onBodyPause() override { m_stream->onBodyPause(); }
    void onBodyEnd() override { m_stream->onBodyEnd(); }
    void onRoom() override
    {
        if (m_stream)
            m_stream->onRoom();
    }

private:
    void open()
    {
        m_timer.reset();
        m_stream = m_owner.m_handler.open(m_request->head(), m_request->bytes(), *this);
        m_request.reset();
        m_opening = false;
        m_client.send(); // what was said at once; the end of this where that was all
    }

    [[nodiscard]] std::string peer() const override { return m_client.peer(); }
    void wantBody(bool wanted) override { m_client.wantBody(wanted); }
    void interim(unsigned status, std::string_view reason, std::string_view fields) override
    {
        m_client.interim(status, reason, fields);
    }
    void reply(const Reply &reply) override { m_client.reply(reply); }
    void begin(const StreamedHead &head) override { m_client.begin(head); }
    void add(std::string_view piece) override { m_client.add(piece); }
    void end() override { m_client.end(); }
    bool send() override { return m_opening || m_client.send(); }
    void abort() override { m_client.abort(); }

    FaultyStreamHandler &m_owner;
    ClientStream &m_client;
    std::optional<HeldHead> m_request; ///< While it waits.
    std::optional<net::EventLoop::TimerKey> m_timer;
    std::unique_ptr<RequestStream> m_stream;
    bool m_opening = true;
};

std::unique_ptr<RequestStream> FaultyStreamHandler::open(const http::RequestHead &head, std::string_view bytes,
                                                         ClientStream &client)
{
    if (m_faults.failsNext()) {
        auto failing = std::make_unique<Failing>(client, m_faults.errorStatus());
        if (!head.hasBody()) {
            failing->onBodyEnd();
            return nullptr;
        }
        if (head.expectsContinue)
            client.interim(100, {}, {});
        client.wantBody(true);
        return failing;
    }
    const auto latency = m_faults.nextLatency();
    if (latency == std::chrono::nanoseconds::zero())
        return m_handler.open(head, bytes, client);
    auto delayed = std::make_unique<Delayed>(*this, bytes, client);
    delayed->openAfter(latency);
    return delayed;
}

}
