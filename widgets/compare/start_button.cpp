#include "compare/start_button.h"

#include "compare/run_bar.h"

#include <algorithm>

namespace escala::compare {

using experiment::Runner;

StartButton::StartButton(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("primary"));
    int widest = 0;
    for (const auto &text : {tr("Stop  ⇧F5"), tr("Start  F5")}) {
        setText(text);
        ensurePolished();
        widest = std::max(widest, sizeHint().width());
    }
    setMinimumWidth(widest + 24);
    connect(this, &QPushButton::clicked, this, [this] {
        if (!isUnderWay(m_state))
            Q_EMIT startRequested();
        else if (m_state != Runner::State::Finishing)
            Q_EMIT stopRequested();
    });
}

void StartButton::setState(Runner::State state, const QString &problem, const QString &hint)
{
    m_state = state;
    const bool underWay = isUnderWay(state);
    const auto &why = underWay ? QString() : problem;
    setText(underWay ? tr("Stop  ⇧F5") : tr("Start  F5"));
    setAccessibleName(underWay ? tr("Stop") : tr("Start"));
    setToolTip(underWay ? tr("Ends the run and keeps what was measured (Shift+F5)") : why.isEmpty() ? hint : why);
    setEnabled(why.isEmpty()); // not off while finishing: it would lose the focus
}

}
