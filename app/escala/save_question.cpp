#include "window/save_question.h"

#include "report/file_writer.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace escala::window {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SaveQuestion)
};

QString suffixOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

// The type chosen in the dialog decides where the name has no ending of its own.
QString withSuffix(const QString &path, const QString &filter)
{
    if (!suffixOf(path).isEmpty())
        return path;
    const auto start = filter.indexOf(QStringLiteral("*.")) + 1;
    return path + filter.mid(start, filter.indexOf(u')') - start);
}

}

void askForFile(WindowSettings &settings, QWidget *window, const SaveQuestion &question,
                const std::function<void(const QString &file)> &chosen)
{
    auto *dialog = new QFileDialog(window, question.title, settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(question.filters);
    dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const auto chosenFiles = dialog->selectedFiles();
        if (chosenFiles.isEmpty() || QFileInfo(chosenFiles.first()).isDir())
            return;
        dialog->selectFile(withSuffix(QFileInfo(chosenFiles.first()).completeBaseName(), filter));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [&settings, dialog, chosen](const QString &file) {
        settings.setFolder(QFileInfo(file).absolutePath());
        chosen(withSuffix(file, dialog->selectedNameFilter()));
    });
    dialog->open();
}

void askForFolder(WindowSettings &settings, QWidget *window, const QString &title,
                  const std::function<void(const QString &folder)> &chosen)
{
    auto *dialog = new QFileDialog(window, title, settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [&settings, chosen](const QString &folder) {
        settings.setFolder(folder);
        chosen(folder);
    });
    dialog->open();
}

SaveQuestion pictureQuestion(const QString &chart)
{
    const auto stem = QString::fromStdString(report::fileStem(chart.toStdString()));
    return {
        .title = Words::tr("Export chart"),
        .name = stem + QStringLiteral(".png"),
        .filters = {Words::tr("Picture (*.png)"), Words::tr("Vector picture (*.svg)"), Words::tr("Document (*.pdf)")}};
}

charts::PictureFormat pictureFormatOf(const QString &file)
{
    const auto suffix = suffixOf(file);
    return suffix == u"svg" ? charts::PictureFormat::Svg
        : suffix == u"pdf"  ? charts::PictureFormat::Pdf
                            : charts::PictureFormat::Png;
}

}
