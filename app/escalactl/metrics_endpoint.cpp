#include "metrics_endpoint.h"

#include <QHostAddress>
#include <QPointer>
#include <QTimer>

#include <fmt/format.h>

namespace escala::ctl {

namespace {

constexpr qsizetype kMostHead = 8'192;
constexpr std::chrono::seconds kPatience{10};

void send(QTcpSocket *socket, const char *status, const char *type, const QByteArray &body, bool head = false)
{
    socket->write("HTTP/1.1 " + QByteArray(status) + "\r\nContent-Type: " + type
                  + "\r\nContent-Length: " + QByteArray::number(body.size())
                  + "\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n\r\n" + (head ? QByteArray() : body));
    socket->disconnectFromHost();
}

void refuse(QTcpSocket *socket, const char *status, const char *sentence)
{
    send(socket, status, "text/plain; charset=utf-8", QByteArray(sentence) + '\n');
}

/// The value of the one Host field, without its port; empty where there are none or several.
QByteArray hostOf(const QByteArray &head)
{
    QByteArray host;
    for (const QByteArray &line : head.split('\n').mid(1)) {
        if (!line.toLower().startsWith("host:"))
            continue;
        if (!host.isEmpty())
            return {};
        host = line.mid(5).trimmed().toLower();
    }
    const qsizetype colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith(']') ? host : host.left(colon);
}

bool isOurName(const QByteArray &host)
{
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

}

MetricsEndpoint::MetricsEndpoint(monitor::Monitor &monitor, QObject *parent)
    : QObject(parent)
    , m_monitor(monitor)
{
    connect(&m_server, &QTcpServer::newConnection, this, &MetricsEndpoint::accept);
}

std::expected<std::string, std::string> MetricsEndpoint::listen(std::uint16_t port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return std::unexpected(
            fmt::format("can't listen on 127.0.0.1:{}: {}", port, m_server.errorString().toStdString()));
    return fmt::format("http://127.0.0.1:{}/metrics", m_server.serverPort());
}

void MetricsEndpoint::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_heads.remove(socket);
            socket->deleteLater();
        });
        QTimer::singleShot(kPatience, socket, &QTcpSocket::abort);
    }
}

void MetricsEndpoint::read(QTcpSocket *socket)
{
    QByteArray &head = m_heads[socket];
    if (head.size() > kMostHead || head.contains("\r\n\r\n")) { // answered already
        socket->readAll();
        return;
    }
    head += socket->read(kMostHead + 1 - head.size());
    if (head.contains("\r\n\r\n"))
        answer(socket, head);
    else if (head.size() > kMostHead)
        refuse(socket, "431 Request Header Fields Too Large", "the request's head is larger than 8 KiB");
}

void MetricsEndpoint::answer(QTcpSocket *socket, const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return refuse(socket, "400 Bad Request", "this is not HTTP/1.1");
    if (!isOurName(hostOf(head)))
        return refuse(socket, "403 Forbidden", "only 127.0.0.1 and localhost are served");
    if (words[0] != "GET" && words[0] != "HEAD")
        return refuse(socket, "405 Method Not Allowed", "only GET and HEAD");
    if (words[1] != "/metrics" && !words[1].startsWith("/metrics?"))
        return refuse(socket, "404 Not Found", "there is only /metrics");
    m_monitor.metricsText().then(this,
                                 [socket = QPointer(socket), onlyHead = words[0] == "HEAD"](const std::string &text) {
                                     if (socket)
                                         send(socket, "200 OK", "text/plain; version=0.0.4; charset=utf-8",
                                              QByteArray::fromStdString(text), onlyHead);
                                 });
}

}
