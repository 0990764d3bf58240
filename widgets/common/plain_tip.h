#pragma once

#include <QString>

namespace escala::common {

/// A tooltip that shows this text as it is. A name of somebody's, such as "<b>" or an image, would else be taken as
/// markup, which tooltips guess at.
[[nodiscard]] QString plainTip(const QString &text);

}
