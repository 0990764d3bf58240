#pragma once

#include "compare/result_exporter.h"
#include "store/run_row.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace escala::history {

/// A stored run that is open, and the name it is shown by.
struct OpenRun {
    std::string id;
    QString name;
    compare::ResultPtr result;
    store::RunState state = store::RunState::Finished; ///< Else the result is of what was measured until then.
    bool baseline = false;                             ///< Others are compared with it.
};

/// A target of a run that is open.
struct OpenTarget {
    std::size_t run = 0;
    std::size_t target = 0;
    friend bool operator==(const OpenTarget &, const OpenTarget &) = default;
};
struct OpenPair {
    OpenTarget baseline;
    OpenTarget candidate;
    friend bool operator==(const OpenPair &, const OpenPair &) = default;
};

/// What to compare with what. Of one run, its first target with each other one. Of several, the targets of the baseline
/// (the run that is marked as one, else the earliest) with those of the same name of each other run; where no name is
/// the same, with those of the same place.
[[nodiscard]] std::vector<OpenPair> pairsOf(const std::vector<OpenRun> &runs);

/// The names the runs are shown by, each once: those of one name are told apart by when they were started.
[[nodiscard]] QStringList namesOf(const std::vector<OpenRun> &runs);

/// Several runs as one result: their targets beside each other, each named after its run, all from t = 0; so cards,
/// charts, the answer and every export can show them. One run is itself. The generator's verdict is the worst of
/// theirs. Null without runs.
[[nodiscard]] compare::ResultPtr sideBySide(const std::vector<OpenRun> &runs);

}
