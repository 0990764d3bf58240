#include "compare/repeat_settings.h"

#include "compare/settings_rows.h"

#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace escala::compare {

RepeatSettings::RepeatSettings(QWidget *parent)
    : QWidget(parent)
    , m_rounds(numberEdit(1, kMostRounds, tr("once"), this))
    , m_outlook(new QLabel(this))
{
    m_rounds->setObjectName(QStringLiteral("rounds"));
    m_rounds->setSuffix(tr(" rounds"));
    m_outlook->setObjectName(QStringLiteral("dim"));
    m_outlook->setWordWrap(true);
    m_outlook->hide();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    addRow(rows, tr("Repeat"), m_rounds,
           tr("So many rounds, the targets in turns, each time as a run of its own; the rounds are compared"));
    rows->addWidget(m_outlook);
    connect(m_rounds, &QSpinBox::valueChanged, this, [this] { Q_EMIT roundsChanged(rounds()); });
}

std::uint32_t RepeatSettings::rounds() const
{
    return static_cast<std::uint32_t>(m_rounds->value());
}

void RepeatSettings::setRounds(std::uint32_t rounds)
{
    m_rounds->setValue(static_cast<int>(rounds));
}

void RepeatSettings::setOutlook(const QString &sentence)
{
    m_outlook->setText(sentence);
    m_outlook->setVisible(!sentence.isEmpty());
}

}
