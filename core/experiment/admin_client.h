#pragma once

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::experiment {

/// What a balancer says of one of its replicas.
struct ReplicaReport {
    std::string url;
    std::string state; ///< "healthy", "unhealthy", "ejected", "draining".
    friend bool operator==(const ReplicaReport &, const ReplicaReport &) = default;
};

/// What a built-in server counts by itself (GET /stats of its admin endpoint).
struct ServerCounts {
    std::uint64_t requests = 0;
    std::uint64_t responses = 0;
    std::uint64_t originRequests = 0; ///< 0 for a server without a cache.
    std::uint64_t inService = 0;
    std::uint64_t queued = 0;
    std::uint64_t connections = 0; ///< Open now.
    std::uint64_t errors = 0;      ///< Responses of status 500 and more.
    std::uint64_t hits = 0;
    std::uint64_t lookups = 0;             ///< Hits, misses and stale; 0 without a cache.
    std::vector<ReplicaReport> replicas{}; ///< Of a balancer.
    /// Answers by service time, as far as the server counts it: upper bounds in seconds with how many there were.
    std::map<double, std::uint64_t> serviceTimes{};
    friend bool operator==(const ServerCounts &, const ServerCounts &) = default;
};

/// Empty when the text is not what `/stats` answers.
[[nodiscard]] std::optional<ServerCounts> parseStats(std::string_view json);

/// Asks admin endpoints of servers on this machine. One thread with an event loop; never blocks.
///
/// A socket and the parser of the load's own answers: QNetworkAccessManager would bring a thread for each client, a
/// connection cache and the system's proxies, none of which is wanted here.
class AdminClient : public QObject {
    Q_OBJECT

public:
    /// Empty when the server could not be asked within two seconds.
    using Answer = std::function<void(std::optional<ServerCounts>)>;
    /// Empty when all went well; else why not, in the server's words where it said any.
    using Outcome = std::function<void(std::optional<QString> problem)>;

    explicit AdminClient(QObject *parent = nullptr);

    /// `answer` is called later on this thread, unless the client is destroyed first.
    void ask(const QUrl &admin, Answer answer);
    /// PUT of a JSON text; the same rules.
    void put(const QUrl &admin, const QByteArray &path, const QByteArray &json, Outcome outcome);

private:
    void exchange(const QUrl &admin, const QByteArray &request, std::function<void(const QByteArray &)> answered);
};

}
