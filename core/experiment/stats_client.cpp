#include "experiment/stats_client.h"

#include "http/response_head.h"

#include <boost/json/parse.hpp>

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 2s;
constexpr qsizetype kMaxBytes = 1 << 20;

std::optional<std::uint64_t> countOf(const boost::json::object &object, std::string_view field)
{
    const boost::json::value *value = object.if_contains(field);
    if (!value || !(value->is_int64() || value->is_uint64()))
        return std::nullopt;
    boost::system::error_code error;
    const auto count = value->to_number<std::uint64_t>(error);
    return error ? std::nullopt : std::optional(count);
}

/// Of a whole answer; the server has closed behind it.
std::optional<ServerCounts> countsOf(const QByteArray &answer)
{
    const std::string_view bytes(answer.data(), static_cast<std::size_t>(answer.size()));
    const auto headEnd = bytes.find("\r\n\r\n");
    if (headEnd == std::string_view::npos)
        return std::nullopt;
    const auto head = http::parseResponseHead(bytes.substr(0, headEnd + 4), false);
    if (!head || head->status != 200)
        return std::nullopt;
    return parseStats(bytes.substr(head->size));
}

}

std::optional<ServerCounts> parseStats(std::string_view json)
{
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(json, error);
    const auto *object = error ? nullptr : value.if_object();
    if (!object)
        return std::nullopt;
    const auto requests = countOf(*object, "requests");
    const auto responses = countOf(*object, "responses");
    if (!requests || !responses)
        return std::nullopt;
    ServerCounts counts{.requests = *requests,
                        .responses = *responses,
                        .originRequests = 0,
                        .inService = countOf(*object, "in_service").value_or(0)};
    const boost::json::value *cache = object->if_contains("cache");
    if (cache && cache->is_object())
        counts.originRequests = countOf(cache->get_object(), "origin_requests").value_or(0);
    return counts;
}

StatsClient::StatsClient(QObject *parent)
    : QObject(parent)
{
}

void StatsClient::ask(const QUrl &admin, Answer answer)
{
    auto *socket = new QTcpSocket(this);
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(kMaxBytes);
    QTimer::singleShot(kTimeout, socket, &QTcpSocket::abort);
    connect(socket, &QTcpSocket::connected, socket, [socket, admin] {
        socket->write("GET /stats HTTP/1.1\r\nHost: " + admin.authority().toLatin1() + "\r\nConnection: close\r\n\r\n");
    });
    // Closed by the server, aborted or never connected; queued, so that nobody is answered before `ask` has returned.
    connect(
        socket, &QTcpSocket::stateChanged, this,
        [socket, answer = std::move(answer)](QAbstractSocket::SocketState state) {
            if (state != QAbstractSocket::UnconnectedState)
                return;
            socket->deleteLater();
            answer(countsOf(socket->readAll()));
        },
        Qt::QueuedConnection);
    socket->connectToHost(admin.host(), static_cast<quint16>(admin.port()));
}

}
