#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

/// An outside server that logs one line a request it has answered: status and protocol, or what is asked
/// for.
class Nginx {
public:
    struct Options {
        bool tls = false;
        bool http2 = false;                          ///< With TLS by ALPN, without it for good.
        QByteArray log = "$status $server_protocol"; ///< What a line of the log has.
        QByteArray locations{};                      ///< More of its configuration.
        QByteArray servers{};                        ///< More servers; DIR is a folder of its own.
        int requestsAConnection = 1000000;           ///< After these it closes, by GOAWAY over HTTP/2.
    };

    Nginx()
        : Nginx(Options())
    {
    }
    explicit Nginx(const Options &options);
    ~Nginx();

    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] QString url() const;
    [[nodiscard]] QByteArray log() const;
    [[nodiscard]] qint64 logged() const { return log().count('\n'); }
    /// In the folder that its configuration names DIR.
    [[nodiscard]] QString filePath(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString certificate() const { return m_dir.filePath(QStringLiteral("cert.pem")); }

private:
    void start(quint16 port);

    Options m_options;
    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_listens = false;
};
