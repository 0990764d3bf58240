#pragma once

#include "charts/wall_axis.h"
#include "watch/watch_course.h"

#include <QFrame>

#include <optional>

namespace escala::compare {
class ElidedLabel;
}
class QToolButton;

namespace escala::watch {

/// The strip of a timeline: incidents as bars on the window of time, what was not watched hatched, what the charts show
/// framed. Only painting and clicks; IncidentTimeline has the words.
class IncidentStrip : public QWidget {
    Q_OBJECT

public:
    explicit IncidentStrip(QWidget *parent = nullptr);

    struct Content {
        std::vector<monitor::IncidentView> incidents; ///< Oldest first.
        std::vector<Stretch> unwatched;
        std::optional<std::size_t> current;
    };
    void show(const Content &content, const charts::WallAxis &axis);
    /// Where an incident is painted.
    [[nodiscard]] QRectF placeOf(std::size_t incident) const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void clicked(std::size_t incident);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRectF lane() const;

    Content m_content;
    charts::WallAxis m_axis;
};

/// What went wrong when: a strip of incidents, and the one that is looked at in words. A click on one, or a step to the
/// one before or after, asks to show that time.
class IncidentTimeline : public QFrame {
    Q_OBJECT

public:
    explicit IncidentTimeline(QWidget *parent = nullptr);

    /// `incidents` as in a MonitorView: newest first.
    void show(const std::vector<monitor::IncidentView> &incidents, const std::vector<Stretch> &unwatched,
              const charts::WallAxis &axis, monitor::Instant now);

    [[nodiscard]] IncidentStrip *strip() const noexcept { return m_strip; }
    [[nodiscard]] QString sentence() const;
    /// To the one before (−1) or after (1) the current one; without a current one from the newest.
    void step(int direction);
    /// Forgets which one is looked at.
    void clearCurrent();

Q_SIGNALS:
    /// The charts should show this stretch.
    void zoomRequested(double from, double to);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(std::size_t incident);
    void refresh();
    void copy();

    std::vector<monitor::IncidentView> m_incidents; ///< Oldest first.
    std::vector<Stretch> m_unwatched;
    std::optional<std::int64_t> m_current; ///< Its id.
    charts::WallAxis m_axis;
    monitor::Instant m_now{};
    IncidentStrip *m_strip;
    compare::ElidedLabel *m_words;
    QToolButton *m_before;
    QToolButton *m_after;
    QToolButton *m_copy;
};

}
