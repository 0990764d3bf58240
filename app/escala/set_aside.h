#pragma once

#include <QByteArray>
#include <QString>

#include <expected>

namespace escala::window {

/// Keeps a text that can't be understood any more, so that its owner can mend it: in a new file of `folder`, called
/// "NAME-unreadable-20260131T235959Z.json" after `name` and the time (UTC), never in one that is there already, and
/// readable by its owner alone. Its path, once it is on the disk; or why there is none, as the system says it.
[[nodiscard]] std::expected<QString, QString> setAside(const QString &folder, const QString &name,
                                                       const QByteArray &text);

}
