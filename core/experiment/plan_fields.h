#pragma once

#include "experiment/experiment.h"
#include "experiment/object_reader.h"

#include <boost/json/object.hpp>

namespace escala::experiment {

// The three parts of a plan file, each way. Field names are the contract: docs/plan-files.md.

void readTarget(const boost::json::value &value, const std::string &path, PlanReading &reading, Target &target);
void readServer(const boost::json::value &value, const std::string &path, PlanReading &reading, ServerSpec &server);
void readLoad(const boost::json::value &value, const std::string &path, PlanReading &reading, load::LoadPlan &plan);

[[nodiscard]] boost::json::object targetFields(const Target &target);
[[nodiscard]] boost::json::object serverFields(const ServerSpec &server);
[[nodiscard]] boost::json::object loadFields(const load::LoadPlan &plan);

}
