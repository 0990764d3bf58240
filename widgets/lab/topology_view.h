#pragma once

#include "experiment/experiment.h"
#include "experiment/server_status.h"
#include "lab/server_box.h"
#include "lab/topology_layout.h"
#include "metrics/snapshot.h"

#include <QFrame>

#include <optional>
#include <vector>

namespace escala::lab {

/// A topology as boxes and arrows, laid out by itself; arrows are as thick as what flows through them.
class TopologyView : public QFrame {
    Q_OBJECT

public:
    explicit TopologyView(QWidget *parent = nullptr);

    /// Boxes anew where servers came or went; at rest they say how they are set up.
    void setTarget(const experiment::Target &target, const load::LoadPlan &plan);
    /// Figures of a run; `statuses` as in RunView::topologies.
    void showLive(const std::vector<experiment::ServerStatus> &statuses, const metrics::TargetSnapshot &figures);
    /// Back to how it is set up.
    void showPlanned();

    /// The server whose box is selected; empty for the users, a URL, or nothing.
    [[nodiscard]] std::optional<std::size_t> selected() const;
    void select(std::size_t server);
    [[nodiscard]] const std::vector<ServerBox *> &boxes() const noexcept { return m_boxes; }

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged();
    void menuRequested(std::size_t server, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Flow {
        double perSecond = 0;
        bool broken = false;
    };

    void buildBoxes();
    void place();
    [[nodiscard]] QPointF centreOf(const LaidBox &box) const;
    [[nodiscard]] Flow flowTo(std::size_t box) const;
    void paintArrow(QPainter &painter, const LaidArrow &arrow) const;

    experiment::Target m_target;
    load::LoadPlan m_plan;
    TopologyLayout m_layout;
    std::vector<ServerBox *> m_boxes; ///< As in the layout.
    std::vector<experiment::ServerStatus> m_statuses;
    double m_offered = 0;
    bool m_live = false;
};

}
