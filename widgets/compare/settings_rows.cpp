#include "compare/settings_rows.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace escala::compare {

namespace {

constexpr int kFieldWidth = 96;

// The wheel scrolls the panel; it changes a value only where the user has put the focus.
class WheelGuard : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

QLabel *labelOf(const QString &label, QWidget *field, const QString &hint)
{
    field->setAccessibleName(label);
    field->setToolTip(hint);
    field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(new WheelGuard(field));
    auto *words = new QLabel(label, field->parentWidget());
    words->setBuddy(field);
    words->setToolTip(hint);
    return words;
}

}

QVBoxLayout *settingsRows(QWidget *parent, const QString &heading)
{
    auto *rows = new QVBoxLayout(parent);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto *title = new QLabel(heading, parent);
    title->setObjectName(QStringLiteral("heading"));
    rows->addWidget(title);
    return rows;
}

QSpinBox *numberEdit(int least, int most, const QString &nothing, QWidget *parent)
{
    auto *edit = new QSpinBox(parent);
    edit->setRange(least, most);
    edit->setSpecialValueText(nothing);
    edit->setGroupSeparatorShown(true);
    edit->setKeyboardTracking(false);
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    edit->setAlignment(Qt::AlignRight);
    return edit;
}

void addRow(QVBoxLayout *rows, const QString &label, QWidget *field, const QString &hint)
{
    auto *words = labelOf(label, field, hint);
    field->setFixedWidth(kFieldWidth);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(words, 1);
    row->addWidget(field);
    rows->addLayout(row);
}

void addWideRow(QVBoxLayout *rows, const QString &label, QWidget *field, const QString &hint)
{
    rows->addWidget(labelOf(label, field, hint));
    rows->addWidget(field);
}

void showRow(QWidget *field, bool shown)
{
    field->setVisible(shown);
    for (auto *label : field->parentWidget()->findChildren<QLabel *>(Qt::FindDirectChildrenOnly)) {
        if (label->buddy() == field)
            label->setVisible(shown);
    }
}

}
