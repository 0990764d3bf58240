#pragma once

#include <QString>

class QSpinBox;
class QVBoxLayout;
class QWidget;

namespace escala::compare {

// The rows of the settings panel: one look, one behaviour.

/// A layout of rows under a heading.
[[nodiscard]] QVBoxLayout *settingsRows(QWidget *parent, const QString &heading);

/// A whole number; `nothing`: the word for the least value, where that means "no limit".
[[nodiscard]] QSpinBox *numberEdit(int least, int most, const QString &nothing, QWidget *parent);

/// Adds a row: label with the field as its buddy, accessible name and tool tip.
void addRow(QVBoxLayout *rows, const QString &label, QWidget *field, const QString &hint);
/// The same with the field beneath its label, as wide as the panel.
void addWideRow(QVBoxLayout *rows, const QString &label, QWidget *field, const QString &hint);
/// Shows or hides a field with its label.
void showRow(QWidget *field, bool shown);

}
