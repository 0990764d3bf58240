#include "compare/answer_panel.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace escala::compare {

namespace {

QLabel *line(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

void replaceText(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

}

AnswerPanel::AnswerPanel(QWidget *parent)
    : QFrame(parent)
    , m_answer(line(QStringLiteral("answer"), this))
    , m_settings(line(QStringLiteral("dim"), this))
    , m_generator(line(QStringLiteral("generator"), this))
{
    setObjectName(QStringLiteral("panel"));
    m_answer->setAccessibleName(tr("Answer"));
    m_settings->setAccessibleName(tr("Settings in effect"));
    m_generator->setAccessibleName(tr("Load generator"));
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(16, 10, 16, 10);
    lines->setSpacing(2);
    lines->addWidget(m_answer);
    lines->addWidget(m_settings);
    lines->addWidget(m_generator);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void AnswerPanel::setAnswer(const QString &sentence)
{
    replaceText(m_answer, sentence);
}

void AnswerPanel::setSettings(const QString &text)
{
    replaceText(m_settings, text);
}

void AnswerPanel::setGenerator(const QString &text, bool trusted)
{
    replaceText(m_generator, text);
    m_generator->setVisible(!text.isEmpty());
    if (m_generator->property("trusted").toBool() == trusted && m_generator->property("trusted").isValid())
        return;
    m_generator->setProperty("trusted", trusted);
    m_generator->style()->unpolish(m_generator);
    m_generator->style()->polish(m_generator);
}

}
