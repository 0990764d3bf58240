#include "experiment/admin_client.h"

#include "http/response_head.h"

#include <boost/json/array.hpp>
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

std::uint64_t countIn(const boost::json::object &object, std::string_view field)
{
    return countOf(object, field).value_or(0);
}

/// An answer of the admin endpoint.
struct AdminAnswer {
    int status = 0;
    std::string_view body;
};

/// Of a whole answer; the server has closed behind it.
std::optional<AdminAnswer> answerOf(const QByteArray &answer)
{
    const std::string_view bytes(answer.data(), static_cast<std::size_t>(answer.size()));
    const auto headEnd = bytes.find("\r\n\r\n");
    if (headEnd == std::string_view::npos)
        return std::nullopt;
    const auto head = http::parseResponseHead(bytes.substr(0, headEnd + 4), false);
    if (!head)
        return std::nullopt;
    return AdminAnswer{.status = head->status, .body = bytes.substr(head->size)};
}

void readStatuses(const boost::json::value *byStatus, ServerCounts &counts)
{
    if (!byStatus || !byStatus->is_object())
        return;
    for (const auto &[status, count] : byStatus->get_object())
        if (status.starts_with('5'))
            counts.errors += countIn(byStatus->get_object(), status);
}

void readCache(const boost::json::value *value, ServerCounts &counts)
{
    if (!value || !value->is_object())
        return;
    const auto &cache = value->get_object();
    counts.originRequests = countIn(cache, "origin_requests");
    counts.hits = countIn(cache, "hits");
    counts.lookups = counts.hits + countIn(cache, "misses") + countIn(cache, "stale");
}

std::string textIn(const boost::json::object &object, std::string_view field)
{
    const boost::json::value *value = object.if_contains(field);
    const auto *text = value ? value->if_string() : nullptr;
    return text ? std::string(text->data(), text->size()) : std::string();
}

void readReplicas(const boost::json::value *value, ServerCounts &counts)
{
    if (!value || !value->is_array())
        return;
    for (const auto &each : value->get_array())
        if (const auto *replica = each.if_object())
            counts.replicas.push_back({.url = textIn(*replica, "url"), .state = textIn(*replica, "state")});
}

void readServiceTimes(const boost::json::value *value, ServerCounts &counts)
{
    if (!value || !value->is_array())
        return;
    for (const auto &each : value->get_array()) {
        const auto *pair = each.if_array();
        if (pair && pair->size() == 2 && pair->front().is_number() && pair->back().is_int64())
            counts.serviceTimes[pair->front().to_number<double>()] =
                static_cast<std::uint64_t>(pair->back().as_int64());
    }
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
                        .inService = countIn(*object, "in_service"),
                        .queued = countIn(*object, "queued"),
                        .connections = countIn(*object, "connections_open")};
    readStatuses(object->if_contains("responses_by_status"), counts);
    readCache(object->if_contains("cache"), counts);
    readReplicas(object->if_contains("replicas"), counts);
    readServiceTimes(object->if_contains("service_time_buckets"), counts);
    return counts;
}

AdminClient::AdminClient(QObject *parent)
    : QObject(parent)
{
}

void AdminClient::ask(const QUrl &admin, Answer answer)
{
    const QByteArray request =
        "GET /stats HTTP/1.1\r\nHost: " + admin.authority().toLatin1() + "\r\nConnection: close\r\n\r\n";
    exchange(admin, request, [answer = std::move(answer)](const QByteArray &bytes) {
        const auto heard = answerOf(bytes);
        answer(heard && heard->status == 200 ? parseStats(heard->body) : std::nullopt);
    });
}

void AdminClient::put(const QUrl &admin, const QByteArray &path, const QByteArray &json, Outcome outcome)
{
    const QByteArray request = "PUT " + path + " HTTP/1.1\r\nHost: " + admin.authority().toLatin1()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size())
        + "\r\nConnection: close\r\n\r\n" + json;
    exchange(admin, request, [outcome = std::move(outcome)](const QByteArray &bytes) {
        const auto heard = answerOf(bytes);
        if (!heard)
            outcome(tr("its admin endpoint does not answer"));
        else if (heard->status == 200)
            outcome(std::nullopt);
        else
            outcome(QString::fromUtf8(heard->body.data(), static_cast<qsizetype>(heard->body.size())).trimmed());
    });
}

void AdminClient::exchange(const QUrl &admin, const QByteArray &request,
                           std::function<void(const QByteArray &)> answered)
{
    auto *socket = new QTcpSocket(this);
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(kMaxBytes);
    QTimer::singleShot(kTimeout, socket, &QTcpSocket::abort);
    connect(socket, &QTcpSocket::connected, socket, [socket, request] { socket->write(request); });
    // Closed by the server, aborted or never connected; queued, so that nobody is answered before this has returned.
    connect(
        socket, &QTcpSocket::stateChanged, this,
        [socket, answered = std::move(answered)](QAbstractSocket::SocketState state) {
            if (state != QAbstractSocket::UnconnectedState)
                return;
            socket->deleteLater();
            answered(socket->readAll());
        },
        Qt::QueuedConnection);
    socket->connectToHost(admin.host(), static_cast<quint16>(admin.port()));
}

}
