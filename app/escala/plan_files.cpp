#include "window/plan_files.h"

#include "experiment/experiment_file.h"
#include "report/file_writer.h"

#include <QFileDialog>

namespace escala::window {

PlanFiles::PlanFiles(compare::ExperimentModel &model, WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_model(model)
    , m_settings(settings)
    , m_window(window)
{
}

void PlanFiles::askToOpen()
{
    auto *dialog = new QFileDialog(m_window, tr("Open plan"), m_settings.folder(), tr("Plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PlanFiles::open);
    dialog->open();
}

void PlanFiles::askToSave()
{
    auto *dialog = new QFileDialog(m_window, tr("Save plan"), m_settings.folder(), tr("Plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    const auto name = QString::fromStdString(m_model.experiment().name).section(u'/', -1);
    dialog->selectFile(name.isEmpty() ? QStringLiteral("plan.json") : QString(name % QStringLiteral(".json")));
    connect(dialog, &QFileDialog::fileSelected, this, &PlanFiles::save);
    dialog->open();
}

void PlanFiles::open(const QString &file)
{
    auto experiment = experiment::readExperiment(file.toStdString());
    if (!experiment) {
        Q_EMIT failed(QString::fromStdString(experiment.error().message));
        return;
    }
    m_settings.setFolder(QFileInfo(file).absolutePath());
    Q_EMIT opened(*experiment);
}

void PlanFiles::save(const QString &file)
{
    auto experiment = m_model.experiment();
    experiment.name = QFileInfo(file).completeBaseName().toStdString();
    if (const auto written = report::writeFile(file.toStdString(), experiment::writeExperiment(experiment)); !written) {
        Q_EMIT failed(QString::fromStdString(written.error()));
        return;
    }
    m_settings.setFolder(QFileInfo(file).absolutePath());
    Q_EMIT saved(file);
}

}
