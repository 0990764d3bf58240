#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace escala::ctl {

/// Turns the first SIGINT or SIGTERM into a Qt signal; the second one ends the program at once, with status 130. One
/// object a program.
class Interrupt : public QObject {
    Q_OBJECT

public:
    Interrupt();
    ~Interrupt() override;

Q_SIGNALS:
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

}
