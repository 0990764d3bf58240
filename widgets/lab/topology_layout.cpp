#include "lab/topology_layout.h"

#include "experiment/topology.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace escala::lab {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lab)
};

std::size_t boxOfUrl(TopologyLayout &layout, const QString &url)
{
    const auto known = std::ranges::find_if(
        layout.boxes, [&url](const LaidBox &box) { return box.kind == LaidBox::Kind::Url && box.title == url; });
    if (known != layout.boxes.end())
        return static_cast<std::size_t>(known - layout.boxes.begin());
    layout.boxes.push_back({.kind = LaidBox::Kind::Url, .title = url});
    return layout.boxes.size() - 1;
}

// So often that the longest way there can be is walked; a circle ends there too.
void findColumns(TopologyLayout &layout)
{
    for (std::size_t round = 0; round < layout.boxes.size(); ++round)
        for (const LaidArrow &arrow : layout.arrows)
            layout.boxes[arrow.to].column =
                std::max(layout.boxes[arrow.to].column, layout.boxes[arrow.from].column + 1);
}

void findRows(TopologyLayout &layout)
{
    std::map<int, std::vector<LaidBox *>> columns;
    for (LaidBox &box : layout.boxes)
        columns[box.column].push_back(&box);
    layout.columns = static_cast<int>(columns.size());
    for (const auto &[column, boxes] : columns)
        layout.rows = std::max(layout.rows, static_cast<int>(boxes.size()));
    for (const auto &[column, boxes] : columns) {
        const double first = (layout.rows - static_cast<double>(boxes.size())) / 2;
        for (std::size_t place = 0; place < boxes.size(); ++place)
            boxes[place]->row = first + static_cast<double>(place);
    }
}

}

TopologyLayout layOut(const experiment::Target &target)
{
    TopologyLayout layout;
    layout.boxes.push_back({.kind = LaidBox::Kind::Users, .title = Words::tr("Users")});
    const auto servers = experiment::serverCount(target);
    for (std::size_t server = 0; server < servers; ++server)
        layout.boxes.push_back(
            {.server = server,
             .title = QString::fromStdString(experiment::nameOf(experiment::serverAt(target, server)))});
    const std::size_t loaded = servers > 0 ? 1 : boxOfUrl(layout, QString::fromStdString(target.url));
    layout.arrows.push_back({.from = 0, .to = loaded});
    for (std::size_t server = 0; server < servers; ++server) {
        for (const std::string &upstream : experiment::serverAt(target, server).upstreams) {
            const auto asked = experiment::findServer(target, upstream);
            layout.arrows.push_back(
                {.from = server + 1, .to = asked ? *asked + 1 : boxOfUrl(layout, QString::fromStdString(upstream))});
        }
    }
    findColumns(layout);
    findRows(layout);
    return layout;
}

}
