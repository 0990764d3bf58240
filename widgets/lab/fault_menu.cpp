#include "lab/fault_menu.h"

#include "experiment/fault_text.h"

#include <QAction>

#include <algorithm>

namespace escala::lab {

using experiment::Fault;
using Server = experiment::ServerSpec::Kind;

namespace {

bool canSuffer(Server server, Fault::Kind fault)
{
    if (fault == Fault::Kind::CutBackend)
        return server != Server::Slow;
    if (fault == Fault::Kind::FillQueue)
        return server != Server::Balancer;
    return true;
}

/// With its measure, where it has one: "Slow down: 200 ms slower".
QString textOf(const Fault &fault)
{
    const auto name = QString::fromStdString(experiment::faultName(fault.kind));
    const bool measured =
        fault.kind == Fault::Kind::Latency || fault.kind == Fault::Kind::Errors || fault.kind == Fault::Kind::Reset;
    return measured ? name + QStringLiteral(": ") + QString::fromStdString(experiment::faultState(fault)) : name;
}

}

FaultMenu::FaultMenu(Server server, const std::vector<Fault> &inForce, const Fault &measures, bool running,
                     QWidget *parent)
    : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    if (!running) {
        addAction(tr("Start first: only a running server can be broken"))->setEnabled(false);
        return;
    }
    if (!inForce.empty()) {
        addAction(tr("Mend"), this, &FaultMenu::mendChosen)->setObjectName(QStringLiteral("mend"));
        addSeparator();
    }
    for (const auto &[kind, name] : experiment::kFaultNames) {
        if (!canSuffer(server, kind))
            continue;
        Fault fault = measures;
        fault.kind = kind;
        auto *action = addAction(textOf(fault), this, [this, fault] { Q_EMIT strikeChosen(fault); });
        action->setObjectName(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
        action->setCheckable(true);
        action->setChecked(std::ranges::find(inForce, kind, &Fault::kind) != inForce.end());
    }
}

}
