#include "history_action.h"

#include "printing.h"
#include "report/file_writer.h"
#include "session.h"

namespace escala::ctl {

HistoryAction::HistoryAction(CLI::App &history, const char *name, const char *help)
    : m_options(history.add_subcommand(name, help))
{
    m_file.addTo(*m_options);
}

void HistoryAction::addId(std::string &id, const char *name)
{
    m_options->add_option(name, id, "the run's id, or enough of its start")->required()->type_name("ID");
}

ExitStatus complain(const store::StoreError &error)
{
    using Kind = store::StoreError::Kind;
    const bool named = error.kind == Kind::NotFound || error.kind == Kind::Ambiguous || error.kind == Kind::BadFile;
    return complain(named ? ExitStatus::BadArguments : ExitStatus::Failure, error.message);
}

ExitStatus deliver(const std::string &text, const std::string &file)
{
    if (file != "-") {
        if (const auto written = report::writeFile(file, text); !written)
            return complain(ExitStatus::Failure, written.error());
        return ExitStatus::Done;
    }
    if (!print(text))
        return complain(ExitStatus::Failure, "the output could not be written to standard output");
    return ExitStatus::Done;
}

}
