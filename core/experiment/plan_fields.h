#pragma once

#include "experiment/experiment.h"
#include "experiment/object_reader.h"

#include <boost/json/object.hpp>

namespace escala::experiment {

// The three parts of a plan file, each way. Field names are the contract: docs/plan-files.md.

void readTarget(const boost::json::value &value, const std::string &path, PlanReading &reading, Target &target);
void readServer(const boost::json::value &value, const std::string &path, PlanReading &reading, ServerSpec &server);
void readLoad(const boost::json::value &value, const std::string &path, PlanReading &reading, load::LoadPlan &plan);

// What "load" says of connections, and of what is sent: requests and what is looked for in answers; feeds, variables
// and credentials.

void readConnection(ObjectReader &reader, load::ConnectionSpec &spec);
void addConnection(const load::ConnectionSpec &spec, boost::json::object &fields);
void readRequests(ObjectReader &reader, PlanReading &reading, load::LoadPlan &plan);
void readVariables(ObjectReader &reader, PlanReading &reading, load::LoadPlan &plan);
void addRequests(const load::LoadPlan &plan, boost::json::object &fields);
void addVariables(const load::LoadPlan &plan, boost::json::object &fields);

void readFaults(ObjectReader &reader, PlanReading &reading, std::vector<PlannedFault> &faults);
void addFaults(const std::vector<PlannedFault> &faults, boost::json::object &fields);

[[nodiscard]] boost::json::object targetFields(const Target &target);
[[nodiscard]] boost::json::object serverFields(const ServerSpec &server);
[[nodiscard]] boost::json::object loadFields(const load::LoadPlan &plan);

}
