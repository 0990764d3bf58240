#include "store/recorder_pen.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace escala::store {

namespace {

using namespace std::chrono_literals;

/// What waits for a disk with room takes a few kilobytes a second and target; beyond this, the oldest is given up.
constexpr std::size_t kMostPending = 20'000;
/// In one transaction: what can't be written is packed again with each attempt.
constexpr std::size_t kMostAtOnce = 200;
/// Runs that ended and wait for a disk; beyond this, the oldest is given up.
constexpr std::size_t kMostStories = 20;
constexpr auto kAgain = 5s;

}

RunRecorder::Pen::Pen(std::filesystem::path file)
    : m_file(std::move(file))
    , m_again(this)
{
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, [this] { write(); });
}

bool RunRecorder::Pen::isOn() const
{
    return !m_stories.empty() && !m_stories.back().isOver();
}

void RunRecorder::Pen::begin(const ResultPtr &head, const Repetition &repetition)
{
    if (isOn())
        m_stories.back().abandoned = true;
    m_stories.push_back({.head = head,
                         .soFar = *head,
                         .view = {},
                         .repetition = repetition,
                         .pending = {},
                         .result = {},
                         .writer = {}});
    if (m_stories.size() > kMostStories)
        m_stories.pop_front();
    writeSoon();
}

void RunRecorder::Pen::add(const std::vector<metrics::TargetSecond> &seconds, const experiment::RunViewPtr &view)
{
    if (!isOn())
        return;
    Story &story = m_stories.back();
    story.view = view;
    story.pending.insert(story.pending.end(), seconds.begin(), seconds.end());
    while (story.pending.size() > kMostPending)
        story.pending.pop_front();
    writeSoon();
}

void RunRecorder::Pen::note(const QString &sentence)
{
    if (isOn())
        m_stories.back().soFar.notes.push_back(sentence.toStdString());
}

void RunRecorder::Pen::finish(const ResultPtr &result)
{
    if (!isOn())
        return;
    m_stories.back().result = result;
    writeSoon();
}

void RunRecorder::Pen::abandon()
{
    if (!isOn())
        return;
    m_stories.back().abandoned = true;
    writeSoon();
}

void RunRecorder::Pen::writeSoon()
{
    if (!std::exchange(m_writesSoon, true))
        post([this] {
            if (m_writesSoon)
                write();
        });
}

void RunRecorder::Pen::write()
{
    m_writesSoon = false;
    m_again.stop();
    m_locked = false;
    for (auto story = m_stories.begin(); story != m_stories.end() && !m_locked;)
        story = write(*story) && story->isOver() ? m_stories.erase(story) : std::next(story);
    if (!m_stories.empty() && m_stories.front().isOver())
        m_again.start();
}

bool RunRecorder::Pen::write(Story &story)
{
    if (story.abandoned && !story.writer && story.pending.empty())
        return true; // nothing was measured
    return ensureOpen(story) && ensureBegun(story) && writePending(story) && end(story);
}

bool RunRecorder::Pen::ensureOpen(Story &story)
{
    const bool isFree = std::ranges::none_of(m_stories, [](const Story &each) { return each.writer != nullptr; });
    if (m_database && isFree && !m_database->isInPlace())
        m_database.reset();
    if (m_database)
        return true;
    auto opened = Database::open(m_file);
    if (!opened)
        return report(story, std::unexpected(opened.error()));
    m_database = std::move(*opened);
    for (const std::string &sentence : m_database->notices())
        Q_EMIT notice(QString::fromStdString(sentence));
    return true;
}

bool RunRecorder::Pen::ensureBegun(Story &story)
{
    if (story.writer)
        return true;
    auto writer = std::make_unique<RunWriter>(*m_database);
    if (!report(story, writer->begin(*story.head, story.repetition)))
        return false;
    story.writer = std::move(writer);
    Q_EMIT changed(QString::fromStdString(story.head->id));
    return true;
}

bool RunRecorder::Pen::writePending(Story &story)
{
    if (story.view)
        learn(story.soFar, *story.view);
    while (!story.pending.empty()) {
        const auto count = static_cast<std::ptrdiff_t>(std::min(story.pending.size(), kMostAtOnce));
        const std::vector<metrics::TargetSecond> part(story.pending.begin(), story.pending.begin() + count);
        const ServerCourses none;
        if (!report(story, story.writer->add(part, story.soFar, story.view ? story.view->courses : none)))
            return false;
        story.pending.erase(story.pending.begin(), story.pending.begin() + count);
    }
    return true;
}

bool RunRecorder::Pen::end(Story &story)
{
    if (!story.isOver())
        return true;
    if (!report(story, story.result ? story.writer->finish(*story.result) : story.writer->abandon()))
        return false;
    Q_EMIT changed(QString::fromStdString(story.head->id));
    return true;
}

bool RunRecorder::Pen::report(Story &story, const std::expected<void, StoreError> &outcome)
{
    if (outcome)
        return true;
    m_locked = outcome.error().kind == StoreError::Kind::Locked;
    if (!std::exchange(story.told, true))
        Q_EMIT problem(QString::fromStdString(outcome.error().message));
    return false;
}

}
