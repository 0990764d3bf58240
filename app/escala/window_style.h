#pragma once

#include "common/theme.h"

#include <QString>

namespace escala::window {

/// How Qt's own widgets are drawn in the window: type sizes, radii and spacing, in the colours of the theme.
[[nodiscard]] QString windowStyle(const common::Tokens &tokens);

}
