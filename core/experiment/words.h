#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>
#include <string_view>

namespace escala::experiment {

/// Translation contexts that several files speak in.
inline constexpr const char *kPlanFileContext = "PlanFile";
inline constexpr const char *kExperimentContext = "Experiment";

/// A sentence in the language of the program, with %1, %2 … filled in; `context` is that of the translation files.
template <typename... Arguments>
[[nodiscard]] std::string sentence(const char *context, const char *english, const Arguments &...arguments)
{
    const QString translated = QCoreApplication::translate(context, english);
    if constexpr (sizeof...(arguments) == 0)
        return translated.toStdString();
    else
        return translated.arg(QString::fromStdString(std::string(arguments))...).toStdString();
}

}
