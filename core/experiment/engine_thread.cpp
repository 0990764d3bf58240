#include "experiment/engine_thread.h"

#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

namespace escala::experiment {

namespace {

/// Short enough for a thread with a window, long enough for any start that needs no resolver.
constexpr std::chrono::milliseconds kStartPatience{40};

}

/// What the owner's thread, the engine's thread and its aggregator share; one mutex guards all of it, held for moments.
class EngineThread::Shared {
public:
    Shared(EngineThread *owner, Listener listener)
        : m_owner(owner)
        , m_listener(std::move(listener))
    {
    }

    /// The body of the engine's thread.
    void run(const load::LoadPlan &plan, const std::vector<http::Url> &targets)
    {
        load::LoadEngine engine;
        auto started = engine.start(
            plan, targets, [this](metrics::SnapshotPtr snapshot) { put(std::move(snapshot)); },
            [this](std::vector<metrics::TargetSecond> seconds) { put(std::move(seconds)); });
        std::unique_lock lock(m_mutex);
        m_starting = false;
        m_changed.notify_all();
        if (!started) {
            m_news.failed = std::move(started.error());
            announce();
            return;
        }
        for (;;) {
            m_changed.wait(lock, [this] { return m_stop || m_finished || m_level; });
            if (m_stop || m_finished)
                break;
            engine.setLevel(*std::exchange(m_level, std::nullopt));
        }
        lock.unlock();
        engine.stop();
        engine.wait();
    }

    void stop()
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
        m_changed.notify_all();
    }

    void setLevel(std::optional<double> level)
    {
        const std::scoped_lock lock(m_mutex);
        m_level = level;
        m_changed.notify_all();
    }

    /// No more news: the owner goes.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_owner = nullptr;
    }

    [[nodiscard]] bool isStarting() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_starting;
    }

    /// Waits a moment for the start to return; false where it still hangs in the resolver.
    [[nodiscard]] bool hasStarted()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, kStartPatience, [this] { return !m_starting; });
    }

    /// On the owner's thread.
    void tell()
    {
        std::unique_lock lock(m_mutex);
        m_announced = false;
        News news = std::exchange(m_news, {});
        const Listener listener = m_listener;
        lock.unlock();
        listener(std::move(news));
    }

    std::thread thread;

private:
    void put(metrics::SnapshotPtr snapshot)
    {
        const std::scoped_lock lock(m_mutex);
        m_finished = snapshot->finished;
        m_news.snapshot = std::move(snapshot);
        announce();
        if (m_finished)
            m_changed.notify_all();
    }

    /// A snapshot that shows them follows, and announces.
    void put(std::vector<metrics::TargetSecond> seconds)
    {
        const std::scoped_lock lock(m_mutex);
        m_news.seconds.insert(m_news.seconds.end(), std::make_move_iterator(seconds.begin()),
                              std::make_move_iterator(seconds.end()));
    }

    /// With the mutex held: has the owner's thread fetch the news, unless it is already on its way. The call goes by
    /// name: a functor would be memory that goes from thread to thread behind Qt's locks, which ThreadSanitizer can't
    /// see.
    void announce()
    {
        if (m_owner && !std::exchange(m_announced, true))
            QMetaObject::invokeMethod(m_owner, "tell", Qt::QueuedConnection);
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    EngineThread *m_owner;
    Listener m_listener;
    News m_news;
    std::optional<std::optional<double>> m_level; ///< Wanted, and not yet told to the engine.
    bool m_announced = false;
    bool m_starting = true;
    bool m_stop = false;
    bool m_finished = false;
};

EngineThread::EngineThread(load::LoadPlan plan, std::vector<http::Url> targets, Listener listener)
    : m_shared(std::make_shared<Shared>(this, std::move(listener)))
{
    m_shared->thread = std::thread(
        [shared = m_shared, plan = std::move(plan), targets = std::move(targets)] { shared->run(plan, targets); });
}

EngineThread::~EngineThread()
{
    m_shared->close();
    m_shared->stop();
    if (m_shared->hasStarted())
        m_shared->thread.join();
    else
        m_shared->thread.detach();
}

void EngineThread::stop()
{
    m_shared->stop();
}

void EngineThread::tell()
{
    const std::shared_ptr<Shared> shared = m_shared; // the listener may delete this object
    shared->tell();
}

void EngineThread::setLevel(std::optional<double> level)
{
    m_shared->setLevel(level);
}

bool EngineThread::isStarting() const
{
    return m_shared->isStarting();
}

}
