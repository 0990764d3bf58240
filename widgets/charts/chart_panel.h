#pragma once

#include "charts/chart_face.h"
#include "charts/chart_frame.h"

#include <map>

namespace escala::charts {

class ValueTable;

/// One chart of a run, of one side or of several.
class ChartPanel : public ChartFrame {
    Q_OBJECT

public:
    /// `sides` of the course share this chart.
    ChartPanel(const ChartSpec &spec, const RunCourse &course, std::vector<std::size_t> sides,
               QWidget *parent = nullptr);

    struct View {
        RunCoursePtr course;
        const TimeAxes &times;
        const RowScales &scales;
        RowScales::Shown shown;
    };
    void show(const View &view);
    /// Renews the text for screen readers and the table alone: nobody sees the plot.
    void describe(const RunCoursePtr &course);
    /// Where the pointer or the keys are: at the same time in all charts, at the same percentile in those of them.
    struct Crosshair {
        std::optional<double> seconds = std::nullopt;
        std::optional<double> decades = std::nullopt; ///< See metrics::TailCurve.
    };
    /// Without one the legend shows the latest values.
    void setCrosshair(const View &view, const Crosshair &crosshair);

    [[nodiscard]] const ChartSpec &spec() const noexcept { return m_spec; }
    [[nodiscard]] const std::vector<std::size_t> &sides() const noexcept { return m_sides; }
    /// At most so many labels fit beside the plot.
    [[nodiscard]] int valueTicks() const;
    /// "Slow p50": button of a line, for tests and accessibility.
    [[nodiscard]] LegendButton *legend(const CurveKey &key) const;

    [[nodiscard]] QString text() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void curveToggled(std::size_t side, std::size_t figure, bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QAbstractItemModel *values() override;
    void lookLegend() override;
    void layOut() override;

private:
    void addLegend(const RunCourse &course);
    [[nodiscard]] std::vector<LegendButton *> buttons() const;
    void setTimeCrosshair(const View &view, std::optional<double> seconds);
    void setTailCrosshair(const View &view, std::optional<double> decades);
    void setValues(const RunCourse &course, std::optional<double> place);
    [[nodiscard]] int keyWidth() const; ///< Of what explains the colours.
    // Place the legend, and return the height of the lines that it takes for itself.
    int placeBesideNote(int noteAt, int noteEnd);
    int placeBelowNote();

    ChartSpec m_spec;
    std::vector<std::size_t> m_sides;
    std::vector<CurveKey> m_keys;                ///< In drawing order, as the plot's curves.
    std::map<CurveKey, LegendButton *> m_legend; ///< In reading order.
    ValueTable *m_values;
    QString m_note;
    int m_legendHeight = 0;
    QRect m_noteRect;
    QRect m_keyRect;
    std::uint64_t m_most = 0; ///< Answers in a cell.
};

}
