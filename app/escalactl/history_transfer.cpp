#include "history_transfer.h"

#include <algorithm>

namespace escala::ctl {

HistoryExport::HistoryExport(CLI::App &history)
    : HistoryAction(history, "export", "write a run into a file that another history can import")
{
    addId(m_id);
    add().add_option("file", m_to, "the file; credentials are masked in it")->required()->type_name("FILE");
}

ExitStatus HistoryExport::run(store::History &history)
{
    return conclude(history.exportRun(m_id, m_to));
}

HistoryImport::HistoryImport(CLI::App &history)
    : HistoryAction(history, "import", "take exported runs in, and print their ids")
{
    add().add_option("file", m_files, "files of escalactl history export")->required()->type_name("FILE");
}

ExitStatus HistoryImport::run(store::History &history)
{
    ExitStatus worst = ExitStatus::Done;
    for (const std::string &file : m_files) {
        const auto id = history.importRun(file);
        worst = std::max(worst, id ? deliver(*id + '\n') : complain(id.error()));
    }
    return worst;
}

}
