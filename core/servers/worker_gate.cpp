#include "servers/worker_gate.h"

#include <utility>

namespace escala::servers {

WorkerGate::WorkerGate(const Workforce &workforce)
    : m_workforce(workforce)
{
}

WorkerGate::Entry WorkerGate::enter(net::EventLoop &loop, std::weak_ptr<WorkerApplicant> applicant, Place &place)
{
    if (m_filled.load(std::memory_order_relaxed))
        return Entry::Full;
    if (!m_workforce.workers)
        return Entry::Granted;
    const std::scoped_lock lock(m_mutex);
    if (m_busy < *m_workforce.workers) {
        ++m_busy;
        return Entry::Granted;
    }
    if (m_queue.size() >= m_workforce.queue)
        return Entry::Full;
    place = m_nextPlace++;
    m_queue.emplace(place, Waiting{&loop, std::move(applicant)});
    return Entry::Queued;
}

void WorkerGate::leave()
{
    if (!m_workforce.workers)
        return;
    const std::scoped_lock lock(m_mutex);
    if (m_queue.empty()) {
        --m_busy;
        return;
    }
    const auto next = m_queue.extract(m_queue.begin());
    auto &[loop, applicant] = next.mapped();
    loop->post([told = std::move(applicant)] {
        if (const auto waiting = told.lock())
            waiting->workerGranted();
    });
}

void WorkerGate::withdraw(Place place)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_queue.erase(place) > 0)
            return;
    }
    leave();
}

}
