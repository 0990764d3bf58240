#include "history/run_details.h"

#include "compare/phrases.h"
#include "experiment/experiment.h"
#include "experiment/verdict_text.h"
#include "history/run_text.h"
#include "text/quantity.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace escala::history {

namespace {

constexpr int kWidth = 300;
constexpr int kNoteHeight = 84;
constexpr int kSection = 8;

QLabel *words(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

QString hostText(const experiment::RunResult &result)
{
    const auto &host = result.host;
    QStringList parts;
    if (!host.cpu.empty())
        parts << QString::fromStdString(host.cpu);
    if (host.cores > 0)
        parts << RunDetails::tr("%n core(s)", nullptr, static_cast<int>(host.cores));
    if (host.memoryBytes > 0)
        parts << compare::localNumber(text::readableBytes(static_cast<double>(host.memoryBytes)));
    if (!host.kernel.empty())
        parts << QString::fromStdString(host.kernel);
    return parts.join(QStringLiteral(", "));
}

QString targetsText(const store::RunRow &run)
{
    QStringList lines;
    for (std::size_t i = 0; i < run.targets.size(); ++i) {
        const auto name = QString::fromStdString(run.targets[i]);
        const auto url = i < run.urls.size() ? QString::fromStdString(run.urls[i]) : QString();
        lines << (url.isEmpty() || url == name ? name : name + QStringLiteral("  ") + url);
    }
    return lines.join(u'\n');
}

}

RunDetails::RunDetails(QWidget *parent)
    : QFrame(parent)
    , m_name(words(QStringLiteral("targetName"), this))
    , m_when(words(QStringLiteral("dim"), this))
    , m_facts(new QWidget(this))
    , m_hint(words(QStringLiteral("dim"), this))
{
    setObjectName(QStringLiteral("panel"));
    setFixedWidth(kWidth);
    setAccessibleName(tr("Details"));
    build();
    showRuns({});
}

QLabel *RunDetails::addLine(const QString &label)
{
    auto *name = new QLabel(label, m_facts);
    name->setObjectName(QStringLiteral("caption"));
    name->setIndent(0);
    auto *value = words({}, m_facts);
    value->setAccessibleName(label);
    m_lines->addSpacing(kSection);
    m_lines->addWidget(name);
    m_lines->addWidget(value);
    return value;
}

void RunDetails::build()
{
    m_lines = new QVBoxLayout(m_facts);
    m_lines->setContentsMargins(0, 0, 8, 0);
    m_lines->setSpacing(0);
    m_state = addLine(tr("State"));
    m_verdict = addLine(tr("Generator"));
    m_plan = addLine(tr("Plan"));
    m_targets = addLine(tr("Targets"));
    m_host = addLine(tr("Machine"));
    m_tags = new QLineEdit(m_facts);
    m_tags->setObjectName(QStringLiteral("tags"));
    m_tags->setPlaceholderText(tr("nightly, v2.1"));
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setMaxLength(400);
    m_note = new QPlainTextEdit(m_facts);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setPlaceholderText(tr("What was tried, what was seen"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNoteHeight);
    m_note->installEventFilter(this);
    const auto heading = [this](const QString &text) {
        auto *label = new QLabel(text, m_facts);
        label->setObjectName(QStringLiteral("caption"));
        label->setIndent(0);
        m_lines->addSpacing(kSection);
        m_lines->addWidget(label);
    };
    heading(tr("Tags, with commas between"));
    m_lines->addWidget(m_tags);
    heading(tr("Note"));
    m_lines->addWidget(m_note);
    m_lines->addStretch(1);
    connect(m_tags, &QLineEdit::editingFinished, this, &RunDetails::keepTags);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_facts->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 8, 12);
    column->setSpacing(6);
    column->addWidget(m_name);
    column->addWidget(m_when);
    column->addWidget(m_hint);
    column->addWidget(scroll, 1);
    column->addWidget(buildButtons());
}

QWidget *RunDetails::buildButtons()
{
    auto *box = new QWidget(this);
    const auto button = [box](const QString &name) {
        auto *made = new QPushButton(box);
        made->setObjectName(name);
        return made;
    };
    m_open = button(QStringLiteral("openRun"));
    m_compare = button(QStringLiteral("compareRuns"));
    m_again = button(QStringLiteral("runAgain"));
    m_baseline = button(QStringLiteral("baseline"));
    m_remove = button(QStringLiteral("removeRun"));
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("All of them in the same charts from the same start, and a table of what differs"));
    m_again->setText(tr("Run again"));
    m_again->setToolTip(tr("Takes its experiment to the Compare page and starts it (F5)"));
    m_remove->setText(tr("Delete"));
    m_remove->setToolTip(tr("Deletes it (Del); can be undone (Ctrl+Z)"));
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setSpacing(6);
    grid->addWidget(m_open, 0, 0);
    grid->addWidget(m_compare, 0, 1);
    grid->addWidget(m_again, 0, 1);
    grid->addWidget(m_baseline, 1, 0);
    grid->addWidget(m_remove, 1, 1);
    connect(m_open, &QPushButton::clicked, this, &RunDetails::openRequested);
    connect(m_compare, &QPushButton::clicked, this, &RunDetails::compareRequested);
    connect(m_again, &QPushButton::clicked, this, &RunDetails::runAgainRequested);
    connect(m_remove, &QPushButton::clicked, this, &RunDetails::removeRequested);
    connect(m_baseline, &QPushButton::clicked, this, [this] { Q_EMIT baselineRequested(!m_run.baseline); });
    return box;
}

