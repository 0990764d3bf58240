#include "store/history_thread.h"

#include "store/task_queue.h"

namespace escala::store {

/// The part that is on the thread.
class HistoryThread::Desk : public TaskQueue {
public:
    Desk(std::filesystem::path file, HistoryThread *owner)
        : m_file(std::move(file))
        , m_owner(owner)
    {
    }

    [[nodiscard]] std::expected<History *, StoreError> history()
    {
        if (m_history && !m_history->isInPlace())
            m_history.reset();
        if (m_history)
            return m_history.get();
        auto opened = History::open(m_file);
        if (!opened)
            return std::unexpected(std::move(opened.error()));
        m_history = std::move(*opened);
        for (const std::string &notice : m_history->notices())
            Q_EMIT m_owner->notice(QString::fromStdString(notice));
        return m_history.get();
    }

private:
    std::filesystem::path m_file;
    HistoryThread *m_owner; ///< Outlives the thread.
    std::unique_ptr<History> m_history;
};

HistoryThread::HistoryThread(std::filesystem::path file, QObject *parent)
    : QObject(parent)
    , m_desk(new Desk(std::move(file), this))
{
    m_desk->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_desk, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("history"));
    m_thread.start();
}

HistoryThread::~HistoryThread()
{
    m_desk->endThread(m_thread);
}

void HistoryThread::post(std::function<void(std::expected<History *, StoreError>)> task)
{
    m_desk->post([desk = m_desk, task = std::move(task)] { task(desk->history()); });
}

}
