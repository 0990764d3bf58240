#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace escala::report {

/// A text of the report in the language of the program, with %1, %2 … filled in.
template <typename... Arguments>
[[nodiscard]] std::string words(const char *english, const Arguments &...arguments)
{
    const QString text = QCoreApplication::translate("Report", english);
    if constexpr (sizeof...(arguments) == 0)
        return text.toStdString();
    else
        return text.arg(QString::fromStdString(std::string(arguments))...).toStdString();
}

}
