#pragma once

#include <QRect>
#include <QString>
#include <QWidget>

#include <vector>

class QAbstractItemModel;
class QTableView;

namespace escala::charts {

class LegendButton;
class Plot;

/// What all charts on a page have in common: a line with title, unit and legend, and the plot beneath, in a frame; and
/// a menu that copies and saves its picture, copies its figures, or shows them as a table in place of the plot.
/// Focusable, so that its menu can be reached without a mouse.
class ChartFrame : public QWidget {
    Q_OBJECT

public:
    explicit ChartFrame(QWidget *parent = nullptr);

    [[nodiscard]] Plot *plot() const noexcept { return m_plot; }
    /// Whether its menu offers to save it; at first it does.
    void setExportable(bool exportable) { m_exportable = exportable; }
    /// The same figures as a table, in place of the plot.
    void setTableShown(bool shown);
    [[nodiscard]] bool isTableShown() const;
    /// The figures as tab-separated text with a line of headings: what a spreadsheet takes from the clipboard.
    [[nodiscard]] virtual QString text() const = 0;

Q_SIGNALS:
    /// Save this one; its object name says which it is.
    void exportRequested(const QString &chart);

protected:
    static constexpr int kPadding = 10;
    static constexpr int kHeader = 28; ///< Height of the line at the top.
    static constexpr int kLegendLine = 22;
    static constexpr int kLegendGap = 2;

    /// Of the table, filled.
    [[nodiscard]] virtual QAbstractItemModel *values() = 0;
    /// Colours of the legend, by the palette.
    virtual void lookLegend() = 0;
    /// Places legend and plot.
    virtual void layOut() = 0;

    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QFont noteFont() const;
    [[nodiscard]] QFont smallFont() const;
    [[nodiscard]] static int widthOf(const std::vector<LegendButton *> &legend);
    /// In as many lines as it needs from there on; the height that they take.
    int flowLegend(const std::vector<LegendButton *> &legend, int top);
    /// The plot, or the table, takes what is left below.
    void placePlot(int top);
    /// The frame, and the words of its line at the top.
    void paintFrame(QPainter &painter, const QString &title, const QString &note, const QRect &noteRect) const;

    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void copyPicture();

    Plot *m_plot;
    bool m_exportable = true;
    QTableView *m_table = nullptr; ///< Made when it is first asked for.
};

}
