#include "moment/moment_panel.h"

#include "common/side_shape.h"
#include "moment/slow_table.h"

#include <QApplication>
#include <QClipboard>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace escala::moment {

namespace {

constexpr int kMargin = 12;
constexpr int kRowGap = 4;
constexpr int kSideGap = 8;

QLabel *plain(const QString &text, const QString &name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

}

MomentPanel::MomentPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_before(new QToolButton(this))
    , m_after(new QToolButton(this))
    , m_close(new QToolButton(this))
    , m_area(new QScrollArea(this))
    , m_copy(new QPushButton(tr("Copy as text"), this))
{
    setObjectName(QStringLiteral("panel"));
    setFixedWidth(kWidth);
    setAccessibleName(tr("What happened in this second"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connect(m_before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, &MomentPanel::closed);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
}

void MomentPanel::build()
{
    const auto small = [](QToolButton *button, const QString &sign, const QString &name, const QString &tip) {
        button->setText(sign);
        button->setObjectName(name);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
    };
    small(m_before, QStringLiteral("‹"), QStringLiteral("before"), tr("The second before"));
    small(m_after, QStringLiteral("›"), QStringLiteral("after"), tr("The second after"));
    small(m_close, QStringLiteral("×"), QStringLiteral("dismiss"), tr("Close"));
    m_title->setObjectName(QStringLiteral("targetName"));
    m_title->setTextFormat(Qt::PlainText);
    m_copy->setObjectName(QStringLiteral("copyMoment"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);

    auto *head = new QHBoxLayout;
    head->setSpacing(kRowGap);
    head->addWidget(m_title, 1);
    head->addWidget(m_before);
    head->addWidget(m_after);
    head->addWidget(m_close);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    lines->setSpacing(kSideGap);
    lines->addLayout(head);
    lines->addWidget(m_area, 1);
    lines->addWidget(m_copy);
}

void MomentPanel::setContent(QWidget *content)
{
    m_title->setText(QString::fromStdString(report::titleOf(m_moment)));
    m_before->setEnabled(m_moment.at.count() > 0);
    m_area->setWidget(content);
    content->setAutoFillBackground(false); // which a scroll area switches on
}

void MomentPanel::setMoment(const report::Moment &moment)
{
    m_moment = moment;
    auto *content = new QWidget;
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kSideGap);
    for (const std::string &mark : moment.marks)
        lines->addWidget(plain(QString::fromStdString(mark), QStringLiteral("mark"), content));
    for (std::size_t side = 0; side < moment.sides.size(); ++side)
        addSide(content, side);
    lines->addStretch(1);
    m_copy->setEnabled(true);
    setContent(content);
}

void MomentPanel::setMissing(const report::Moment &moment, const QString &why)
{
    m_moment = moment;
    auto *content = new QWidget;
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(plain(why, QStringLiteral("dim"), content));
    lines->addStretch(1);
    m_copy->setEnabled(false);
    setContent(content);
}

void MomentPanel::addSide(QWidget *content, std::size_t side)
{
    auto *lines = qobject_cast<QVBoxLayout *>(content->layout());
    const report::Moment::Side &shown = m_moment.sides[side];
    auto *name = new QHBoxLayout;
    name->setSpacing(kRowGap + 2);
    name->addWidget(new common::SideShape(side, content));
    name->addWidget(plain(QString::fromStdString(shown.name), QStringLiteral("targetName"), content), 1);
    lines->addLayout(name);
    auto *rows = new QFormLayout;
    rows->setVerticalSpacing(kRowGap);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const report::MomentRow &row : report::rowsOf(shown)) {
        auto *value = plain(QString::fromStdString(row.value), QStringLiteral("momentValue"), content);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        rows->addRow(plain(QString::fromStdString(row.label), QStringLiteral("dim"), content), value);
    }
    lines->addLayout(rows);
    if (const auto slowest = report::slowestOf(shown, m_moment.requests); !slowest.empty())
        lines->addWidget(new SlowTable(slowest, content));
}

QString MomentPanel::text() const
{
    return QString::fromStdString(report::textOf(m_moment));
}

void MomentPanel::step(int seconds)
{
    const auto next = m_moment.at + std::chrono::seconds(seconds);
    if (next.count() >= 0)
        Q_EMIT wanted(next);
}

void MomentPanel::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Escape:
        Q_EMIT closed();
        return;
    default:
        if (event->matches(QKeySequence::Copy) && m_copy->isEnabled())
            m_copy->click();
        else
            QFrame::keyPressEvent(event);
    }
}

}
