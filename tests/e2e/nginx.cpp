#include "nginx.h"

#include "ctl.h"

#include <QFile>
#include <QTest>

Nginx::Nginx(const Options &options)
    : m_options(options)
{
    if (options.tls) {
        const int made = QProcess::execute(
            QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
             QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
             QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=escala test"),
             QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1"), QStringLiteral("-keyout"),
             m_dir.filePath(QStringLiteral("key.pem")), QStringLiteral("-out"), certificate()});
        if (made != 0)
            return;
    }
    // A free port may be taken by a neighbour before nginx has it: then another one.
    for (int attempt = 0; attempt < 10 && !m_listens; ++attempt)
        start(ctl::freePort());
}

Nginx::~Nginx()
{
    m_process.terminate();
    m_process.waitForFinished(ctl::kPatience);
}

QString Nginx::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2/")
        .arg(m_options.tls ? QStringLiteral("https") : QStringLiteral("http"))
        .arg(m_port);
}

QByteArray Nginx::log() const
{
    return ctl::readAll(m_dir.filePath(QStringLiteral("access.log")));
}

void Nginx::start(quint16 port)
{
    m_port = port;
    QFile file(m_dir.filePath(QStringLiteral("nginx.conf")));
    if (!file.open(QIODevice::WriteOnly))
        return;
    QByteArray text = R"(daemon off; master_process off; pid DIR/pid; error_log DIR/error.log;
events { worker_connections 512; }
http { keepalive_requests REQUESTS; log_format short 'LOG'; access_log DIR/access.log short;
client_body_temp_path DIR; proxy_temp_path DIR; fastcgi_temp_path DIR; uwsgi_temp_path DIR; scgi_temp_path DIR;
TLS
server { listen 127.0.0.1:PORT SPEAKS; LOCATIONS location / { return 200 "hola\n"; } } SERVERS }
)";
    QByteArray speaks = m_options.tls ? "ssl " : "";
    speaks += m_options.http2 ? "http2" : "";
    text.replace("LOG", m_options.log).replace("LOCATIONS", m_options.locations);
    text.replace("SERVERS", m_options.servers);
    text.replace("TLS", m_options.tls ? "ssl_certificate DIR/cert.pem; ssl_certificate_key DIR/key.pem;" : "");
    text.replace("SPEAKS", speaks);
    text.replace("REQUESTS", QByteArray::number(m_options.requestsAConnection));
    file.write(text.replace("DIR", m_dir.path().toUtf8()).replace("PORT", QByteArray::number(port)));
    file.close();
    m_process.start(
        QStringLiteral("nginx"),
        {QStringLiteral("-e"), m_dir.filePath(QStringLiteral("error.log")), QStringLiteral("-c"), file.fileName()});
    const QString pid = m_dir.filePath(QStringLiteral("pid"));
    // Else the state may still be Starting when the pid file is there.
    m_listens = m_process.waitForStarted(ctl::kPatience)
        && QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning || QFile::exists(pid); },
                           ctl::kPatience)
        && m_process.state() == QProcess::Running;
}
