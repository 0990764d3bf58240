#pragma once

#include "experiment/experiment.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace escala::lab {

/// A box of the drawing: who asks stands left of who is asked.
struct LaidBox {
    enum class Kind { Users, Server, Url };
    Kind kind = Kind::Server;
    std::size_t server = 0; ///< Of a Server: its index in the target (experiment/topology.h).
    QString title;
    int column = 0;
    double row = 0; ///< From 0; halves where a column holds fewer boxes than another.
};

/// From one box to another, by their indices.
struct LaidArrow {
    std::size_t from = 0;
    std::size_t to = 0;
    friend bool operator==(const LaidArrow &, const LaidArrow &) = default;
};

/// Boxes and arrows of one target.
struct TopologyLayout {
    std::vector<LaidBox> boxes; ///< The users first.
    std::vector<LaidArrow> arrows;
    int columns = 0;
    int rows = 0; ///< Of the fullest column.
};

/// Users, what they load, and what stands behind it, each as far right as the longest way to it.
[[nodiscard]] TopologyLayout layOut(const experiment::Target &target);

}
