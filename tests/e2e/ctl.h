#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace ctl {

/// How long anything may take on a machine that is busy with other tests.
inline constexpr int kPatience = 60'000;

/// A program of the build: "escalactl", "escala-server".
[[nodiscard]] QString program(const char *name);

struct Outcome {
    int status = -1; ///< -1: killed, or still running when patience ended.
    QByteArray output;
    QByteArray errors;
};

/// Runs escalactl to its end.
[[nodiscard]] Outcome run(const QStringList &arguments);
[[nodiscard]] Outcome run(std::initializer_list<const char *> arguments, const QStringList &more = {});
/// Waits for the end of one that was started.
[[nodiscard]] Outcome finish(QProcess &process);

/// A built-in server on a free port, killed with this object.
class Server {
public:
    explicit Server(const QStringList &arguments);
    ~Server();
    [[nodiscard]] const QString &url() const { return m_url; }

private:
    QProcess m_process;
    QString m_url;
};

/// A port that was free a moment ago: refuses connections.
[[nodiscard]] quint16 freePort();

[[nodiscard]] QJsonObject parseJson(const QByteArray &text);
[[nodiscard]] QJsonObject readJson(const QString &file);
[[nodiscard]] QByteArray readAll(const QString &file);
/// The first target of a result.
[[nodiscard]] QJsonObject firstTarget(const QJsonObject &result);

/// The processes below a process, at any depth.
[[nodiscard]] QList<qint64> descendants(qint64 pid);
[[nodiscard]] bool isAlive(qint64 pid);

}
