#pragma once

#include "compare/result_exporter.h"

#include <QString>

#include <string>
#include <vector>

namespace escala::history {

/// A stored run that is open, and the name it is shown by.
struct OpenRun {
    std::string id;
    QString name;
    compare::ResultPtr result;
};

/// Several runs as one result: their targets beside each other, each named after its run, all from t = 0; so cards,
/// charts, the answer and every export can show them. One run is itself. Runs of one name are told apart by a number.
/// The generator's verdict is the worst of theirs. Null without runs.
[[nodiscard]] compare::ResultPtr sideBySide(const std::vector<OpenRun> &runs);

}
