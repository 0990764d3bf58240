#pragma once

#include <QDoubleSpinBox>

#include <chrono>

namespace escala::compare {

/// A duration as people write it: "200 ms", "5 s", "2 min". Keeps what was valid when something else is typed.
class DurationEdit : public QDoubleSpinBox {
    Q_OBJECT

public:
    /// The range is inclusive. `nothing`: the word for zero, where zero means "no limit" or "off".
    DurationEdit(std::chrono::nanoseconds least, std::chrono::nanoseconds most, const QString &nothing = {},
                 QWidget *parent = nullptr);

    [[nodiscard]] std::chrono::nanoseconds duration() const;
    void setDuration(std::chrono::nanoseconds duration);

    [[nodiscard]] QString textFromValue(double milliseconds) const override;
    [[nodiscard]] double valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
    /// Up and down double and halve on a 1-2-5 grid: from 200 ms to 500 ms, not to 201 ms.
    void stepBy(int steps) override;

Q_SIGNALS:
    void durationEdited(std::chrono::nanoseconds duration);
};

}
