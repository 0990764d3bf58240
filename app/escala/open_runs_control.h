#pragma once

#include "history/side_by_side.h"
#include "report/run_comparison.h"
#include "store/history_thread.h"

#include <QObject>

#include <functional>
#include <string>
#include <vector>

namespace escala::history {
class HistoryPage;
}

namespace escala::window {

/// Opens stored runs on the History page, and answers what is asked of them while they are open. GUI thread; reading
/// and computing are done elsewhere.
class OpenRunsControl : public QObject {
    Q_OBJECT

public:
    OpenRunsControl(store::HistoryThread &thread, history::HistoryPage &page, QObject *parent);

    void open(const std::vector<std::string> &ids, bool overlay);

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    void renew();
    void load(const std::vector<std::string> &ids,
              const std::function<void(const std::vector<history::OpenRun> &runs)> &does);
    void compare();

    store::HistoryThread &m_thread;
    history::HistoryPage &m_page;
    int m_question = 0; ///< Answers to older ones are dropped.
};

}
