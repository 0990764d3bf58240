#pragma once

#include "experiment/server_status.h"

#include <vector>

namespace escala::store {

/// What the servers of each target had done by when: targets, their servers, moments in order of time.
using ServerCourses = std::vector<std::vector<std::vector<experiment::ServerMoment>>>;

}
