#pragma once

#include "experiment/experiment.h"
#include "experiment/server_status.h"
#include "metrics/snapshot.h"

#include <QString>

namespace escala::lab {

/// What is written in a box.
struct BoxFace {
    enum class State { Idle, Good, Warned, Broken };

    QString title;
    QString first; ///< The two lines under the title.
    QString second;
    State state = State::Idle;
    QString word{}; ///< Beside the title where it is not simply well: "killed", "ejected".
    friend bool operator==(const BoxFace &, const BoxFace &) = default;
};

/// Of a server that does not run: how it is set up.
[[nodiscard]] BoxFace plannedFace(const experiment::ServerSpec &spec);
/// Of one that does.
[[nodiscard]] BoxFace liveFace(const experiment::ServerSpec &spec, const experiment::ServerStatus &status);
/// Of those who load: what they ask for, and how they fare.
[[nodiscard]] BoxFace usersFace(const load::LoadPlan &plan, const metrics::TargetSnapshot *figures);
/// Of a service that is not ours.
[[nodiscard]] BoxFace urlFace(const QString &url);

/// "killed at 20.5 s"-like words of what is in force; "ejected" where only the balancer thinks so; empty when well.
[[nodiscard]] QString stateWord(const experiment::ServerStatus &status);

}
