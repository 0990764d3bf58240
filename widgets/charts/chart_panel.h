#pragma once

#include "charts/chart_face.h"

#include <QWidget>

#include <map>

class QTableView;

namespace escala::charts {

class LegendButton;
class Plot;
class ValueTable;

/// One chart: a line with title, unit and legend, and the plot beneath, in a frame. Focusable, so that its menu can be
/// reached without a mouse.
class ChartPanel : public QWidget {
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
    [[nodiscard]] Plot *plot() const noexcept { return m_plot; }
    /// At most so many labels fit beside the plot.
    [[nodiscard]] int valueTicks() const;
    /// The same figures as a table, in place of the plot.
    void setTableShown(bool shown);
    /// "Slow p50": button of a line, for tests and accessibility.
    [[nodiscard]] LegendButton *legend(const CurveKey &key) const;

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void curveToggled(std::size_t side, std::size_t figure, bool shown);
    void exportRequested(const QString &chart);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addLegend(const RunCourse &course);
    void lookLegend();
    void setTimeCrosshair(const View &view, std::optional<double> seconds);
    void setTailCrosshair(const View &view, std::optional<double> decades);
    void setValues(const RunCourse &course, std::optional<double> place);
    [[nodiscard]] int keyWidth() const; ///< Of what explains the colours.
    void layOut();
    // Place the legend, and return the height of the lines that it takes for itself.
    int placeBesideNote(int noteAt, int noteEnd);
    int placeBelowNote();
    /// In as many lines as it needs.
    int flowLegend(int top);
    void copyPicture();

    ChartSpec m_spec;
    std::vector<std::size_t> m_sides;
    std::vector<CurveKey> m_keys;                ///< In drawing order, as the plot's curves.
    std::map<CurveKey, LegendButton *> m_legend; ///< In reading order.
    Plot *m_plot;
    ValueTable *m_values;
    QTableView *m_table = nullptr; ///< Made when it is first asked for.
    QString m_note;
    int m_legendHeight = 0;
    QRect m_noteRect;
    QRect m_keyRect;
    std::uint64_t m_most = 0; ///< Answers in a cell.
};

}
