#include "experiment/stats_client.h"

#include <boost/json/parse.hpp>

#include <QNetworkProxy>
#include <QNetworkReply>

namespace escala::experiment {

namespace {

constexpr int kTimeoutMs = 2'000;
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

std::optional<ServerCounts> countsOf(const QByteArray &body)
{
    if (body.size() > kMaxBytes)
        return std::nullopt;
    return parseStats(std::string_view(body.data(), static_cast<std::size_t>(body.size())));
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
    // A proxy of the environment must not see, or answer, what is asked of a server on this machine.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setTransferTimeout(kTimeoutMs);
}

void StatsClient::ask(const QUrl &admin, Answer answer)
{
    QNetworkReply *reply = m_network.get(QNetworkRequest(admin.resolved(QUrl(QStringLiteral("stats")))));
    connect(reply, &QNetworkReply::finished, this, [reply, answer = std::move(answer)] {
        reply->deleteLater();
        answer(reply->error() == QNetworkReply::NoError ? countsOf(reply->readAll()) : std::nullopt);
    });
}

}
