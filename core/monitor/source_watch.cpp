#include "monitor/source_watch.h"

#include "experiment/words.h"
#include "monitor/exposition.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace escala::monitor {

namespace {

bool isWanted(const std::vector<std::string> &metrics, std::string_view name)
{
    return metrics.empty() || std::ranges::any_of(metrics, [name](std::string_view wanted) {
               return wanted.ends_with('*') ? name.starts_with(wanted.substr(0, wanted.size() - 1)) : name == wanted;
           });
}

}

std::expected<ScrapeReadings, std::string> readScrape(std::string_view body, const std::vector<std::string> &metrics)
{
    ScrapeReadings scrape;
    std::set<std::string, std::less<>> seen;
    const auto take = [&](const Sample &sample, const MetricFamily &family) {
        if (!isWanted(metrics, sample.name))
            return;
        std::string series = seriesText(sample.name, sample.labels);
        if (seen.contains(series))
            return;
        if (scrape.readings.size() == ScrapeReadings::kMost || series.size() > ScrapeReadings::kMostName) {
            ++scrape.leftOut;
            return;
        }
        seen.insert(series);
        scrape.readings.push_back({.series = std::move(series),
                                   .kind = isCounter(sample, family) ? SeriesKind::Rate : SeriesKind::Gauge,
                                   .value = sample.value,
                                   .help = family.help});
    };
    if (auto read = readExposition(body, take); !read)
        return std::unexpected(std::move(read.error()));
    return scrape;
}

SourceWatch::SourceWatch(Track track, std::string name, std::string url)
    : m_track(track)
    , m_name(std::move(name))
    , m_url(std::move(url))
{
}

void SourceWatch::advance(Second now, MonitorStore &store)
{
    m_chain.advance(now, [&](LevelIndex level, Second start, const SourceCell &cell) {
        store.put(level, m_track, start, cell.encoded());
    });
}

SourceWatch::Series *SourceWatch::seriesOf(const Reading &reading, MonitorStore &store)
{
    const auto found = m_series.find(reading.series);
    if (found != m_series.end())
        return &found->second;
    if (m_series.size() >= MonitorPlan::kMostSeries)
        return nullptr;
    const auto id = store.series(m_track, reading.series);
    if (!id || *id == 0)
        return nullptr;
    return &m_series
                .emplace(reading.series, Series{.id = *id, .kind = reading.kind, .help = reading.help, .latest = {}})
                .first->second;
}

void SourceWatch::record(const std::vector<Reading> &readings, Instant at, MonitorStore &store, std::size_t leftOut)
{
    for (const Reading &reading : readings) {
        Series *series = seriesOf(reading, store);
        if (!series) {
            ++leftOut;
            continue;
        }
        series->seenAt = at;
        if (at - series->storedAt >= std::chrono::days(1) || at < series->storedAt) {
            store.see(series->id, secondOf(at));
            series->storedAt = at;
        }
        if (std::isnan(reading.value)) {
            series->latest.reset();
            continue;
        }
        if (reading.kind == SeriesKind::Gauge) {
            series->latest = reading.value;
        } else {
            const bool first = series->readAt == Instant();
            const double seconds = std::chrono::duration<double>(at - series->readAt).count();
            const double grown = reading.value < series->counter ? reading.value : reading.value - series->counter;
            series->latest = first || seconds <= 0 ? std::nullopt : std::optional(grown / seconds);
            series->counter = reading.value;
            series->readAt = at;
        }
        if (series->latest)
            m_chain.open(0).content.add(series->id, *series->latest);
    }
    for (auto &[name, series] : m_series)
        if (series.seenAt != at) // no longer there
            series.latest.reset();
    m_up = true;
    m_sentence.clear();
    if (leftOut > 0)
        m_sentence = experiment::sentence(
            "Monitor", QT_TRANSLATE_NOOP("Monitor", "%1 series are not kept: choose some with \"metrics\"."),
            std::to_string(leftOut));
}

void SourceWatch::fail(const std::string &sentence)
{
    m_up = false;
    m_sentence = sentence;
    for (auto &[name, series] : m_series)
        series.latest.reset();
}

void SourceWatch::storeOpenSecond(MonitorStore &store) const
{
    const auto &open = m_chain.open(0);
    if (!open.content.empty())
        store.put(0, m_track, open.start, open.content.encoded());
}

SourceView SourceWatch::view() const
{
    SourceView view{.name = m_name, .url = m_url, .up = m_up, .sentence = m_sentence, .series = {}};
    view.series.reserve(m_series.size());
    for (const auto &[name, series] : m_series)
        view.series.push_back({.key = {.source = m_name, .series = name},
                               .kind = series.kind,
                               .help = series.help,
                               .latest = series.latest});
    return view;
}

}
