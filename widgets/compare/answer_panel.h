#pragma once

#include <QFrame>

class QLabel;

namespace escala::compare {

/// The answer in a sentence, under it the settings in effect and whether the figures may be believed.
class AnswerPanel : public QFrame {
    Q_OBJECT

public:
    explicit AnswerPanel(QWidget *parent = nullptr);

    void setAnswer(const QString &sentence);
    void setSettings(const QString &line);
    /// `trusted`: false paints it as a warning.
    void setGenerator(const QString &text, bool trusted);

private:
    QLabel *m_answer;
    QLabel *m_settings;
    QLabel *m_generator;
};

}
