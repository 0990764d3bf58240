#include "compare/view_settings.h"

#include "compare/settings_rows.h"
#include "compare/switch.h"

#include <QVBoxLayout>

namespace escala::compare {

ViewSettings::ViewSettings(QWidget *parent)
    : QWidget(parent)
    , m_overlay(new Switch(tr("Overlay"), this))
    , m_logLatency(new Switch(tr("Log latency"), this))
    , m_follow(new Switch(tr("Follow"), this))
{
    m_overlay->setToolTip(tr("All targets in each chart, instead of side by side"));
    m_logLatency->setToolTip(tr("Response time on a logarithmic axis"));
    m_follow->setToolTip(tr("A rolling window of 30 s instead of the whole run"));
    auto *rows = settingsRows(this, tr("View"));
    for (auto *each : {m_overlay, m_logLatency, m_follow}) {
        rows->addWidget(each);
        connect(each, &Switch::toggled, this, [this] { Q_EMIT optionsChanged(options()); });
    }
    setOptions({});
}

ViewOptions ViewSettings::options() const
{
    return {
        .overlay = m_overlay->isChecked(), .logLatency = m_logLatency->isChecked(), .follow = m_follow->isChecked()};
}

void ViewSettings::setOptions(const ViewOptions &options)
{
    m_overlay->setChecked(options.overlay);
    m_logLatency->setChecked(options.logLatency);
    m_follow->setChecked(options.follow);
}

}
