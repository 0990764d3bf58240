#include "window/window_style.h"

#include "common/colour.h"

namespace escala::window {

namespace {

// @name stands for a colour of the theme.
const auto kSheet = QStringLiteral(R"(
* { font-size: 13px; }
QMainWindow, QWidget#page { background: @background; }
QToolTip { color: @text; background: @panel; border: 1px solid @hairline; padding: 4px; }
QLabel { background: transparent; }
QWidget#runBar { background: @panel; border-bottom: 1px solid @hairline; }
QLabel#title { font-size: 15px; font-weight: 600; padding-right: 4px; }
QLabel#answer { font-size: 17px; font-weight: 600; }
QLabel#dim, QLabel#generator { font-size: 12px; color: @dim; }
QLabel#generator[trusted="false"] { color: @bad; }
QLabel#targetName { font-size: 14px; font-weight: 600; }
QLabel#heading { font-size: 12px; font-weight: 600; color: @dim; padding: 2px 0px; }
QLabel#problem { font-size: 12px; color: @bad; }
QFrame#panel { background: @panel; border: 1px solid @hairline; border-radius: 8px; }

QFrame#banner { background: @shade; border: 1px solid @hairline; border-left: 4px solid @accent; border-radius: 6px; }
QFrame#banner[kind="error"] { border-left-color: @bad; }
QFrame#banner[kind="success"] { border-left-color: @good; }

QPushButton, QToolButton { background: @panel; color: @text; border: 1px solid @hairline; border-radius: 6px;
    padding: 4px 12px; min-height: 20px; }
QPushButton:hover, QToolButton:hover { background: @shade; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @dim; }
QToolButton::menu-indicator { image: none; }
QToolButton#addTarget { padding-right: 24px; }
QToolButton#addTarget::menu-button { border: none; border-left: 1px solid @hairline; width: 18px; margin: 4px 0px; }
QToolButton#menu { padding: 4px 8px; }
QFileDialog QToolButton { padding: 2px; }
QToolButton#more, QToolButton#rename, QToolButton#remove, QToolButton#dismiss { border-color: transparent;
    background: transparent;
    color: @dim; padding: 0px 4px; min-height: 18px; }
QToolButton#more:hover, QToolButton#rename:hover, QToolButton#remove:hover, QToolButton#dismiss:hover {
    background: @shade; color: @text; }
QToolButton#more:focus, QToolButton#rename:focus, QToolButton#remove:focus, QToolButton#dismiss:focus {
    border-color: @accent; }
QToolButton#more:disabled, QToolButton#remove:disabled, QToolButton#rename:disabled { color: transparent; }
QToolButton#incidentBefore, QToolButton#incidentAfter, QToolButton#incidentCopy, QToolButton#acknowledge,
    QToolButton#silence { padding: 1px 8px; min-height: 18px; font-size: 12px; }
QPushButton#removeTarget { padding: 2px 10px; font-size: 12px; }
QPushButton#primary { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton#primary:hover { background: @accentHover; }
QPushButton#primary:focus { border: 2px solid @text; padding: 3px 11px; }
QPushButton#primary:disabled { background: @shade; color: @dim; border-color: @hairline; }

QLineEdit, QAbstractSpinBox, QComboBox { background: @panel; color: @text; border: 1px solid @hairline;
    border-radius: 6px; padding: 2px 6px; min-height: 20px; selection-background-color: @accent;
    selection-color: @onAccent; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: @accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @dim; background: @background; }
QComboBox::drop-down { border: none; width: 0px; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @hairline;
    selection-background-color: @shade; selection-color: @text; }

QMenu { background: @panel; color: @text; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @shade; }
QMenu::item:disabled { color: @dim; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; margin-left: 6px; }

QWidget#sideBar, QWidget#sideContent { background: @panel; }
QWidget#sideBar { border-right: 1px solid @hairline; }
QListWidget#navigation, QListWidget#steps { background: transparent; border: none; outline: none; }
QListWidget#navigation::item, QListWidget#steps::item { border: 1px solid transparent; border-radius: 6px;
    padding: 6px 9px; color: @text; }
