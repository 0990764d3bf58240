#include "lab/server_details.h"

#include "common/thin_scroll_bar.h"
#include "compare/duration_edit.h"
#include "compare/elided_label.h"
#include "compare/phrases.h"
#include "compare/settings_rows.h"
#include "experiment/topology.h"
#include "lab/box_face.h"
#include "lab/spec_settings.h"
#include "text/quantity.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace escala::lab {

using namespace std::chrono_literals;
using experiment::Fault;
using experiment::ServerStatus;

namespace {

constexpr int kWidth = 250;
constexpr int kMargin = 16;
constexpr int kGap = 10; // between the content and the scroll bar, and its width
const auto kNothing = QStringLiteral("–");

QString number(double value)
{
    return compare::localNumber(text::readableNumber(value));
}

/// How many servers of ours this balancer asks; 0 where they are not all copies of the first.
int replicasOf(const experiment::Target &target, const experiment::ServerSpec &spec)
{
    if (spec.kind != experiment::ServerSpec::Kind::Balancer)
        return 0;
    const bool ours = std::ranges::all_of(spec.upstreams, [&target](const std::string &each) {
        return experiment::findServer(target, each).has_value();
    });
    return ours ? static_cast<int>(spec.upstreams.size()) : 0;
}

}

ServerDetails::ServerDetails(QWidget *parent)
    : QFrame(parent)
    , m_name(new QLabel(this))
    , m_address(new compare::ElidedLabel(this))
    , m_figures(new QWidget(this))
    , m_settings(new SpecSettings(this))
    , m_faults(nullptr)
    , m_hint(new QLabel(tr("Select a server to see it here. A right click breaks one."), this))
{
    setObjectName(QStringLiteral("panel"));
    setFixedWidth(kWidth);
    setAccessibleName(tr("Details"));
    build();
}

void ServerDetails::addFigure(QLabel *&value, const QString &label)
{
    value = new QLabel(kNothing, m_figures);
    value->setTextFormat(Qt::PlainText);
    value->setAlignment(Qt::AlignRight);
    auto *name = new QLabel(label, m_figures);
    name->setObjectName(QStringLiteral("dim"));
    m_rows->addRow(name, value);
}

void ServerDetails::build()
{
    m_name->setObjectName(QStringLiteral("targetName"));
    m_name->setTextFormat(Qt::PlainText);
    m_address->setObjectName(QStringLiteral("dim"));
    m_hint->setObjectName(QStringLiteral("dim"));
    m_hint->setWordWrap(true);
    m_rows = new QFormLayout(m_figures);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setVerticalSpacing(5);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFigure(m_state, tr("State"));
    addFigure(m_rate, tr("Requests/s"));
    addFigure(m_errors, tr("Errors/s"));
    addFigure(m_hits, tr("Hits"));
    addFigure(m_p99, tr("p99"));
    addFigure(m_queue, tr("In service, queued"));
    addFigure(m_connections, tr("Connections"));
    addFigure(m_use, tr("CPU, memory"));
    m_faults = buildFaults();
    auto *content = new QWidget;
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, kGap, 0);
    lines->setSpacing(8);
    lines->addWidget(m_name);
    lines->addWidget(m_address);
    lines->addWidget(m_figures);
    lines->addWidget(m_settings);
    lines->addWidget(m_faults);
    lines->addWidget(m_hint);
    lines->addStretch(1);
    scroll(content);
    connect(m_settings, &SpecSettings::specEdited, this, [this](const experiment::ServerSpec &spec) {
        if (m_server)
            Q_EMIT specEdited(*m_server, spec);
    });
    connect(m_settings, &SpecSettings::replicasEdited, this, [this](int replicas) {
        if (m_server)
            Q_EMIT replicasEdited(*m_server, replicas);
    });
}

// Where the window is low, or the answer above it long, there is more to say than room.
void ServerDetails::scroll(QWidget *content)
{
    auto *area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBar(new common::ThinScrollBar(Qt::Vertical, area));
    area->verticalScrollBar()->setFixedWidth(kGap);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(kMargin, 12, 0, 12);
    frame->addWidget(area);
}

