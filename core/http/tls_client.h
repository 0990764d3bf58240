#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;
using SSL_SESSION = struct ssl_session_st;

namespace escala::http {

/// What became of one step on a connection that never blocks.
enum class StreamStep {
    Done, ///< Bytes were moved, or the handshake is complete.
    WouldBlock,
    Ended,     ///< The peer closed its side in order.
    Reset,     ///< The peer reset the connection, or writing found it closed.
    TlsFailed, ///< Handshake or certificate, or a record that can't be read.
};

struct StreamResult {
    StreamStep step = StreamStep::WouldBlock;
    std::size_t bytes = 0; ///< With Done.
};

/// What a client offers by ALPN (RFC 7301), the best first.
enum class AlpnOffer { Http11, H2ThenHttp11, H2 };

/// The session that a server gave last, for the next connection to take up (RFC 8446 2.2, RFC 5077). It must outlive
/// the sessions made with it. One thread.
class TlsTicket {
public:
    [[nodiscard]] SSL_SESSION *get() const noexcept { return m_session.get(); }
    /// Takes it over.
    void keep(SSL_SESSION *session) noexcept { m_session.reset(session); }

private:
    struct Free {
        void operator()(SSL_SESSION *session) const noexcept;
    };
    std::unique_ptr<SSL_SESSION, Free> m_session;
};

/// How TLS connections are made.
struct TlsOptions {
    std::string caFile{};  ///< PEM; empty: the system's trust store.
    bool insecure = false; ///< Verifies nothing.
    AlpnOffer offer = AlpnOffer::Http11;
    std::string certFile{}; ///< PEM: the client's certificate, and those that lead to it.
    std::string keyFile{};  ///< PEM; empty: it is in `certFile`.
};

/// What all TLS connections of a run share: trust, versions (1.2 and newer), ALPN. Immutable; any thread.
class TlsContext {
public:
    /// The error is a sentence that names the file.
    [[nodiscard]] static std::expected<TlsContext, std::string> create(const TlsOptions &options);
    [[nodiscard]] SSL_CTX *get() const noexcept { return m_context.get(); }

private:
    struct Free {
        void operator()(SSL_CTX *context) const noexcept;
    };
    std::unique_ptr<SSL_CTX, Free> m_context;
};

/// One TLS connection, driven by OpenSSL on the socket itself. Borrows the socket; one thread.
///
/// SIGPIPE must be blocked or ignored on the calling thread: OpenSSL writes with write().
class TlsSession {
public:
    /// `host` is what the certificate must be for (name or literal address); names are also sent as SNI.
    /// With a ticket the session in it is taken up, and what the server gives is kept there. Empty where OpenSSL has
    /// no memory.
    [[nodiscard]] static std::unique_ptr<TlsSession> create(const TlsContext &context, int socket,
                                                            const std::string &host, TlsTicket *ticket = nullptr);

    /// Done, WouldBlock, Ended, Reset or TlsFailed.
    [[nodiscard]] StreamStep handshake() noexcept;
    /// What the server chose by ALPN: "h2", "http/1.1", or nothing where it did not choose. After the handshake.
    [[nodiscard]] std::string_view protocol() const noexcept;
    [[nodiscard]] StreamResult read(std::span<char> buffer) noexcept;
    [[nodiscard]] StreamResult write(std::string_view bytes) noexcept;

private:
    struct Free {
        void operator()(SSL *session) const noexcept;
    };
    TlsSession() = default;
    [[nodiscard]] StreamStep stepOf(int result) const noexcept;

    std::unique_ptr<SSL, Free> m_session;
};

}
