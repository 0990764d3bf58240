#include "monitor/monitor.h"

#include "experiment/server_process.h"
#include "monitor/alert_json.h"
#include "monitor/keeper.h"
#include "monitor/probe_loop.h"

#include <QCoreApplication>
#include <QPromise>
#include <QThread>

#include <map>

namespace escala::monitor {

using experiment::ServerProcess;

struct Monitor::Private {
    explicit Private(MonitorOptions given)
        : options(std::move(given))
    {
        if (options.serverProgram.isEmpty())
            options.serverProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/escala-server");
    }

    /// A question to the watch; an empty answer where there is none.
    template <typename Answer, typename Question>
    QFuture<Answer> ask(Question question)
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        auto future = promise->future();
        const auto answer = [promise, question = std::move(question)](Keeper &asked) {
            promise->addResult(asked.watch() ? question(*asked.watch(), asked.now()) : Answer());
            promise->finish();
        };
        if (keeper) {
            keeper->post(answer);
        } else {
            promise->addResult(Answer());
            promise->finish();
        }
        return future;
    }
    [[nodiscard]] ProbeEvents events();

    MonitorOptions options;
    MonitorPlan plan;
    Keeper *keeper = nullptr; ///< On `storing`, which deletes it.
    std::unique_ptr<QThread> storing;
    std::unique_ptr<ProbeLoop> probing;
    std::map<std::string, std::unique_ptr<ServerProcess>> servers; ///< By target.
};

ProbeEvents Monitor::Private::events()
{
    const auto tell = [keeper = keeper](std::function<void(Watch &)> work) {
        keeper->post([work = std::move(work)](Keeper &told) {
            if (told.watch())
                work(*told.watch());
        });
    };
    return {
        .probed =
            [tell](const std::string &target, const ProbeResult &result) {
                tell([target, result](Watch &watch) { watch.probed(target, result); });
            },
        .scraped =
            [tell](const ScrapePlan &source, std::shared_ptr<const std::string> body, Instant at) {
                tell([source, body = std::move(body), at](Watch &watch) { watch.scraped(source, *body, at); });
            },
        .read =
            [tell](const std::string &source, std::vector<Reading> readings, Instant at) {
                tell([source, readings = std::move(readings), at](Watch &watch) { watch.read(source, readings, at); });
            },
        .readingFailed =
            [tell](const std::string &source, const std::string &sentence, Instant at) {
                tell([source, sentence, at](Watch &watch) { watch.readingFailed(source, sentence, at); });
            },
        .notice =
            [keeper = keeper](const std::string &sentence) {
                keeper->post([sentence](Keeper &told) { told.notice(sentence); });
            }};
}

Monitor::Monitor(MonitorOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(options)))
{
}

Monitor::~Monitor()
{
    stop();
}

bool Monitor::isRunning() const noexcept
{
    return d->probing != nullptr;
}

void Monitor::setPlan(const MonitorPlan &plan)
{
    d->plan = plan;
    if (!d->keeper) {
        d->storing = std::make_unique<QThread>();
        d->storing->setObjectName(QStringLiteral("monitor-store"));
        d->keeper = new Keeper(d->options.file, *d->options.clock);
        d->keeper->moveToThread(d->storing.get());
        connect(d->storing.get(), &QThread::finished, d->keeper, &QObject::deleteLater);
        connect(d->keeper, &Keeper::newsWaiting, this, &Monitor::passOn, Qt::QueuedConnection);
        d->storing->start();
        d->probing = std::make_unique<ProbeLoop>(*d->options.clock, d->events());
    }
    d->keeper->post([plan](Keeper &keeper) { keeper.follow(plan); });
    d->probing->follow(plan);
    startServers(plan);
}

void Monitor::passOn()
{
    if (!d->keeper)
        return;
    KeeperNews news = d->keeper->takeNews();
    for (const std::string &sentence : news.notices)
        Q_EMIT notice(QString::fromStdString(sentence));
    for (const AlertView &alert : news.alerts) {
        if (d->probing)
            d->probing->deliver(alertJson(alert, d->plan.name));
        Q_EMIT alertTold(alert);
    }
    if (news.view)
        Q_EMIT viewChanged(news.view);
    if (news.failure.empty())
        return;
    d->probing->follow({}); // nobody would keep what it finds
    d->servers.clear();
    Q_EMIT failed(QString::fromStdString(news.failure));
}

void Monitor::startServers(const MonitorPlan &plan)
{
    std::map<std::string, std::unique_ptr<ServerProcess>> before = std::exchange(d->servers, {});
    for (const TargetPlan &target : plan.targets) {
        if (!target.server)
            continue;
        auto known = before.extract(target.name);
        if (!known.empty() && known.mapped()->spec() == *target.server && !known.mapped()->isOver()) {
            d->servers.insert(std::move(known));
            continue;
        }
        auto server =
            std::make_unique<ServerProcess>(d->options.serverProgram, *target.server, target.server->upstreams);
        connect(server.get(), &ServerProcess::ready, this, [this, name = target.name, process = server.get()] {
            const auto &address = *process->address();
            d->probing->serverListens(name, address.url, address.pid);
            d->keeper->post([name, url = address.url](Keeper &keeper) {
                if (keeper.watch())
                    keeper.watch()->listens(name, url);
            });
        });
        connect(server.get(), &ServerProcess::ended, this, [this, name = target.name](const QString &cause) {
            if (!cause.isEmpty())
                Q_EMIT notice(tr("The server of %1 %2.").arg(QString::fromStdString(name), cause));
        });
        server->start();
        d->servers.emplace(target.name, std::move(server));
    }
}

void Monitor::stop()
{
    if (!d->keeper)
        return;
    d->probing.reset();                                    // first: it says what it found to the keeper
    d->keeper->post([](Keeper &keeper) { keeper.end(); }); // behind all that was said before
    d->keeper->endThread(*d->storing);
    d->storing.reset();
    d->keeper = nullptr;
    d->servers.clear();
}

QFuture<std::vector<WindowPoint>> Monitor::course(const std::string &target, Instant from, Instant to,
                                                  std::size_t points)
{
    return d->ask<std::vector<WindowPoint>>(
        [=](Watch &watch, Instant now) { return watch.course(target, from, to, now, points); });
}

QFuture<std::vector<SeriesPointView>> Monitor::scraped(const SeriesKey &series, Instant from, Instant to,
                                                       std::size_t points)
{
    return d->ask<std::vector<SeriesPointView>>(
        [=](Watch &watch, Instant now) { return watch.scraped(series, from, to, now, points); });
}

QFuture<std::string> Monitor::metricsText()
{
    return d->ask<std::string>([](const Watch &watch, Instant) { return watch.metricsText(); });
}

void Monitor::acknowledge(const std::string &alert)
{
    if (!d->keeper)
        return;
    d->keeper->post([alert](Keeper &keeper) {
        if (!keeper.watch())
            return;
        keeper.watch()->acknowledge(alert);
        keeper.tell();
    });
}

void Monitor::silence(const std::string &alert, Instant until)
{
    if (!d->keeper)
        return;
    d->keeper->post([alert, until](Keeper &keeper) {
        if (!keeper.watch())
            return;
        keeper.watch()->silence(alert, until, keeper.now());
        keeper.tell();
    });
}

}
