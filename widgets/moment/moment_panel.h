#pragma once

#include "report/moment.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace escala::moment {

/// At the side of charts: what happened in the second that was clicked on. Shows what it is given and tells what the
/// user wants; who has the seconds answers with `setMoment`. GUI thread.
class MomentPanel : public QFrame {
    Q_OBJECT

public:
    static constexpr int kWidth = 330;

    explicit MomentPanel(QWidget *parent = nullptr);

    void setMoment(const report::Moment &moment);
    /// In place of figures, why there are none: the second is being read, or was not kept.
    void setMissing(const report::Moment &moment, const QString &why);
    [[nodiscard]] std::chrono::nanoseconds at() const noexcept { return m_moment.at; }
    /// What Copy puts into the clipboard.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// The second that begins at this time is wanted: the one before or after.
    void wanted(std::chrono::nanoseconds at);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void setContent(QWidget *content);
    void addSide(QWidget *content, std::size_t side);
    void step(int seconds);

    report::Moment m_moment;
    QLabel *m_title;
    QToolButton *m_before;
    QToolButton *m_after;
    QToolButton *m_close;
    QScrollArea *m_area;
    QPushButton *m_copy;
};

}
