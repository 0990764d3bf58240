#include "store/recorder_pen.h"

#include <iterator>

namespace escala::store {

namespace {

/// What waits for a disk with room takes a few kilobytes a second and target; beyond this, the oldest is given up.
constexpr std::size_t kMostPending = 20'000;

}

RunRecorder::Pen::Pen(std::filesystem::path file)
    : m_file(std::move(file))
{
}

bool RunRecorder::Pen::report(const std::expected<void, StoreError> &outcome)
{
    if (outcome)
        return true;
    if (!std::exchange(m_told, true))
        Q_EMIT problem(QString::fromStdString(outcome.error().message));
    return false;
}

bool RunRecorder::Pen::ensureBegun()
{
    if (m_writer)
        return true;
    if (!m_head)
        return false;
    if (!m_database) {
        auto opened = Database::open(m_file);
        if (!opened)
            return report(std::unexpected(opened.error()));
        m_database = std::move(*opened);
        for (const std::string &notice : m_database->notices())
            Q_EMIT problem(QString::fromStdString(notice));
    }
    auto writer = std::make_unique<RunWriter>(*m_database);
    if (!report(writer->begin(*m_head, m_repetition)))
        return false;
    m_writer = std::move(writer);
    Q_EMIT changed(QString::fromStdString(m_head->id));
    return true;
}

void RunRecorder::Pen::begin(const ResultPtr &head, const Repetition &repetition)
{
    m_head = head;
    m_soFar = head;
    m_repetition = repetition;
    m_writer.reset();
    m_pending.clear();
    m_told = false;
    (void)ensureBegun();
}

void RunRecorder::Pen::add(const std::vector<metrics::TargetSecond> &seconds, const ResultPtr &soFar)
{
    m_soFar = soFar;
    m_pending.insert(m_pending.end(), seconds.begin(), seconds.end());
    (void)writePending();
    if (m_pending.size() > kMostPending)
        m_pending.erase(m_pending.begin(), std::prev(m_pending.end(), kMostPending));
}

bool RunRecorder::Pen::writePending()
{
    if (!ensureBegun())
        return false;
    if (!report(m_writer->add(m_pending, *m_soFar)))
        return false;
    m_pending.clear();
    return true;
}

void RunRecorder::Pen::finish(const ResultPtr &result)
{
    if (!m_head)
        return;
    if (!m_pending.empty())
        (void)writePending();
    if (ensureBegun())
        (void)report(m_writer->finish(*result));
    m_writer.reset();
    m_head.reset();
    Q_EMIT changed(QString::fromStdString(result->id));
}

void RunRecorder::Pen::abandon()
{
    if (!m_head)
        return;
    if (m_writer)
        (void)report(m_writer->abandon());
    m_writer.reset();
    const std::string id = std::exchange(m_head, nullptr)->id;
    Q_EMIT changed(QString::fromStdString(id));
}

}
