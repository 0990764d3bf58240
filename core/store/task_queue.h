#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <mutex>
#include <vector>

namespace escala::store {

/// Something on a thread with an event loop that others give work to. The work lies behind a mutex of our own, and Qt's
/// queue says only that some waits: ThreadSanitizer, which can't see Qt's locks, checks what goes from thread to
/// thread. For the same reason the call goes by its name: a functor would be memory that goes from thread to thread.
class TaskQueue : public QObject {
    Q_OBJECT

public:
    /// From any thread: runs on the thread of this object, in the order of the calls.
    void post(std::function<void()> task);
    /// From another thread: waits until all that was posted before has run.
    void waitForTasks();
    /// From another thread, which made `thread`, the one of this object: ends it once all that was posted has run, and
    /// waits for it. To call QThread::quit from there would be to overtake the queue.
    void endThread(QThread &thread);

private:
    Q_INVOKABLE void runTasks();

    std::mutex m_mutex; ///< For the next one.
    std::vector<std::function<void()>> m_tasks;
};

}
