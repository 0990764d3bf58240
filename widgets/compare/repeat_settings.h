#pragma once

#include <QWidget>

#include <cstdint>

class QLabel;
class QSpinBox;

namespace escala::compare {

/// How often a comparison is carried out, its targets in turns, and which differences that will show. Belongs to the
/// window, not to a plan.
class RepeatSettings : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostRounds = 50;

    explicit RepeatSettings(QWidget *parent = nullptr);

    [[nodiscard]] std::uint32_t rounds() const; ///< 1: once, as a run of all targets.
    void setRounds(std::uint32_t rounds);
    /// Beneath the number; empty hides it.
    void setOutlook(const QString &sentence);

Q_SIGNALS:
    void roundsChanged(std::uint32_t rounds);

private:
    QSpinBox *m_rounds;
    QLabel *m_outlook;
};

}
