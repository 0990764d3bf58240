#pragma once

#include "monitor/monitor.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <expected>
#include <string>

namespace escala::ctl {

/// `GET /metrics` of a monitor, for a Prometheus on this machine: on 127.0.0.1 alone, and only for who asks for it by
/// that name, so that no page of the web can read it through a browser. One answer a connection.
class MetricsEndpoint : public QObject {
    Q_OBJECT

public:
    /// `monitor` outlives it.
    explicit MetricsEndpoint(monitor::Monitor &monitor, QObject *parent = nullptr);

    /// The URL; 0 takes a free port. The error says why not.
    [[nodiscard]] std::expected<std::string, std::string> listen(std::uint16_t port);

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &head);

    monitor::Monitor &m_monitor;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_heads; ///< What each has sent so far.
};

}
