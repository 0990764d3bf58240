#pragma once

#include "monitor/monitor_types.h"

#include <QWidget>

#include <set>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace escala::watch {

/// Which figures of scrapes and processes have a chart: a list of all of them, and a field that narrows it down.
class SeriesPicker : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMostCharts = 8;

    explicit SeriesPicker(QWidget *parent = nullptr);

    void setSources(const std::vector<monitor::SourceView> &sources);
    /// In the order in which they were chosen. A source that is new brings its most telling ones.
    [[nodiscard]] const std::vector<monitor::SeriesKey> &chosen() const noexcept { return m_chosen; }

    /// What is chosen and which sources have been seen, to be kept between starts.
    [[nodiscard]] QStringList state() const;
    void setState(const QStringList &state);

Q_SIGNALS:
    void chosenChanged();

private:
    void fill();
    void takeFirst(const monitor::SourceView &source);

    std::vector<monitor::SeriesKey> m_all;
    std::vector<monitor::SeriesKey> m_chosen;
    std::set<std::string> m_seen; ///< Sources whose first choice was made.
    QLineEdit *m_filter;
    QListWidget *m_list;
    QLabel *m_none;
};

}
