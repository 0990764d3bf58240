#include "watch/target_details.h"

#include "charts/number_text.h"
#include "compare/elided_label.h"
#include "compare/settings_rows.h"
#include "watch/slo_card.h"
#include "watch/watch_words.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace escala::watch {

using namespace std::chrono_literals;

namespace {

void setWords(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

QLabel *words(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setIndent(0);
    return label;
}

}

TargetDetails::TargetDetails(PlanModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_name(words("targetName", this))
    , m_url(new compare::ElidedLabel(this))
    , m_hint(words("dim", this))
    , m_figures(new QWidget(this))
    , m_last(words("problem", this))
    , m_interval(new compare::DurationEdit(monitor::MonitorPlan::kShortestInterval, 1h, {}, this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_objectives(words("heading", this))
    , m_cardBox(new QWidget(this))
{
    build();
    connect(m_interval, &compare::DurationEdit::durationEdited, this,
            [this](std::chrono::nanoseconds interval) { m_model.setInterval(m_shown, interval); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model.remove({m_shown}); });
    connect(&m_model, &PlanModel::changed, this, &TargetDetails::refreshInterval);
    connect(&m_model, &PlanModel::refused, this,
            [this] { m_interval->setDuration(m_model.intervalOf(m_shown).value_or(m_interval->duration())); });
}

QLabel *TargetDetails::addFigure(const QString &label)
{
    auto *value = new QLabel(m_figures);
    value->setTextFormat(Qt::PlainText);
    value->setAlignment(Qt::AlignRight);
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the panel keeps its width
    auto *name = words("dim", m_figures);
    name->setWordWrap(false);
    name->setText(label);
    m_rows->addRow(name, value);
    return value;
}

void TargetDetails::build()
{
    m_url->setObjectName(QStringLiteral("dim"));
    m_last->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_rows = new QFormLayout(m_figures);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setVerticalSpacing(3);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_state = addFigure(tr("State"));
    m_since = addFigure(tr("Since"));
    m_available = addFigure(tr("Available"));
    m_p50 = addFigure(tr("p50"));
    m_p95 = addFigure(tr("p95"));
    m_p99 = addFigure(tr("p99"));
    m_phases = addFigure(tr("Phases"));
    m_hits = addFigure(tr("Cache hits"));
    m_certificate = addFigure(tr("Certificate"));
    m_probes = addFigure(tr("Probes"));
    m_interval->setObjectName(QStringLiteral("interval"));
    m_remove->setObjectName(QStringLiteral("removeTarget"));
    m_remove->setToolTip(tr("Watches it no longer; what was seen is kept (Delete)"));
    setWords(m_objectives, tr("Objectives"));
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    lines->addWidget(m_name);
    lines->addWidget(m_url);
    lines->addWidget(m_hint);
    lines->addWidget(m_last);
    lines->addWidget(m_figures);
    compare::addRow(lines, tr("Asked every"), m_interval, tr("How often it is asked, such as 1 s or 500 ms (F2)"));
    lines->addWidget(m_remove, 0, Qt::AlignLeft);
    lines->addWidget(m_objectives);
    auto *cards = new QVBoxLayout(m_cardBox);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(4);
    lines->addWidget(m_cardBox);
}

void TargetDetails::show(const monitor::TargetView *target, const monitor::SourceView *source,
                         const monitor::MonitorView &view, std::size_t window, qsizetype others)
{
    const auto name = target ? QString::fromStdString(target->name)
        : source             ? QString::fromStdString(source->name)
                             : QString();
    setVisible(!name.isEmpty());
    if (name.isEmpty())
        return;
    if (m_shown != name) {
        m_shown = name;
        refreshInterval();
    }
    setWords(m_name, name);
    setWords(m_hint, others > 0 ? tr("and %1 more in the charts").arg(others) : QString());
    m_hint->setVisible(others > 0);
    m_figures->setVisible(target != nullptr);
    if (target)
        showTarget(*target, view, window);
    else
        showSource(*source);
    showObjectives(target ? target->name : std::string(), view);
}

void TargetDetails::showTarget(const monitor::TargetView &target, const monitor::MonitorView &view, std::size_t window)
{
    const auto &figures = target.windows.at(window);
    const auto url = QString::fromStdString(target.url);
    m_url->setWholeText(target.ownServer ? tr("built-in server · %1").arg(url) : url);
    setWords(m_state, healthWord(target.health));
    setWords(m_since, target.since ? instantText(*target.since, view.at) : QStringLiteral("–"));
    setWords(m_available,
             tr("%1 (%2)", "availability, window").arg(shareText(figures.availability()), windowName(window)));
    setWords(m_p50, durationText(figures.p50));
    setWords(m_p95, durationText(figures.p95));
    setWords(m_p99, durationText(figures.p99));
    setWords(m_phases, phasesText(figures));
    setWords(m_hits, shareText(figures.hitRatio()));
    setWords(m_certificate, certificateText(target.certificateEnds, view.at));
    setWords(m_probes,
             tr("%1, %2 failed")
                 .arg(charts::countText(static_cast<double>(figures.probes)),
                      charts::countText(static_cast<double>(figures.probes - figures.good))));
    setWords(m_last,
             target.health == monitor::Health::Unknown || target.last.good()
                 ? QString()
                 : QString::fromStdString(target.last.sentence));
    m_last->setVisible(!m_last->text().isEmpty());
}

void TargetDetails::showSource(const monitor::SourceView &source)
{
    m_url->setWholeText(source.url.empty() ? tr("process of this machine") : QString::fromStdString(source.url));
    setWords(m_last, QString::fromStdString(source.sentence));
    m_last->setVisible(!source.sentence.empty());
}

void TargetDetails::showObjectives(const std::string &target, const monitor::MonitorView &view)
{
    std::size_t count = 0;
    for (const auto &slo : view.slos) {
        if (slo.target != target)
            continue;
        if (m_cards.size() <= count) {
            m_cards.push_back(new SloCard(m_cardBox));
            m_cardBox->layout()->addWidget(m_cards.back());
        }
        m_cards[count++]->show(slo);
    }
    for (std::size_t i = count; i < m_cards.size(); ++i)
        m_cards[i]->hide();
    m_objectives->setVisible(count > 0);
    m_cardBox->setVisible(count > 0);
}

void TargetDetails::refreshInterval()
{
    if (const auto interval = m_model.intervalOf(m_shown); interval && !m_interval->hasFocus())
        m_interval->setDuration(*interval);
}

void TargetDetails::focusInterval()
{
    m_interval->setFocus(Qt::ShortcutFocusReason);
    m_interval->selectAll();
}

}
