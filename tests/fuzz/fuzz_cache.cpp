#include "http/field_syntax.h"
#include "input.h"
#include "served_connection.h"
#include "servers/proxy/caching_handler.h"
#include "servers/proxy/field_lines.h"

#include <memory>
#include <string>
#include <string_view>

using namespace escala;
using fuzz::require;

namespace {

/// Answers with the fields that it was given, in one of two framings, and says what it was asked.
class Origin final : public servers::StreamHandler {
public:
    explicit Origin(std::string fields)
        : m_fields(std::move(fields))
    {
    }

    std::unique_ptr<servers::RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                                 servers::ClientStream &client) override
    {
        ++requests;
        require(bytes.ends_with("\r\n\r\n"), "a head goes on whole");
        auto call = std::make_unique<Call>(*this, head, client);
        if (head.hasBody()) {
            client.wantBody(true);
            return call;
        }
        call->answer();
        return nullptr;
    }

    std::int64_t requests = 0;

private:
    class Call final : public servers::RequestStream {
    public:
        Call(Origin &origin, const http::RequestHead &head, servers::ClientStream &client)
            : m_origin(origin)
            , m_client(client)
            , m_isHead(head.method == "HEAD")
            , m_hasLength(head.target.size() % 2 == 0)
            , m_text(std::string(head.method) + ' ' + std::string(head.target) + ' ')
        {
        }

        void onBody(std::string_view piece) override { m_text.append(piece); }
        void onBodyPause() override { }
        void onBodyEnd() override
        {
            answer();
            m_client.send(); // the end of this
        }
        void onRoom() override { }

        void answer()
        {
            servers::StreamedHead head{
                .status = 200, .reason = {}, .fields = m_origin.m_fields, .length = {}, .hasBody = !m_isHead};
            if (m_hasLength)
                head.length = m_text.size();
            m_client.begin(head);
            if (!m_isHead)
                m_client.add(m_text);
            m_client.end();
        }

    private:
        Origin &m_origin;
        servers::ClientStream &m_client;
        const bool m_isHead;
        const bool m_hasLength;
        std::string m_text;
    };

    const std::string m_fields;
};

/// A caching proxy with one client.
class Proxy {
public:
    explicit Proxy(std::string fields)
        : m_origin(std::move(fields))
    {
    }

    void send(std::string_view bytes) { m_connection.send(bytes); }
    std::string answers() { return m_connection.answers(); }
    void checkCounts() const
    {
        const auto &counters = m_around.counters;
        const auto requests = counters.requests.value();
        require(counters.hits.value() + counters.misses.value() + counters.stale.value() <= requests + 1,
                "a request is one lookup");
        require(counters.responses.value() <= requests + 1, "a request has one answer, and one is refused at most");
        require(m_origin.requests <= 2 * requests + 2, "a request is asked twice at most");
    }

private:
    fuzz::Surroundings m_around;
    servers::proxy::ProxyCache m_cache{{}};
    Origin m_origin;
    servers::proxy::CachingHandler m_handler{m_around.loop, m_around.counters, m_cache, m_origin};
    fuzz::ServedConnection m_connection{m_around, nullptr, &m_handler};
};

/// The lines that a checked head could have.
std::string fieldsOf(std::string_view text)
{
    std::string fields;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto colon = std::min(line.find(':'), line.size());
        const auto name = line.substr(0, colon);
        const auto value = http::trimmed(line.substr(std::min(colon + 1, line.size())));
        const bool frames =
            http::equalIgnoringCase(name, "content-length") || http::equalIgnoringCase(name, "transfer-encoding");
        if (http::isToken(name) && http::isFieldValue(value) && !frames)
            servers::proxy::appendLine(fields, name, value);
    }
    return fields;
}

/// What is fresh now may be stale a moment later: then the answers need not be the same.
bool tellsTimes(std::string_view fields)
{
    for (const std::string_view name : {"date", "expires", "last-modified", "age"}) {
        if (servers::proxy::hasField(fields, name))
            return true;
    }
    return false;
}

}

// A choice, the fields of the origin's answers, a line "--", and the bytes of a client: however these are cut, they are
// the same requests with the same answers.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t seed = input.choice();
    const auto text = input.text();
    const auto end = std::min(text.find("--\n"), text.size());
    const auto fields = fieldsOf(text.substr(0, end));
    const auto requests = text.substr(std::min(end + 3, text.size()));

    Proxy atOnce(fields);
    atOnce.send(requests);
    Proxy inPieces(fields);
    fuzz::Pieces pieces(requests, seed);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next())
        inPieces.send(piece);
    const auto answers = atOnce.answers();
    const auto others = inPieces.answers();
    require(tellsTimes(fields) || answers == others, "requests in pieces have the same answers");
    atOnce.checkCounts();
    inPieces.checkCounts();
    return 0;
}
