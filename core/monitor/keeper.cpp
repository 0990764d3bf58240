#include "monitor/keeper.h"

namespace escala::monitor {

Keeper::Keeper(std::filesystem::path file, const Clock &clock)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_seconds(this)
{
    m_seconds.setInterval(std::chrono::seconds(1));
    m_seconds.setTimerType(Qt::PreciseTimer);
    connect(&m_seconds, &QTimer::timeout, this, &Keeper::tick);
}

Keeper::~Keeper() = default;

void Keeper::follow(const MonitorPlan &plan)
{
    if (!m_watch) {
        if (const auto begun = begin(plan); !begun)
            return fail(begun.error());
    } else if (const auto done = m_watch->follow(plan, now()); !done) {
        return fail(done.error().message);
    }
    m_seconds.start();
    tick();
}

void Keeper::fail(const std::string &sentence)
{
    m_seconds.stop();
    m_watch.reset();
    m_lock.reset();
    Q_EMIT failed(QString::fromStdString(sentence));
}

std::expected<void, std::string> Keeper::begin(const MonitorPlan &plan)
{
    auto store = MonitorStore::open(m_file); // makes the folder too
    if (!store)
        return std::unexpected(store.error().message);
    auto lock = StoreLock::take(m_file);
    if (!lock)
        return std::unexpected(lock.error());
    m_lock.emplace(std::move(*lock));
    for (const std::string &sentence : (*store)->notices())
        Q_EMIT notice(QString::fromStdString(sentence));
    auto watch = Watch::begin(std::move(*store), plan, now());
    if (!watch)
        return std::unexpected(watch.error().message);
    m_watch = std::move(*watch);
    return {};
}

void Keeper::end()
{
    m_seconds.stop();
    if (m_watch)
        m_watch->end(now());
    m_watch.reset();
    m_lock.reset();
}

void Keeper::tick()
{
    if (!m_watch)
        return;
    m_watch->tick(now());
    tell();
}

void Keeper::tell()
{
    for (const AlertView &alert : m_watch->takeNotices())
        Q_EMIT alertTold(alert);
    Q_EMIT viewChanged(std::make_shared<const MonitorView>(m_watch->view(now())));
}

}
