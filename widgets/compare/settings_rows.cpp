#include "compare/settings_rows.h"

#include <QEvent>
#include <QLabel>
#include <QSpinBox>

namespace escala::compare
{

namespace
{

// The wheel scrolls the panel; it changes a value only where the user has put the focus.
class WheelGuard : public QObject
{
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

}

QFormLayout *settingsRows(QWidget *parent, const QString &heading)
{
    auto *rows = new QFormLayout(parent);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(8);
    rows->setVerticalSpacing(4);
    rows->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    rows->setFormAlignment(Qt::AlignTop);
    rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *title = new QLabel(heading, parent);
    title->setObjectName(QStringLiteral("heading"));
    rows->addRow(title);
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

void addRow(QFormLayout *rows, const QString &label, QWidget *field, const QString &hint)
{
    field->setAccessibleName(label);
    field->setToolTip(hint);
    field->setFocusPolicy(Qt::StrongFocus);
    field->setFixedWidth(92);
    field->installEventFilter(new WheelGuard(field));
    auto *words = new QLabel(label, field->parentWidget());
    words->setBuddy(field);
    words->setToolTip(hint);
    rows->addRow(words, field);
}

}
