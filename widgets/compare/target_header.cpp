#include "compare/target_header.h"

#include "common/side_shape.h"
#include "compare/elided_label.h"
#include "compare/phrases.h"
#include "text/quantity.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace escala::compare {

namespace {

QToolButton *quietButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

}

TargetHeader::TargetHeader(std::size_t index, QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_edit(new QLineEdit(this))
    , m_details(new ElidedLabel(this))
    , m_rename(quietButton(QStringLiteral("✎"), tr("Rename"), this))
    , m_remove(quietButton(QStringLiteral("×"), tr("Remove target"), this))
    , m_more(buildMore())
{
    m_name->setObjectName(QStringLiteral("targetName"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // what it leaves is for the details
    m_details->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_details->setObjectName(QStringLiteral("dim"));
    m_details->setTextFormat(Qt::PlainText);
    m_rename->setObjectName(QStringLiteral("rename"));
    m_remove->setObjectName(QStringLiteral("remove"));
    m_edit->setAccessibleName(tr("New name"));
    m_edit->setMaxLength(60);
    m_edit->hide();
    m_edit->installEventFilter(this);
    m_name->installEventFilter(this);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { endRename(true); });
    connect(m_rename, &QToolButton::clicked, this, &TargetHeader::beginRename);
    connect(m_remove, &QToolButton::clicked, this, &TargetHeader::removeRequested);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new common::SideShape(index, this));
    row->addWidget(m_name);
    row->addWidget(m_edit);
    row->addWidget(m_details, 1);
    row->addWidget(m_more);
    row->addWidget(m_rename);
    row->addWidget(m_remove);
}

QToolButton *TargetHeader::buildMore()
{
    auto *button = quietButton(QStringLiteral("⋯"), tr("What would it buy?"), this);
    button->setObjectName(QStringLiteral("more"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->addAction(tr("Put a cache in front"), this, &TargetHeader::cacheRequested)
        ->setObjectName(QStringLiteral("putCache"));
    menu->addAction(tr("Put a balancer in front"), this, &TargetHeader::balancerRequested)
        ->setObjectName(QStringLiteral("putBalancer"));
    menu->addSeparator();
    menu->addAction(tr("Open in the lab"), this, &TargetHeader::labRequested)->setObjectName(QStringLiteral("toLab"));
    button->setMenu(menu);
    return button;
}

void TargetHeader::setTarget(const QString &name, const QString &url)
{
    m_name->setWholeText(name);
    m_url = url;
    setAccessibleName(tr("Target %1").arg(name));
    setServer(std::nullopt);
}

void TargetHeader::setServer(const std::optional<experiment::ServerStatus> &status)
{
    if (!status) {
        m_details->setWholeText(m_url);
        return;
    }
    QStringList parts{status->url.empty() ? m_url : QString::fromStdString(status->url)};
    if (!status->alive) {
        parts << tr("not running");
    } else {
        parts << tr("pid %1").arg(status->pid);
        parts << tr("CPU %1 %").arg(qRound(status->cpu * 100));
        parts << localNumber(text::readableBytes(static_cast<double>(status->rssBytes)));
    }
    m_details->setWholeText(parts.join(QStringLiteral(" · ")));
}

void TargetHeader::setEditable(bool editable, bool removable)
{
    m_editable = editable;
    m_rename->setEnabled(editable);
    m_more->setEnabled(editable);
    m_remove->setEnabled(editable && removable);
    if (!editable)
        endRename(false);
}

bool TargetHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::MouseButtonDblClick && m_editable) {
        beginRename();
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TargetHeader::beginRename()
{
    m_edit->setText(m_name->text());
    m_name->hide();
    m_edit->show();
    m_edit->setFocus();
    m_edit->selectAll();
}

void TargetHeader::endRename(bool keep)
{
    if (m_edit->isHidden())
        return;
    m_edit->hide();
    m_name->show();
    if (keep && m_edit->text() != m_name->text())
        Q_EMIT renameRequested(m_edit->text());
}

}