void RunDetails::showRuns(const std::vector<store::RunRow> &runs)
{
    const bool another = runs.size() != 1 || runs.front().id != m_run.id;
    if (another) { // what was being typed belongs to the run that was shown
        keepTags();
        keepNote();
    }
    m_count = runs.size();
    m_run = m_count == 1 ? runs.front() : store::RunRow{};
    const bool one = m_count == 1;
    m_when->setVisible(one);
    m_facts->setVisible(one);
    m_hint->setVisible(!one);
    m_again->setVisible(one);
    m_compare->setVisible(m_count > 1);
    m_baseline->setVisible(one);
    for (auto *button : {m_open, m_remove})
        button->setVisible(m_count > 0);
    m_open->setText(one ? tr("Open") : tr("Open beside"));
    m_open->setToolTip(one ? tr("Its charts and figures (Enter)") : tr("Each in columns of its own (Enter)"));
    if (one) {
        showOne();
        if (another)
            for (auto *each : {m_plan, m_verdict, m_host})
                each->setText(QStringLiteral("…"));
        return;
    }
    m_name->setText(m_count == 0 ? tr("No run selected") : tr("%n runs selected", nullptr, static_cast<int>(m_count)));
    m_hint->setText(
        m_count == 0 ? tr("Select a run to see how it was made. Enter opens it, Ctrl and a click select several.")
                     : tr("Open them beside each other, or compare them: all in the same charts, and a table of what "
                          "differs and by how much."));
}

void RunDetails::showOne()
{
    m_name->setText(QString::fromStdString(m_run.name));
    m_when->setText(momentText(m_run.startedAt));
    auto state = markWord(m_run.state == store::RunState::Finished ? RunMark::Unknown : markOf(m_run));
    if (m_run.baseline)
        state += QStringLiteral(" · ") + tr("baseline");
    if (m_run.round > 0)
        state += QStringLiteral(" · ") + tr("round %1 of a repetition").arg(m_run.round);
    state += QStringLiteral(" · ") + compare::clockText(m_run.duration);
    m_state->setText(state);
    m_targets->setText(targetsText(m_run));
    if (!m_tags->hasFocus())
        m_tags->setText(listText(m_run.tags));
    if (const auto note = QString::fromStdString(m_run.note); !m_note->hasFocus() && m_note->toPlainText() != note)
        m_note->setPlainText(note);
    m_baseline->setText(m_run.baseline ? tr("No baseline") : tr("Set as baseline"));
    m_baseline->setToolTip(m_run.baseline ? tr("Other runs are no longer compared with it")
                                          : tr("What other runs are compared with; it is always kept"));
    const bool over = m_run.state != store::RunState::Running;
    m_baseline->setEnabled(over);
    m_remove->setEnabled(over);
    m_again->setEnabled(over);
}

void RunDetails::showResult(const std::string &id, const compare::ResultPtr &result)
{
    if (id != m_run.id || id.empty())
        return;
    if (!result) {
        for (auto *each : {m_plan, m_verdict, m_host})
            each->setText(QStringLiteral("–"));
        return;
    }
    m_plan->setText(QString::fromStdString(experiment::settingsLine(result->experiment)));
    m_host->setText(hostText(*result));
    m_verdict->setText(QString::fromStdString(experiment::describe(result->generator, result->experiment)));
}

void RunDetails::keepTags()
{
    if (m_run.id.empty() || tagsOf(m_tags->text()) == m_run.tags)
        return;
    m_run.tags = tagsOf(m_tags->text());
    Q_EMIT tagsEdited(m_run.id, m_tags->text());
}

void RunDetails::keepNote()
{
    const auto note = m_note->toPlainText();
    if (m_run.id.empty() || note.toStdString() == m_run.note)
        return;
    m_run.note = note.toStdString();
    Q_EMIT noteEdited(m_run.id, note);
}

bool RunDetails::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        keepNote();
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return && key->modifiers().testFlag(Qt::ControlModifier)) {
            keepNote();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}
