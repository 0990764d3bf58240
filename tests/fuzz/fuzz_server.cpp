#include "http/request.h"
#include "input.h"
#include "served_connection.h"

#include <string>

using namespace escala;
using fuzz::require;

namespace {

/// Says what it was asked.
class Echo final : public servers::Handler {
public:
    servers::Pending handle(const http::RequestHead &request, servers::Completion done) override
    {
        ++requests;
        m_text = std::string(request.method) + ' ' + std::string(request.target) + ' ' + std::string(request.host);
        done({.status = 200, .fields = {}, .body = m_text});
        return nullptr;
    }
    std::int64_t requests = 0;

private:
    std::string m_text;
};

/// A server with one client.
class Server {
public:
    void send(std::string_view bytes) { m_connection.send(bytes); }
    std::string answers() { return m_connection.answers(); }
    void checkCounts() const
    {
        const auto &counters = m_around.counters;
        require(counters.requests.value() == m_echo.requests, "every request is counted");
        require(counters.responses.value() >= m_echo.requests && counters.responses.value() <= m_echo.requests + 1,
                "every request is answered, and one refusal at most");
    }

private:
    fuzz::Surroundings m_around;
    Echo m_echo;
    fuzz::ServedConnection m_connection{m_around, &m_echo, nullptr};
};

/// A head is one head however much of it has come.
void checkHead(std::string_view text, std::uint8_t seed)
{
    const auto whole = http::parseRequestHead(text, {});
    const std::size_t size = whole && *whole ? (*whole)->size : text.size();
    require(size <= text.size(), "a head is of its bytes");
    fuzz::Pieces pieces(text.substr(0, size), seed);
    std::size_t have = 0;
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        have += piece.size();
        const auto part = http::parseRequestHead(text.substr(0, have), {});
        require(part || !whole, "a head that is refused early is refused when it is whole");
        require(!part || !*part || have == size, "a head ends with its empty line");
    }
}

}

// A choice, then the bytes of a client: however they are cut, they are the same requests with the same answers.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t seed = input.choice();
    checkHead(input.text(), seed);

    Server atOnce;
    atOnce.send(input.text());
    Server inPieces;
    fuzz::Pieces pieces(input.text(), seed);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next())
        inPieces.send(piece);
    const std::string answers = atOnce.answers();
    require(answers == inPieces.answers(), "requests in pieces have the same answers");
    atOnce.checkCounts();
    inPieces.checkCounts();
    return 0;
}
