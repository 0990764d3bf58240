#pragma once

namespace escala::window {

/// One log, on standard error: Qt's own messages go to spdlog too.
void installLogging();

}
