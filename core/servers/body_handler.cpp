#include "servers/body_handler.h"

#include "servers/held_head.h"

#include <string>

namespace escala::servers {

/// One request whose body is on its way, or whose answer is.
class BodyCollector::Collected final : public RequestStream {
public:
    Collected(const BodyCollector &collector, std::string_view bytes, ClientStream &client)
        : m_handler(collector.m_handler)
        , m_client(std::make_shared<ClientStream *>(&client))
        , m_request(bytes, collector.m_limits)
    {
    }

    void onBody(std::string_view piece) override { m_body.append(piece); }
    void onBodyPause() override { }
    void onBodyEnd() override { handle(); }
    void onRoom() override { }

    void handle()
    {
        m_handler.handle(m_request.head(), m_body, [address = std::weak_ptr(m_client)](const Reply &reply) {
            if (const auto client = address.lock()) {
                (*client)->reply(reply);
                (*client)->send(); // the end of this
            }
        });
    }

private:
    BodyHandler &m_handler;
    const std::shared_ptr<ClientStream *> m_client; ///< Shared with the completion, which may outlive this.
    const HeldHead m_request;
    std::string m_body;
};

std::unique_ptr<RequestStream> BodyCollector::open(const http::RequestHead &head, std::string_view bytes,
                                                   ClientStream &client)
{
    auto collected = std::make_unique<Collected>(*this, bytes, client);
    if (!head.hasBody()) {
        collected->handle();
        return collected;
    }
    if (head.expectsContinue)
        client.interim(100, {}, {});
    client.wantBody(true);
    return collected;
}

}
