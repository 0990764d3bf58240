#pragma once

#include "net/file_descriptor.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace escala::tests {

/// One answer as it came over the wire.
struct Answer {
    unsigned status = 0;
    std::map<std::string, std::string> fields; ///< Names in lower case.
    std::string body;

    [[nodiscard]] std::string field(const std::string &name) const
    {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string() : found->second;
    }
};

/// A client on a bare socket that sends any bytes and reads answers. Blocks, for 30 s at most.
class RawClient {
public:
    /// `url` as in a ready line: its host and port are used.
    explicit RawClient(const std::string &url);
    /// Any end of a connection, such as an accepted one.
    explicit RawClient(net::FileDescriptor socket);

    [[nodiscard]] bool isConnected() const noexcept { return static_cast<bool>(m_socket); }
    void send(std::string_view bytes);
    void endSending();
    void close();
    /// Empty where the connection ends first, or the answer makes no sense. `head`: an answer without a body.
    [[nodiscard]] std::optional<Answer> answer(bool head = false);
    /// True when the server has closed and nothing more came.
    [[nodiscard]] bool atEnd();
    /// Everything up to and with the mark; what came, where the connection ends before it.
    [[nodiscard]] std::string upTo(std::string_view mark);
    /// The next bytes; fewer where the connection ends.
    [[nodiscard]] std::string bytes(std::size_t count);
    /// Everything up to the end of the connection.
    [[nodiscard]] std::string rest();
    /// Reads up to the end and counts, keeping nothing.
    [[nodiscard]] std::uint64_t countRest();
    /// The connection ended by a reset, and not in order.
    [[nodiscard]] bool wasReset() const noexcept { return m_reset; }
    /// Sends as long as that does not have to wait for the other side; returns how much was taken.
    [[nodiscard]] std::uint64_t sendUntilBlocked(std::uint64_t most);

private:
    bool receive();

    net::FileDescriptor m_socket;
    std::string m_received;
    bool m_reset = false;
};

/// One GET on a connection of its own.
[[nodiscard]] std::optional<Answer> getOnce(const std::string &url, const std::string &target,
                                            const std::string &fields = {}, const std::string &method = "GET");

/// A number of the server's /stats; the path is like "cache.hits".
[[nodiscard]] std::int64_t stat(const std::string &adminUrl, const std::string &path);

}
