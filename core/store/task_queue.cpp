#include "store/task_queue.h"

#include <future>
#include <memory>

namespace escala::store {

void TaskQueue::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > 1) // that some wait has been said
            return;
    }
    QMetaObject::invokeMethod(this, "runTasks", Qt::QueuedConnection);
}

void TaskQueue::waitForTasks()
{
    std::promise<void> done;
    post([&done] { done.set_value(); });
    done.get_future().wait();
}

void TaskQueue::endThread(QThread &thread)
{
    const auto last = std::make_shared<std::promise<void>>(); // seen to wait, as QThread::wait is not
    post([&thread, last] {
        thread.quit();
        last->set_value();
    });
    last->get_future().wait();
    thread.wait();
}

void TaskQueue::runTasks()
{
    std::vector<std::function<void()>> tasks;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const auto &task : tasks)
        task();
}

}
