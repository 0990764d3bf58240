#include "charts/paint_pace.h"

#include <QFile>

#include <array>
#include <charconv>
#include <utility>

namespace escala::charts {

namespace {

constexpr std::array kIntervals{std::chrono::milliseconds(100), std::chrono::milliseconds(200),
                                std::chrono::milliseconds(500)};
constexpr double kSaturated = 0.9;
constexpr double kRelaxed = 0.8;
constexpr double kLongFrameMs = 40; // two fifths of the quickest pace
constexpr double kShortFrameMs = 20;

}

void PaintPace::update(double busy, double frameMs) noexcept
{
    constexpr int kSlowest = static_cast<int>(kIntervals.size()) - 1;
    if (busy > kSaturated)
        m_level = kSlowest; // every frame until then costs the generator
    else if (frameMs > kLongFrameMs)
        m_level = std::min(m_level + 1, kSlowest);
    else if (busy < kRelaxed && frameMs < kShortFrameMs)
        m_level = std::max(m_level - 1, 0);
}

std::chrono::milliseconds PaintPace::interval() const noexcept
{
    return kIntervals.at(static_cast<std::size_t>(m_level));
}

std::optional<double> BusyShare::read(std::string_view procStat)
{
    // "cpu  user nice system idle iowait irq softirq steal …"
    constexpr std::size_t kIdle = 3;
    constexpr std::size_t kWaiting = 4;
    constexpr std::size_t kFields = 8;
    if (!procStat.starts_with("cpu "))
        return std::nullopt;
    std::uint64_t all = 0;
    std::uint64_t idle = 0;
    const char *at = procStat.data() + 4;
    const char *const end = procStat.data() + procStat.size();
    for (std::size_t field = 0; field < kFields; ++field) {
        while (at < end && *at == ' ')
            ++at;
        std::uint64_t value = 0;
        const auto [next, problem] = std::from_chars(at, end, value);
        if (problem != std::errc())
            return std::nullopt;
        at = next;
        all += value;
        if (field == kIdle || field == kWaiting)
            idle += value;
    }
    const auto busy = all - idle;
    const auto busyBefore = std::exchange(m_busy, busy);
    const auto allBefore = std::exchange(m_all, all);
    if (allBefore == 0 || all <= allBefore || busy < busyBefore)
        return std::nullopt;
    return static_cast<double>(busy - busyBefore) / static_cast<double>(all - allBefore);
}

std::optional<double> BusyShare::read()
{
    QFile file(QStringLiteral("/proc/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto line = file.readLine(512);
    return read(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
}

}
