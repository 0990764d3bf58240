#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A server's side of one HTTP/2 connection in memory, which does what a script says.
class H2Peer {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    struct Request {
        Fields fields;
        std::string body;
    };
    /// Called with each request: when it is whole, or with its head where `early` is set.
    using Script = std::function<void(H2Peer &peer, std::int32_t stream)>;

    struct Options {
        std::uint32_t maxStreams = 100;
        std::uint32_t window = 65535;
        std::size_t padding = 0;
        bool early = false;
        bool forgets = false; ///< Keeps nothing of a stream that has closed; requests() counts those that are open.
    };

    explicit H2Peer(Script script)
        : H2Peer(std::move(script), Options())
    {
    }
    H2Peer(Script script, Options options);

    /// Takes bytes of the client; false where they are no HTTP/2.
    bool feed(std::string_view bytes);
    /// All that is to be sent.
    std::string output();

    void respond(std::int32_t stream, const Fields &fields = {}, std::string body = {}, const Fields &trailers = {});
    void interim(std::int32_t stream, const char *status);
    void reset(std::int32_t stream, std::uint32_t code);
    void goAway(std::int32_t lastStream, std::uint32_t code = NGHTTP2_NO_ERROR);

    [[nodiscard]] const Request &request(std::int32_t stream) { return m_requests[stream]; }
    [[nodiscard]] std::size_t requests() const { return m_requests.size(); }
    [[nodiscard]] std::size_t mostStreams() const { return m_mostStreams; }
    /// Codes of the RST_STREAM frames received.
    [[nodiscard]] const std::vector<std::uint32_t> &resets() const { return m_resets; }

private:
    struct Callbacks;
    struct Answer {
        std::string body;
        std::size_t sent = 0;
        Fields trailers;
    };

    Script m_script;
    Options m_options;
    std::unique_ptr<nghttp2_session, decltype(&nghttp2_session_del)> m_session{nullptr, nghttp2_session_del};
    std::map<std::int32_t, Request> m_requests;
    std::map<std::int32_t, Answer> m_answers;
    std::vector<std::uint32_t> m_resets;
    std::size_t m_streams = 0;
    std::size_t m_mostStreams = 0;
};
