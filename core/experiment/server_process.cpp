#include "experiment/server_process.h"

#include <boost/json/parse.hpp>

#include <csignal>
#include <unistd.h>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;

constexpr auto kReadyPatience = 20s;
constexpr auto kEndPatience = 2s;
constexpr qsizetype kMaxLine = 4'096;

/// Runs in the child between fork and exec: only calls that are safe there.
void detachFromTerminal()
{
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    (void)signal(SIGPIPE, SIG_DFL);
}

std::optional<std::string> textField(const boost::json::object &object, std::string_view field)
{
    const boost::json::value *value = object.if_contains(field);
    const auto *text = value ? value->if_string() : nullptr;
    return text ? std::optional(std::string(text->data(), text->size())) : std::nullopt;
}

QString lastLineOf(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    return QString::fromUtf8(trimmed.mid(trimmed.lastIndexOf('\n') + 1));
}

}

std::optional<ServerAddress> parseReadyLine(std::string_view line)
{
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(line, error);
    const auto *object = error ? nullptr : value.if_object();
    const boost::json::value *ready = object ? object->if_contains("ready") : nullptr;
    if (!ready || !ready->is_bool() || !ready->get_bool())
        return std::nullopt;
    const auto url = textField(*object, "url");
    const auto admin = textField(*object, "admin");
    const boost::json::value *pid = object->if_contains("pid");
    if (!url || !admin || !pid || !pid->is_int64())
        return std::nullopt;
    return ServerAddress{.url = *url, .admin = *admin, .pid = pid->get_int64()};
}

ServerProcess::ServerProcess(const QString &program, const ServerSpec &spec, const std::vector<std::string> &upstreams,
                             const std::vector<std::string> &more, QObject *parent)
    : QObject(parent)
    , m_spec(spec)
{
    QStringList arguments;
    for (const std::string &argument : argumentsFor(spec, upstreams, more))
        arguments.append(QString::fromStdString(argument));
    m_process.setProgram(program);
    m_process.setArguments(arguments);
    m_process.setChildProcessModifier(detachFromTerminal);
    m_patience.setSingleShot(true);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ServerProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ServerProcess::readErrors);
    connect(&m_process, &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { finish(causeOfEnd(exitCode, status)); });
    // Queued: a start that fails at once is told like any other end, after `start` has returned.
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish(tr("could not be started: %1").arg(m_process.errorString()));
        },
        Qt::QueuedConnection);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_ending)
            m_process.kill();
        else
            giveUp(tr("did not say within %1 s that it listens").arg(kReadyPatience.count()));
    });
}

ServerProcess::~ServerProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(); // a killed child is reaped at once
}

void ServerProcess::start()
{
    m_patience.start(kReadyPatience);
    m_process.start();
}

void ServerProcess::end()
{
    if (m_over || m_ending)
        return;
    m_ending = true;
    m_process.terminate();
    m_patience.start(kEndPatience);
}

void ServerProcess::readOutput()
{
    const QByteArray text = m_process.readAllStandardOutput();
    if (m_address)
        return;
    m_output += text;
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0 && m_output.size() < kMaxLine)
        return;
    const std::string line = m_output.left(std::max(end, qsizetype{0})).toStdString();
    const auto address = parseReadyLine(line);
    if (!address) {
        giveUp(tr("did not begin with a ready line: is it Escala's own server?"));
        return;
    }
    m_address = address;
    m_patience.stop();
    if (m_ending) {
        m_patience.start(kEndPatience);
        return;
    }
    Q_EMIT ready();
}

void ServerProcess::readErrors()
{
    m_errors += m_process.readAllStandardError();
    m_errors = m_errors.right(kMaxLine);
}

void ServerProcess::giveUp(const QString &cause)
{
    if (m_givenUp.isEmpty())
        m_givenUp = cause;
    m_process.kill();
}

void ServerProcess::finish(const QString &cause)
{
    if (m_over)
        return;
    m_over = true;
    m_patience.stop();
    Q_EMIT ended(cause);
}

QString ServerProcess::causeOfEnd(int exitCode, QProcess::ExitStatus status) const
{
    if (m_ending)
        return {};
    if (!m_givenUp.isEmpty())
        return m_givenUp;
    // For a child that a signal ended, Qt's exit code is the signal's number.
    if (status == QProcess::CrashExit)
        return tr("was killed by signal %1").arg(exitCode);
    const QString words = lastLineOf(m_errors);
    return words.isEmpty() ? tr("ended by itself with exit status %1").arg(exitCode)
                           : tr("ended by itself: %1").arg(words);
}

}
