#include "history/history_panel.h"

#include "compare/settings_rows.h"
#include "history/run_text.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace escala::history {

namespace {

constexpr int kMostRuns = 1'000'000;
constexpr int kMostDays = 36'500;
constexpr int kMostMebibytes = 1'000'000;

// What the list of states offers besides the states: "any" has no data.
const auto kBaselines = QStringLiteral("baselines");

std::optional<int> limitOf(const QSpinBox &edit)
{
    return edit.value() == 0 ? std::nullopt : std::optional(edit.value());
}

}

HistoryPanel::HistoryPanel(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    buildFilter(column);
    buildRule(column);
    column->addStretch(1);
}

void HistoryPanel::buildFilter(QVBoxLayout *column)
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Show"));
    const auto choice = [this, box](const QString &name) {
        auto *made = new QComboBox(box);
        made->setObjectName(name);
        made->addItem(tr("any"));
        connect(made, &QComboBox::currentIndexChanged, this, &HistoryPanel::filterChanged);
        return made;
    };
    m_state = choice(QStringLiteral("state"));
    for (const auto &[state, mark] :
         {std::pair{store::RunState::Running, RunMark::Running}, std::pair{store::RunState::Finished, RunMark::Unknown},
          std::pair{store::RunState::Interrupted, RunMark::Interrupted}})
        m_state->addItem(markWord(mark), static_cast<int>(state));
    m_state->addItem(tr("Baselines"), kBaselines);
    m_verdict = choice(QStringLiteral("verdict"));
    for (const auto &[verdict, mark] :
         {std::pair{metrics::Verdict::Valid, RunMark::Valid}, std::pair{metrics::Verdict::Degraded, RunMark::Degraded},
          std::pair{metrics::Verdict::Invalid, RunMark::Invalid}})
        m_verdict->addItem(markWord(mark), static_cast<int>(verdict));
    m_tag = choice(QStringLiteral("tag"));
    compare::addRow(rows, tr("State"), m_state, tr("Runs under way, over or cut off, or the baselines alone"));
    compare::addRow(rows, tr("Verdict"), m_verdict, tr("How far the figures of a run are to be believed"));
    compare::addRow(rows, tr("Tag"), m_tag, tr("Runs that carry this tag"));
    column->addWidget(box);
}

void HistoryPanel::buildRule(QVBoxLayout *column)
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Keep at most"));
    const auto limit = [this, box](int most, const QString &name) {
        auto *made = compare::numberEdit(0, most, tr("no limit"), box);
        made->setObjectName(name);
        connect(made, &QSpinBox::valueChanged, this, [this] { Q_EMIT ruleEdited(rule()); });
        return made;
    };
    m_runs = limit(kMostRuns, QStringLiteral("keepRuns"));
    m_days = limit(kMostDays, QStringLiteral("keepDays"));
    m_size = limit(kMostMebibytes, QStringLiteral("keepSize"));
    const auto stays = tr("Older ones are deleted, at the end of each run. Baselines and runs with tags always stay.");
    compare::addRow(rows, tr("Runs"), m_runs, stays);
    compare::addRow(rows, tr("Days"), m_days, stays);
    compare::addRow(rows, tr("MiB"), m_size, stays);
    auto *hint = new QLabel(tr("Baselines and runs with tags always stay."), box);
    m_stored = new QLabel(box);
    m_stored->setAccessibleName(tr("Size of the history"));
    for (auto *words : {hint, m_stored}) {
        words->setObjectName(QStringLiteral("dim"));
        words->setWordWrap(true);
        rows->addWidget(words);
    }
    column->addWidget(box);
}

store::RunQuery HistoryPanel::filter() const
{
    store::RunQuery query;
    if (const auto state = m_state->currentData(); state == kBaselines)
        query.baselines = true;
    else if (state.isValid())
        query.state = static_cast<store::RunState>(state.toInt());
    if (const auto verdict = m_verdict->currentData(); verdict.isValid())
        query.verdict = static_cast<metrics::Verdict>(verdict.toInt());
    if (m_tag->currentIndex() > 0)
        query.tag = m_tag->currentText().toStdString();
    return query;
}

void HistoryPanel::clearFilter()
{
    {
        const QSignalBlocker state(m_state);
        const QSignalBlocker verdict(m_verdict);
        const QSignalBlocker tag(m_tag);
        for (auto *each : {m_state, m_verdict, m_tag})
            each->setCurrentIndex(0);
    }
    Q_EMIT filterChanged();
}

// The one that is chosen stays, also when no run has it any more: the list is empty then, and says so.
void HistoryPanel::setTags(const QStringList &tags)
{
    const auto chosen = m_tag->currentIndex() > 0 ? m_tag->currentText() : QString();
    auto all = tags;
    if (!chosen.isEmpty() && !all.contains(chosen))
        all << chosen;
    QStringList shown;
    for (int index = 1; index < m_tag->count(); ++index)
        shown << m_tag->itemText(index);
    if (shown == all)
        return;
    const QSignalBlocker quiet(m_tag);
    while (m_tag->count() > 1)
        m_tag->removeItem(1);
    m_tag->addItems(all);
    m_tag->setCurrentIndex(chosen.isEmpty() ? 0 : static_cast<int>(all.indexOf(chosen)) + 1);
}

void HistoryPanel::setRule(const KeepRule &rule)
{
    const QSignalBlocker runs(m_runs);
    const QSignalBlocker days(m_days);
    const QSignalBlocker size(m_size);
    m_runs->setValue(rule.runs.value_or(0));
    m_days->setValue(rule.days.value_or(0));
    m_size->setValue(rule.mebibytes.value_or(0));
}

KeepRule HistoryPanel::rule() const
{
    return {.runs = limitOf(*m_runs), .days = limitOf(*m_days), .mebibytes = limitOf(*m_size)};
}

void HistoryPanel::setSize(const QString &text)
{
    m_stored->setText(text);
}

}
