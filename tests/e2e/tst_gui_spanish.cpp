#include "compare/elided_label.h"
#include "compare/figure_cards.h"
#include "compare/state_pill.h"
#include "gui_window.h"
#include "window/translations.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace escala;

/// The window in Spanish at 1280×720: every word is there, and whole.
class TestGuiSpanish : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsAreSpanish();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void menusAreSpanish();

private:
    std::unique_ptr<window::MainWindow> m_window;
};

namespace {

QString clipped(const QWidget &widget, const QSize &needed)
{
    const bool fits = widget.width() >= needed.width() && widget.height() >= needed.height();
    return fits ? QString()
                : QStringLiteral("%1 \"%2\" has %3×%4, needs %5×%6")
                      .arg(QString::fromLatin1(widget.metaObject()->className()), widget.property("text").toString())
                      .arg(widget.width())
                      .arg(widget.height())
                      .arg(needed.width())
                      .arg(needed.height());
}

QString clippedLabel(const QLabel &label)
{
    if (!label.isVisible() || qobject_cast<const compare::ElidedLabel *>(&label) != nullptr)
        return {};
    if (!label.wordWrap())
        return clipped(label, label.sizeHint());
    return clipped(label, {0, label.heightForWidth(label.width())});
}

QString clippedEdit(const QLineEdit &edit)
{
    if (!edit.isVisible())
        return {};
    const auto text = edit.text().isEmpty() ? edit.placeholderText() : edit.text();
    constexpr int kMargins = 6;
    return clipped(edit, {edit.fontMetrics().horizontalAdvance(text) + kMargins, edit.fontMetrics().height()});
}

}

void TestGuiSpanish::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test-es"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    QSettings().clear();
    window::installTranslations(*qApp, QLocale(QLocale::Spanish, QLocale::Spain));
    m_window = std::make_unique<window::MainWindow>(tests::program("escala-server"));
    m_window->resize(1280, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestGuiSpanish::wordsAreSpanish()
{
    const auto *button = tests::primaryButton(*m_window);
    QVERIFY2(button->text().startsWith(QStringLiteral("Iniciar")), qPrintable(button->text()));
    QStringList english;
    for (const auto *label : m_window->findChildren<QLabel *>()) {
        if (label->text().contains(QStringLiteral(" the ")) || label->text().contains(QStringLiteral("Duration")))
            english << label->text();
    }
    QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
    QStringList names;
    for (const auto *widget : m_window->findChildren<QWidget *>())
        names << widget->property("text").toString();
    QVERIFY2(names.contains(QStringLiteral("Lento")) && names.contains(QStringLiteral("Con caché")),
             qPrintable(names.join(u'\n')));
}

void TestGuiSpanish::nothingIsClipped_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("compare") << QStringLiteral("compare");
    QTest::newRow("lab") << QStringLiteral("lab");
    QTest::newRow("history") << QStringLiteral("history");
}

void TestGuiSpanish::nothingIsClipped()
{
    QFETCH(QString, page);
    QStringList found;
    m_window->openPage(page.toStdString());
    QCoreApplication::processEvents();
    for (const auto *label : m_window->findChildren<QLabel *>())
        found << clippedLabel(*label);
    for (const auto *button : m_window->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            found << clipped(*button, button->sizeHint());
    }
    for (const auto *edit : m_window->findChildren<QLineEdit *>())
        found << (edit->isVisible() ? clippedEdit(*edit) : QString());
    for (const auto *box : m_window->findChildren<QComboBox *>())
        found << (box->isVisible() ? clipped(*box, {box->fontMetrics().horizontalAdvance(box->currentText()) + 20, 0})
                                   : QString());
    for (const auto *pill : m_window->findChildren<compare::StatePill *>())
        found << (pill->isVisible() ? clipped(*pill, pill->sizeHint()) : QString());
    for (const auto *card : m_window->findChildren<compare::FigureCard *>())
        found << (card->isVisible() ? clipped(*card, {card->widthNeeded(), 0}) : QString());
    found.removeAll(QString());
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QCOMPARE(m_window->size(), QSize(1280, 720));
}

void TestGuiSpanish::menusAreSpanish()
{
    QStringList words;
    for (const auto *menu : m_window->findChildren<QMenu *>()) {
        for (const auto *action : menu->actions())
            words << action->text();
    }
    for (const auto *english : {"Open plan…", "Export all", "Built-in slow server", "About Escala", "Dark", "Quit"})
        QVERIFY2(!words.contains(QString::fromUtf8(english)), english);
}

QTEST_MAIN(TestGuiSpanish)
#include "tst_gui_spanish.moc"
