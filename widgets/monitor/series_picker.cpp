#include "watch/series_picker.h"

#include "common/plain_tip.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string_view>

namespace escala::watch {

using monitor::SeriesKey;

namespace {

constexpr int kRow = 22;
constexpr int kMostRows = 200; // in the list; the field finds the rest
constexpr int kSeenRows = 7;
constexpr std::size_t kFirst = 2; // charts of a new source

// What tells most of a server, where there is no one to choose: beginnings of names.
constexpr std::array<std::string_view, 12> kTelling{"cpu",
                                                    "rss",
                                                    "memory",
                                                    "node_load1",
                                                    "node_memory_MemAvailable_bytes",
                                                    "escala_cpu",
                                                    "escala_requests",
                                                    "escala_",
                                                    "http_requests_total",
                                                    "process_cpu_seconds_total",
                                                    "process_resident_memory_bytes",
                                                    "up"};

QString keyText(const SeriesKey &key)
{
    return QString::fromStdString(key.source + '\n' + key.series);
}

}

SeriesPicker::SeriesPicker(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_none(
          new QLabel(tr("None. Add a Prometheus endpoint or a process to see its figures beside the answers."), this))
{
    m_filter->setObjectName(QStringLiteral("seriesFilter"));
    m_filter->setPlaceholderText(tr("part of a name"));
    m_filter->setAccessibleName(tr("Narrow down the figures"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("series"));
    m_list->setAccessibleName(tr("Figures that have a chart"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_none->setObjectName(QStringLiteral("dim"));
    m_none->setWordWrap(true);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(m_none);
    lines->addWidget(m_filter);
    lines->addWidget(m_list);
    connect(m_filter, &QLineEdit::textChanged, this, &SeriesPicker::fill);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        const auto parts = item->data(Qt::UserRole).toString().split(u'\n');
        const SeriesKey key{parts.first().toStdString(), parts.last().toStdString()};
        std::erase(m_chosen, key);
        if (item->checkState() == Qt::Checked)
            m_chosen.push_back(key);
        if (m_chosen.size() > kMostCharts) {
            m_chosen.erase(m_chosen.begin());
            fill();
        }
        Q_EMIT chosenChanged();
    });
    fill();
}

void SeriesPicker::setSources(const std::vector<monitor::SourceView> &sources)
{
    std::vector<SeriesKey> all;
    const auto before = m_chosen;
    for (const auto &source : sources) {
        for (const auto &series : source.series)
            all.push_back(series.key);
        if (!source.series.empty() && m_seen.insert(source.name).second)
            takeFirst(source);
    }
    const bool same = all == m_all && before == m_chosen;
    m_all = std::move(all);
    if (same)
        return;
    fill();
    if (before != m_chosen)
        Q_EMIT chosenChanged();
}

void SeriesPicker::takeFirst(const monitor::SourceView &source)
{
    std::size_t taken = 0;
    const auto take = [&](const SeriesKey &key) {
        if (taken >= kFirst || m_chosen.size() >= kMostCharts || std::ranges::find(m_chosen, key) != m_chosen.end())
            return;
        m_chosen.push_back(key);
        ++taken;
    };
    for (const auto &beginning : kTelling) {
        const auto found = std::ranges::find_if(
            source.series, [beginning](const auto &each) { return each.key.series.starts_with(beginning); });
        if (found != source.series.end())
            take(found->key);
    }
    if (taken == 0)
        take(source.series.front().key);
}

void SeriesPicker::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto part = m_filter->text().trimmed();
    for (const auto &key : m_all) {
        const auto text = QString::fromStdString(key.series);
        const auto source = QString::fromStdString(key.source);
        if (!part.isEmpty() && !text.contains(part, Qt::CaseInsensitive) && !source.contains(part, Qt::CaseInsensitive))
            continue;
        if (m_list->count() >= kMostRows)
            break;
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, keyText(key));
        item->setToolTip(common::plainTip(source + QStringLiteral(": ") + text));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(std::ranges::find(m_chosen, key) == m_chosen.end() ? Qt::Unchecked : Qt::Checked);
        item->setSizeHint({0, kRow});
    }
    m_list->setFixedHeight(std::clamp(m_list->count(), 1, kSeenRows) * kRow + 2);
    m_none->setVisible(m_all.empty());
    m_filter->setVisible(!m_all.empty());
    m_list->setVisible(!m_all.empty());
}

QStringList SeriesPicker::state() const
{
    QStringList state;
    for (const auto &source : m_seen)
        state << QString::fromStdString(source);
    for (const auto &key : m_chosen)
        state << keyText(key);
    return state;
}

void SeriesPicker::setState(const QStringList &state)
{
    for (const auto &each : state) {
        const auto parts = each.split(u'\n');
        if (parts.size() == 1)
            m_seen.insert(each.toStdString());
        else
            m_chosen.push_back({parts.first().toStdString(), parts.last().toStdString()});
    }
    fill();
}

}
