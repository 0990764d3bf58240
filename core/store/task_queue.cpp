#include "store/task_queue.h"

#include <future>

namespace escala::store {

void TaskQueue::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > 1) // that some wait has been said
            return;
    }
    QMetaObject::invokeMethod(this, [this] { runTasks(); }, Qt::QueuedConnection);
}

void TaskQueue::waitForTasks()
{
    std::promise<void> done;
    post([&done] { done.set_value(); });
    done.get_future().wait();
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