QWidget *ServerDetails::buildFaults()
{
    auto *box = new QWidget(this);
    auto *rows = compare::settingsRows(box, tr("Break"));
    m_latency = new compare::DurationEdit(1ms, 1h, {}, box);
    m_latency->setDuration(Fault().latency);
    m_share = compare::numberEdit(1, 100, {}, box);
    m_share->setSuffix(tr(" %"));
    m_share->setValue(qRound(Fault().share * 100));
    compare::addRow(rows, tr("Slow down by"), m_latency, tr("What “Slow down” adds to each answer"));
    compare::addRow(rows, tr("Share"), m_share, tr("Of requests answered with errors, and of answers cut off"));
    const auto button = [box](const QString &text, const QString &name) {
        auto *made = new QPushButton(text, box);
        made->setObjectName(name);
        return made;
    };
    m_kill = button(tr("Kill"), QStringLiteral("kill"));
    m_freeze = button(tr("Freeze"), QStringLiteral("freeze"));
    m_more = button(tr("Break otherwise…"), QStringLiteral("more"));
    m_mend = button(tr("Mend"), QStringLiteral("mend"));
    auto *buttons = new QGridLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_mend, 0, 0, 1, 2);
    buttons->addWidget(m_kill, 0, 0);
    buttons->addWidget(m_freeze, 0, 1);
    buttons->addWidget(m_more, 1, 0, 1, 2);
    rows->addLayout(buttons);
    const auto strike = [this](Fault::Kind kind) {
        return [this, kind] {
            if (m_server)
                Q_EMIT strikeRequested(*m_server, {.kind = kind});
        };
    };
    connect(m_kill, &QPushButton::clicked, this, strike(Fault::Kind::Kill));
    connect(m_freeze, &QPushButton::clicked, this, strike(Fault::Kind::Freeze));
    connect(m_mend, &QPushButton::clicked, this, [this] {
        if (m_server)
            Q_EMIT mendRequested(*m_server);
    });
    connect(m_more, &QPushButton::clicked, this, [this] {
        if (m_server)
            Q_EMIT menuRequested(*m_server, m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    return box;
}

Fault ServerDetails::measures() const
{
    return {.latency = m_latency->duration(), .share = m_share->value() / 100.0};
}

void ServerDetails::setServer(const experiment::Target &target, std::optional<std::size_t> server)
{
    m_target = target;
    m_server = server && *server < experiment::serverCount(target) ? server : std::nullopt;
    m_hint->setVisible(!m_server);
    m_name->setVisible(m_server.has_value());
    m_address->setVisible(m_server.has_value());
    if (m_server) {
        const auto &spec = experiment::serverAt(m_target, *m_server);
        m_name->setText(QString::fromStdString(experiment::nameOf(spec)));
        m_settings->setSpec(spec, replicasOf(m_target, spec));
    }
    setStatus(std::nullopt);
}

void ServerDetails::setStatus(const std::optional<ServerStatus> &status)
{
    const bool lives = m_server && status;
    m_figures->setVisible(lives);
    m_faults->setVisible(lives);
    m_settings->setVisible(m_server && !status);
    if (!m_server)
        return;
    if (!status) {
        m_address->setWholeText(tr("Starts on a port of its own"));
        return;
    }
    m_address->setWholeText(QUrl(QString::fromStdString(status->url)).authority() + QStringLiteral(" · ")
                            + tr("pid %1").arg(status->pid));
    showFigures(*status);
}

void ServerDetails::showFigures(const ServerStatus &status)
{
    const auto word = stateWord(status);
    m_state->setText(word.isEmpty() ? tr("well") : word);
    m_rate->setText(number(status.requestsPerSecond));
    m_errors->setText(number(status.errorsPerSecond));
    m_hits->setText(status.hitRatio ? compare::shareText(*status.hitRatio) + tr(" %") : kNothing);
    m_p99->setText(status.p99Seconds
                       ? compare::localNumber(text::readableDuration(std::chrono::duration<double>(*status.p99Seconds)))
                       : kNothing);
    m_queue->setText(QStringLiteral("%1, %2").arg(status.inService).arg(status.queued));
    m_connections->setText(QString::number(status.connections));
    m_use->setText(tr("%1 %, %2")
                       .arg(qRound(status.cpu * 100))
                       .arg(compare::localNumber(text::readableBytes(static_cast<double>(status.rssBytes)))));
    const bool up = status.condition == ServerStatus::Condition::Up;
    m_kill->setEnabled(up);
    m_freeze->setEnabled(up);
    m_more->setEnabled(up);
    m_mend->setVisible(!status.faults.empty());
    m_kill->setVisible(status.faults.empty());
    m_freeze->setVisible(status.faults.empty());
}

}
