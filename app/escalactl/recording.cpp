#include "recording.h"

#include "report/markup.h"

#include <QCoreApplication>

#include <spdlog/spdlog.h>

namespace escala::ctl {

std::unique_ptr<store::RunRecorder> recorderOf(experiment::Runner &runner, const HistoryOptions &history,
                                               std::function<void()> makeRoom)
{
    const auto file = history.file();
    if (!file)
        return nullptr;
    auto recorder = std::make_unique<store::RunRecorder>(*file);
    recorder->follow(runner);
    const auto warn = [makeRoom = std::move(makeRoom)](const QString &sentence) {
        makeRoom();
        spdlog::warn("{}", report::printable(sentence.toStdString()));
    };
    QObject::connect(recorder.get(), &store::RunRecorder::problem, recorder.get(), warn);
    QObject::connect(recorder.get(), &store::RunRecorder::notice, recorder.get(), warn);
    return recorder;
}

void finish(store::RunRecorder *recorder)
{
    if (recorder == nullptr)
        return;
    recorder->flush();
    QCoreApplication::sendPostedEvents(recorder); // what it still has to say
}

}
