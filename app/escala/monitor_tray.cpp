#include "window/monitor_tray.h"

#include <QMenu>
#include <QPainter>

namespace escala::window {

namespace {

constexpr int kIcon = 64;
constexpr double kShape = 34;

}

MonitorTray::MonitorTray(QObject *parent)
    : QObject(parent)
    , m_menu(new QMenu)
{
    m_menu->addAction(tr("Show Escala"), this, &MonitorTray::showRequested);
    m_menu->addAction(tr("Stop watching"), this, &MonitorTray::stopRequested);
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit"), this, &MonitorTray::quitRequested);
    m_icon.setContextMenu(m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT showRequested();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &MonitorTray::showRequested);
}

MonitorTray::~MonitorTray()
{
    m_icon.hide();
    delete m_menu;
}

// The shape stands on a disc of its own colour's opposite: seen on light and on dark panels.
QIcon MonitorTray::iconFor(watch::StateShape shape)
{
    QPixmap picture = QIcon(QStringLiteral(":/icons/org.escala.Escala.svg")).pixmap(kIcon, kIcon);
    if (picture.isNull()) {
        picture = QPixmap(kIcon, kIcon);
        picture.fill(Qt::transparent);
    }
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = picture.width() / picture.devicePixelRatio() / kIcon;
    const double size = kShape * scale;
    const QPointF centre((kIcon - kShape / 2 - 3) * scale, (kIcon - kShape / 2 - 3) * scale);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawEllipse(centre, size * 0.78, size * 0.78);
    watch::paintState(painter, shape, centre, size, common::lightTokens());
    return {picture};
}

bool MonitorTray::lookForTray()
{
    const bool isThere = QSystemTrayIcon::isSystemTrayAvailable();
    if (m_shown && isThere)
        m_icon.show();
    return isThere;
}

void MonitorTray::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        lookForTray();
    else
        m_icon.hide();
}

void MonitorTray::setState(watch::StateShape shape, const QString &sentence)
{
    if (m_shape != shape) {
        m_shape = shape;
        m_icon.setIcon(iconFor(shape));
    }
    m_icon.setToolTip(QStringLiteral("Escala: ") + sentence);
}

void MonitorTray::tell(const QString &title, const QString &text)
{
    if (m_icon.isVisible())
        m_icon.showMessage(title, text, m_icon.icon());
}

}
