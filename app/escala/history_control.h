#pragma once

#include "compare/result_exporter.h"
#include "history/history_panel.h"
#include "store/history_thread.h"
#include "window/window_settings.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

class QMenu;

namespace escala::experiment {
class Runner;
}

namespace escala::store {
class RunRecorder;
struct Repetition;
}

namespace escala::history {
class HistoryBar;
class HistoryPage;
}

namespace escala::window {

class ExportControl;
class OpenRunsControl;
class StatusStrip;

/// The history of the window: has runs stored as they go, and answers what the History page wants from a thread that
/// does the reading and writing. GUI thread.
class HistoryControl : public QObject {
    Q_OBJECT

public:
    HistoryControl(WindowSettings &settings, StatusStrip &status, const std::filesystem::path &file, QWidget *window);
    /// Waits until all that was measured is stored.
    ~HistoryControl() override;

    /// Makes the row at the top; `more` is the window's menu.
    [[nodiscard]] history::HistoryBar *makeBar(QMenu *more, QWidget *parent);
    [[nodiscard]] history::HistoryPage *page() const noexcept { return m_page; }
    [[nodiscard]] history::HistoryPanel *panel() const noexcept { return m_panel; }

    /// Stores the runs that this one makes from now on.
    void follow(experiment::Runner &runner);
    /// Runs that belong together; an empty group ends that.
    void setRepetition(const store::Repetition &repetition);

    /// For what else is to be asked.
    [[nodiscard]] store::HistoryThread &thread() noexcept { return m_thread; }

    // What keys stand for while the page is open.
    void runAgain();
    void openExports();
    void askToImport();
    void askToExport();
    void undo();
    void focusSearch();

    /// Shows on the page what opening the file had to do.
    void note(const QString &sentence);

Q_SIGNALS:
    /// Of what `note` shows; wherever the user is, it should be known.
    void noted(const QString &sentence);
    /// To be put into the Compare page and started.
    void runAgainRequested(const escala::experiment::Experiment &experiment);
    /// A run can't be stored: cause and remedy in a sentence.
    void problem(const QString &sentence);

private:
    void connectPage();
    void connectFiles();
    void connectExports();
    void setFilter();
    void showSelection();
    void loadSelected();
    void showBar();
    void refresh();
    void refreshOverview();
    void keepToRule();
    void remove(const std::vector<store::RunRow> &runs);
    void takeRemoved(const std::vector<store::RunRow> &runs);
    [[nodiscard]] static QString removedSentence(const store::RunRow &run);
    void restore(std::vector<std::string> ids);
    void setBaseline(const store::RunRow &run, bool baseline, bool insist = false);
    void exportRun(const store::RunRow &run);
    void exportRuns(const std::vector<store::RunRow> &runs);
    void importRun(const QString &file);
    [[nodiscard]] std::optional<store::RunRow> chosen() const;
    void tell(const store::StoreError &error);
    /// Asks, tells what went wrong, and does something where all went well.
    template <typename Question, typename Does>
    void ask(Question question, const Does &does);

    WindowSettings &m_settings;
    StatusStrip &m_status;
    QWidget *m_window;
    std::filesystem::path m_file;
    store::HistoryThread m_thread;
    std::vector<std::unique_ptr<store::RunRecorder>> m_recorders;
    history::HistoryPage *m_page;
    history::HistoryPanel *m_panel;
    history::HistoryBar *m_bar = nullptr;
    OpenRunsControl *m_open;
    ExportControl *m_exports;
    compare::ResultPtr m_selected; ///< Of the one run that is selected, when it is over and has been read.
    store::RunRow m_asked;         ///< The one that was read last: once, and again when it is over.
    QTimer m_selectionRest;
    QTimer m_refresh;
    struct Removed {
        std::vector<std::string> ids;
        QString sentence;
    };
    std::vector<Removed> m_removed; ///< The latest last.
};

template <typename Question, typename Does>
void HistoryControl::ask(Question question, const Does &does)
{
    using Answer = std::invoke_result_t<Question, store::History &>;
    m_thread.ask(std::move(question)).then(this, [this, does](const Answer &answer) {
        if (!answer)
            tell(answer.error());
        else if constexpr (std::is_invocable_v<Does, decltype(*answer)>)
            does(*answer);
        else
            does();
    });
}

}
