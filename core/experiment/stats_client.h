#pragma once

#include <QObject>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace escala::experiment {

/// What a built-in server counts by itself (GET /stats of its admin endpoint).
struct ServerCounts {
    std::uint64_t requests = 0;
    std::uint64_t responses = 0;
    std::uint64_t originRequests = 0; ///< 0 for a server without a cache.
    std::uint64_t inService = 0;
    friend bool operator==(const ServerCounts &, const ServerCounts &) = default;
};

/// Empty when the text is not what `/stats` answers.
[[nodiscard]] std::optional<ServerCounts> parseStats(std::string_view json);

/// Asks admin endpoints of servers on this machine. One thread with an event loop; never blocks.
///
/// A socket and the parser of the load's own answers: QNetworkAccessManager would bring a thread for each client, a
/// connection cache and the system's proxies, none of which is wanted here.
class StatsClient : public QObject {
    Q_OBJECT

public:
    /// Empty when the server could not be asked within two seconds.
    using Answer = std::function<void(std::optional<ServerCounts>)>;

    explicit StatsClient(QObject *parent = nullptr);

    /// `answer` is called later on this thread, unless the client is destroyed first.
    void ask(const QUrl &admin, Answer answer);
};

}
