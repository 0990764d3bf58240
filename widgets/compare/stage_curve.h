#pragma once

#include "load/load_plan.h"

#include <QPointF>
#include <QWidget>

#include <vector>

namespace escala::compare {

/// The planned load over time as a small picture, and, while a run is on, what each side achieved over it.
class StageCurve : public QWidget {
    Q_OBJECT

public:
    explicit StageCurve(QWidget *parent = nullptr);

    /// Levels over `plan.length()`; nothing is drawn where it has none.
    void setPlan(const load::LoadPlan &plan);
    /// One line a side: x in seconds, y in the unit of the levels.
    void setAchieved(std::vector<std::vector<QPointF>> sides);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QPointF placeOf(double seconds, double level) const;
    void describe();

    std::vector<QPointF> m_planned;
    std::vector<std::vector<QPointF>> m_achieved;
    double m_length = 0;
    double m_highest = 0;
};

}
