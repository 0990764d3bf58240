#include "http/h2_session.h"
#include "input.h"

#include <algorithm>
#include <array>
#include <string>

using escala::http::H2Exchange;
using escala::http::H2Failure;
using escala::http::H2Listener;
using escala::http::H2Request;
using escala::http::H2Session;
using fuzz::require;

namespace {

constexpr std::size_t kExchanges = 3;

/// How the client behaves: bits of a choice.
enum Habit : std::uint8_t { GivesUpInBody = 1, AsksAgain = 2, KeepsFields = 4, SendsBodies = 8 };

const H2Request &request(bool withBody)
{
    static const auto url = escala::http::parseUrl("http://a.test/x").value();
    static const H2Request get(url, {.headers = {}, .userAgent = "t"});
    static const H2Request post(url, {.method = "POST", .headers = {}, .body = "hola", .userAgent = "t"});
    return withBody ? post : get;
}

struct Exchange : H2Exchange {
    bool open = false;
    bool headSeen = false;
    std::string lines;
    std::string body;
};

/// A client, and what it heard, written down in order.
class Client final : public H2Listener {
public:
    explicit Client(std::uint8_t habits)
        : m_habits(habits)
        , m_session(H2Session::create(*this))
    {
        for (Exchange &exchange : m_exchanges)
            submit(exchange);
        flush();
    }

    void feed(fuzz::Pieces pieces)
    {
        for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next())
            feed(piece);
    }
    void feed(std::string_view bytes)
    {
        if (m_session->alive())
            m_session->feed(bytes);
    }
    void end()
    {
        require(!m_session->broken() || !m_session->alive(), "a broken connection is of no use");
        require(!m_session->accepts() || m_session->alive(), "a connection of no use takes no request");
        flush();
        for (Exchange &exchange : m_exchanges) {
            if (exchange.open)
                m_session->cancel(exchange);
        }
        flush();
    }
    [[nodiscard]] const std::string &heard() const noexcept { return m_heard; }

    void requestLeaves(H2Exchange &exchange) override { require(of(exchange).open, "only a request leaves"); }
    void answerBegins(H2Exchange &exchange) override { note(exchange, 'b'); }
    void headArrived(H2Exchange &exchange) override
    {
        require(!exchange.head.interim(), "an interim head is not the answer's");
        of(exchange).headSeen = true;
        note(exchange, 'h');
        m_heard += std::to_string(exchange.head.status);
    }
    void bodyArrived(H2Exchange &exchange, std::string_view bytes) override
    {
        require(of(exchange).open && of(exchange).headSeen, "a body follows its head");
        if ((m_habits & GivesUpInBody) != 0) { // at its first piece, which is as long as the cut has it
            m_session->cancel(exchange);
            of(exchange).open = false;
        } else {
            of(exchange).body += bytes;
        }
    }
    void completed(H2Exchange &exchange) override
    {
        require(of(exchange).headSeen, "an answer has a head");
        m_heard += of(exchange).body; // of one that fails, as much has come as the cut lets through
        ends(exchange, 'c');
        if ((m_habits & AsksAgain) != 0)
            submit(of(exchange));
    }
    void failed(H2Exchange &exchange, H2Failure why) override { ends(exchange, static_cast<char>('0' + int(why))); }

private:
    static Exchange &of(H2Exchange &exchange) { return static_cast<Exchange &>(exchange); }
    void note(H2Exchange &exchange, char what)
    {
        require(of(exchange).open, "nothing is told of an exchange that is free");
        m_heard += what;
        m_heard += static_cast<char>('A' + (&of(exchange) - m_exchanges.data()));
    }
    void ends(H2Exchange &exchange, char how)
    {
        note(exchange, how);
        m_heard += of(exchange).lines + std::to_string(exchange.bytesReceived);
        of(exchange).open = false;
    }
    void submit(Exchange &exchange)
    {
        exchange.headSeen = false;
        exchange.lines.clear();
        exchange.body.clear();
        exchange.fields = (m_habits & KeepsFields) != 0 ? &exchange.lines : nullptr;
        exchange.open = m_session->submit(request((m_habits & SendsBodies) != 0), exchange);
        require(exchange.open == m_session->accepts() || exchange.open, "what is accepted can be submitted");
    }
    void flush()
    {
        for (auto bytes = m_session->pending(); !bytes.empty(); bytes = m_session->pending())
            m_session->written(bytes.size());
    }

    const std::uint8_t m_habits;
    std::string m_heard;
    std::array<Exchange, kExchanges> m_exchanges;
    std::unique_ptr<H2Session> m_session;
};

/// nghttp2 allows eight CONTINUATION frames a head (CVE-2024-28182), and counts every read that brings a part of the
/// frame's first nine bytes. So in small pieces they may be too many, and the connection ends sooner.
bool hasContinuation(std::string_view frames)
{
    constexpr std::size_t head = 9;
    while (frames.size() >= head) {
        const auto byte = [frames](std::size_t i) { return static_cast<unsigned char>(frames[i]); };
        if (byte(3) == 9)
            return true;
        const std::size_t length = (std::size_t{byte(0)} << 16U) + (std::size_t{byte(1)} << 8U) + byte(2);
        frames.remove_prefix(std::min(frames.size(), head + length));
    }
    return false;
}

}

// Two choices, then the bytes of a server: every exchange ends once at most, and however the bytes are cut the client
// hears the same.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t habits = input.choice();
    const std::uint8_t seed = input.choice();
    Client whole(habits);
    whole.feed(input.text());
    Client inPieces(habits);
    inPieces.feed(fuzz::Pieces(input.text(), seed));
    if (hasContinuation(input.text()))
        require(whole.heard().starts_with(inPieces.heard()), "answers in pieces mean the same, as far as they go");
    else
        require(whole.heard() == inPieces.heard(), "answers in pieces mean the same");
    whole.end();
    inPieces.end();
    return 0;
}
