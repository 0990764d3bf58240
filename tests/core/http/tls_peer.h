#pragma once

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// A server's side of one TLS connection that never blocks, on the other end of a pair of sockets.
class TlsPeer {
public:
    /// `names`: the protocols it speaks, each behind its length, best first; where none of them is offered, or there is
    /// none, it does not choose.
    explicit TlsPeer(std::string names = {})
        : m_names(std::move(names))
        , m_context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free)
    {
        std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes with write()
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_sockets.data()) != 0)
            std::abort();
        certify();
        SSL_CTX_set_alpn_select_cb(m_context.get(), choose, &m_names);
        m_session.reset(SSL_new(m_context.get()));
        SSL_set_fd(m_session.get(), m_sockets[1]);
        SSL_set_accept_state(m_session.get());
    }
    ~TlsPeer()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    TlsPeer(const TlsPeer &) = delete;
    TlsPeer &operator=(const TlsPeer &) = delete;

    [[nodiscard]] int clientSocket() const noexcept { return m_sockets[0]; }
    /// True once it is complete.
    [[nodiscard]] bool handshake() { return SSL_do_handshake(m_session.get()) == 1; }
    /// What has come.
    [[nodiscard]] std::string read()
    {
        std::array<char, 4096> buffer{};
        std::size_t got = 0;
        return SSL_read_ex(m_session.get(), buffer.data(), buffer.size(), &got) == 1 ? std::string(buffer.data(), got)
                                                                                     : std::string();
    }
    void write(std::string_view bytes)
    {
        std::size_t written = 0;
        if (SSL_write_ex(m_session.get(), bytes.data(), bytes.size(), &written) != 1)
            std::abort(); // a few bytes to a socket that is read
    }

private:
    /// A key and a certificate that nobody is to verify.
    void certify()
    {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        SSL_CTX_use_certificate(m_context.get(), certificate.get());
        SSL_CTX_use_PrivateKey(m_context.get(), key.get());
    }

    static int choose(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in,
                      unsigned inSize, void *names)
    {
        const auto &own = *static_cast<const std::string *>(names);
        unsigned char *chosen = nullptr;
        const int result = SSL_select_next_proto(&chosen, outSize, reinterpret_cast<const unsigned char *>(own.data()),
                                                 static_cast<unsigned>(own.size()), in, inSize);
        *out = chosen;
        return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
    }

    std::string m_names;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> m_context;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_session{nullptr, SSL_free};
    std::array<int, 2> m_sockets{};
};
