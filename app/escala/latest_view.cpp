#include "window/latest_view.h"

#include <algorithm>

namespace escala::window {

LatestView::LatestView(Pace pace, QObject *parent)
    : QObject(parent)
    , m_pace(std::move(pace))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_since.start();
        Q_EMIT due(m_view);
    });
}

void LatestView::take(const experiment::RunViewPtr &view)
{
    m_view = view;
    if (m_timer.isActive())
        return;
    const auto pace = m_pace();
    const auto waited = m_since.isValid() ? std::chrono::milliseconds(m_since.elapsed()) : pace;
    m_timer.start(std::max(std::chrono::milliseconds(0), pace - waited));
}

void LatestView::stop()
{
    m_timer.stop();
}

}