QListWidget#navigation::item:selected, QListWidget#steps::item:selected { background: @shade; color: @text;
    font-weight: 600; }
QListWidget#navigation:focus::item:selected, QListWidget#steps:focus::item:selected { border-color: @accent; }
QListWidget#steps::item { padding: 4px 9px; }
QListWidget#steps::item:disabled { color: @dim; }
QScrollArea { border: none; }
QDialog { background: @background; color: @text; }

QStatusBar { background: @panel; color: @dim; border-top: 1px solid @hairline; }
QTableView#runs, QTableWidget#comparison { background: @panel; border: none; outline: none; }
QTableView#runs { selection-background-color: @shade; selection-color: @text; }
QTableView#runs:focus { selection-background-color: @selected; }
QTableView#runs::item { border: none; padding: 0px 18px 0px 4px; }
QTableWidget#comparison { font-size: 12px; }
QTableWidget#comparison::item { border: none; padding: 3px 4px; }
QTableView#runs QHeaderView, QTableWidget#comparison QHeaderView { background: transparent; border: none; }
QTableView#runs QHeaderView::section, QTableWidget#comparison QHeaderView::section { background: @panel; color: @dim;
    border: none; border-bottom: 1px solid @hairline; font-size: 12px; min-height: 28px; }
QTableView#runs QHeaderView::section { padding: 0px 18px 0px 8px; }
QTableView#runs QHeaderView::up-arrow, QTableView#runs QHeaderView::down-arrow { width: 8px; height: 8px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 5px; }
QTableWidget#comparison QHeaderView::section { padding: 0px 4px; }
QTableView#runs QHeaderView::section:hover { color: @text; }
QLabel#caption { font-size: 12px; font-weight: 600; color: @dim; padding-bottom: 2px; }
QTableView#runs QLineEdit { border-radius: 0px; padding: 0px 6px; }
QPlainTextEdit { background: @panel; color: @text; border: 1px solid @hairline; border-radius: 6px; padding: 2px;
    selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus { border-color: @accent; }
QPushButton:checked { background: @shade; border-color: @accent; }
QTableView#watchList { background: @panel; border: 1px solid @hairline; border-radius: 8px; outline: none; }
QTableView#watchList:focus { border-color: @accent; }
QTableView#watchList QHeaderView { background: transparent; border: none; }
QTableView#watchList QHeaderView::section { background: @panel; color: @dim; border: none;
    border-bottom: 1px solid @hairline; padding: 0px 8px; font-size: 12px; }
QTableView#watchList QHeaderView::section:hover { color: @text; }

QStatusBar::item { border: none; }
QStatusBar QLabel { color: @dim; font-size: 12px; padding: 0px 4px; }
QPushButton#historyNotice { border-color: transparent; background: transparent; color: @bad; font-size: 12px;
    padding: 0px 6px; min-height: 18px; }
QPushButton#historyNotice:hover { background: @shade; }
QPushButton#historyNotice:focus { border-color: @accent; }
QProgressBar { background: @shade; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");

}

QString windowStyle(const common::Tokens &tokens)
{
    auto sheet = kSheet;
    const auto put = [&sheet](QStringView name, const QColor &colour) {
        sheet.replace(name.toString(), colour.name());
    };
    // longer names first: @accentHover before @accent
    put(u"@accentHover", tokens.dark ? tokens.accent.lighter(112) : tokens.accent.darker(112));
    put(u"@background", tokens.background);
    put(u"@hairline", tokens.hairline);
    put(u"@onAccent", tokens.onAccent);
    put(u"@accent", tokens.accent);
    put(u"@selected", common::mixed(tokens.accent, tokens.panel, tokens.dark ? 0.28 : 0.14));
    put(u"@scroll", tokens.dark ? tokens.hairline.lighter(140) : tokens.hairline.darker(118));
    put(u"@panel", tokens.panel);
    put(u"@shade", tokens.shade);
    put(u"@text", tokens.text);
    put(u"@good", tokens.good);
    put(u"@dim", tokens.dim);
    put(u"@bad", tokens.bad);
    return sheet;
}

}
