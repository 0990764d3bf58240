#include "http/tls_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <filesystem>

namespace escala::http {

namespace {

/// Names behind their lengths: "h2", then "http/1.1".
constexpr std::array<unsigned char, 12> kAlpn{2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

std::span<const unsigned char> namesOf(AlpnOffer offer)
{
    const std::span names(kAlpn);
    switch (offer) {
    case AlpnOffer::Http11:
        return names.subspan(3);
    case AlpnOffer::H2:
        return names.first(3);
    case AlpnOffer::H2ThenHttp11:
        break;
    }
    return names;
}

bool isAddress(const std::string &host)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1
        || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

bool setPeer(SSL *session, const std::string &host)
{
    if (isAddress(host))
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
    return SSL_set1_host(session, host.c_str()) == 1
        && SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                    static_cast<void *>(const_cast<char *>(host.c_str()))) // NOLINT: OpenSSL's macro in other words
        == 1;
}

int keepSession(SSL *session, SSL_SESSION *given)
{
    auto *const ticket = static_cast<TlsTicket *>(SSL_get_app_data(session));
    if (ticket == nullptr)
        return 0;
    ticket->keep(given);
    return 1;
}

/// Makes a step of OpenSSL's again as long as a signal interrupts it: its socket would block then, it says, but the
/// event loop tells of the socket only when something changes, so nobody would come back to it.
template <typename Step>
int uninterrupted(Step step) noexcept
{
    for (;;) {
        ERR_clear_error();
        errno = 0;
        const int result = step();
        if (result == 1 || errno != EINTR)
            return result;
    }
}

std::string loadCertificate(SSL_CTX *context, const TlsOptions &options)
{
    if (options.certFile.empty())
        return {};
    if (SSL_CTX_use_certificate_chain_file(context, options.certFile.c_str()) != 1)
        return fmt::format("the certificate file \"{}\" can't be read as PEM certificates", options.certFile);
    const std::string &keyFile = options.keyFile.empty() ? options.certFile : options.keyFile;
    if (SSL_CTX_use_PrivateKey_file(context, keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        return fmt::format("the key file \"{}\" holds no PEM key for the certificate in \"{}\"", keyFile,
                           options.certFile);
    return {};
}

}

void TlsTicket::Free::operator()(SSL_SESSION *session) const noexcept
{
    SSL_SESSION_free(session);
}

void TlsContext::Free::operator()(SSL_CTX *context) const noexcept
{
    SSL_CTX_free(context);
}

void TlsSession::Free::operator()(SSL *session) const noexcept
{
    // Connections are closed without a word. Without this, OpenSSL would take the session of one for spoilt.
    SSL_set_shutdown(session, SSL_SENT_SHUTDOWN);
    SSL_free(session);
}

std::expected<TlsContext, std::string> TlsContext::create(const TlsOptions &options)
{
    TlsContext context;
    context.m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX *const raw = context.get();
    if (raw == nullptr)
        return std::unexpected("TLS can't be used: OpenSSL does not start");
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_mode(raw,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(raw, 1); // else two calls of the kernel a record: one for its head, one for the rest
    const auto names = namesOf(options.offer);
    SSL_CTX_set_alpn_protos(raw, names.data(), static_cast<unsigned>(names.size()));
    SSL_CTX_set_verify(raw, options.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(raw, keepSession);
    const bool trusts = options.caFile.empty()
        ? SSL_CTX_set_default_verify_paths(raw) == 1
        : SSL_CTX_load_verify_locations(raw, options.caFile.c_str(), nullptr) == 1;
    auto problem = trusts || options.caFile.empty()
        ? loadCertificate(raw, options)
        : fmt::format("the CA file \"{}\" can't be read as PEM certificates", options.caFile);
    ERR_clear_error();
    if (!problem.empty())
        return std::unexpected(std::move(problem));
    return context;
}

std::unique_ptr<TlsSession> TlsSession::create(const TlsContext &context, int socket, const std::string &host,
                                               TlsTicket *ticket)
{
    std::unique_ptr<TlsSession> session(new TlsSession);
    session->m_session.reset(SSL_new(context.get()));
    SSL *const raw = session->m_session.get();
    if (raw == nullptr || SSL_set_fd(raw, socket) != 1 || !setPeer(raw, host))
        return nullptr;
    SSL_set_connect_state(raw);
    SSL_set_app_data(raw, ticket); // NOLINT: OpenSSL's macro
    if (ticket != nullptr && ticket->get() != nullptr)
        SSL_set_session(raw, ticket->get());
    return session;
}

StreamStep TlsSession::handshake() noexcept
{
    return stepOf(uninterrupted([&] { return SSL_do_handshake(m_session.get()); }));
}

std::string_view TlsSession::protocol() const noexcept
{
    const unsigned char *name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(m_session.get(), &name, &length);
    return {reinterpret_cast<const char *>(name), length};
}

StreamResult TlsSession::read(std::span<char> buffer) noexcept
{
    std::size_t got = 0;
    const int result = uninterrupted([&] { return SSL_read_ex(m_session.get(), buffer.data(), buffer.size(), &got); });
    return {stepOf(result), got};
}

StreamResult TlsSession::write(std::string_view bytes) noexcept
{
    std::size_t written = 0;
    const int result =
        uninterrupted([&] { return SSL_write_ex(m_session.get(), bytes.data(), bytes.size(), &written); });
    return {stepOf(result), written};
}

StreamStep TlsSession::stepOf(int result) const noexcept
{
    if (result == 1)
        return StreamStep::Done;
    switch (SSL_get_error(m_session.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return StreamStep::WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return StreamStep::Ended;
    case SSL_ERROR_SYSCALL:
        return StreamStep::Reset;
    default:
        // A peer that ends the connection without close_notify: OpenSSL 3 calls it an error, we a truncated stream.
        return ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING ? StreamStep::Reset
                                                                                      : StreamStep::TlsFailed;
    }
}

}
