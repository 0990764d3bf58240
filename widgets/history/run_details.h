#pragma once

#include "compare/result_exporter.h"
#include "store/run_row.h"

#include <QFrame>

#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace escala::history {

/// At the side: what is known of the selected run, its note and tags, and what can be done with it. With several
/// selected, what can be done with all of them.
class RunDetails : public QFrame {
    Q_OBJECT

public:
    explicit RunDetails(QWidget *parent = nullptr);

    void showRuns(const std::vector<store::RunRow> &runs);
    /// What the row does not tell: plan, environment and the reasons of its verdict. Ignored for a run that is no
    /// longer shown; null: it can't be read.
    void showResult(const std::string &id, const compare::ResultPtr &result);
    /// The one that is shown, where it is only one.
    [[nodiscard]] const std::string &shown() const noexcept { return m_run.id; }

Q_SIGNALS:
    void openRequested();
    void compareRequested();
    void runAgainRequested();
    void baselineRequested(bool baseline);
    void removeRequested();
    void noteEdited(const std::string &id, const QString &note);
    void tagsEdited(const std::string &id, const QString &tags);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildButtons();
    QLabel *addLine(const QString &label);
    void showOne();
    void keepNote();
    void keepTags();

    store::RunRow m_run; ///< Its id is empty where none or several are selected.
    std::size_t m_count = 0;
    QLabel *m_name;
    QLabel *m_when;
    QWidget *m_facts;
    QVBoxLayout *m_lines = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_plan = nullptr;
    QLabel *m_targets = nullptr;
    QLabel *m_verdict = nullptr;
    QLabel *m_host = nullptr;
    QLineEdit *m_tags = nullptr;
    QPlainTextEdit *m_note = nullptr;
    QLabel *m_hint;
    QPushButton *m_open = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_baseline = nullptr;
    QPushButton *m_remove = nullptr;
};

}
