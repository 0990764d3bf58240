#include "compare/target_columns.h"

#include "compare/figure_cards.h"
#include "compare/phrases.h"
#include "compare/target_header.h"

#include <QHBoxLayout>

namespace escala::compare {

TargetColumns::TargetColumns(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kGap);
}

void TargetColumns::addColumn()
{
    const auto index = m_columns.size();
    Column column{.box = new QWidget(this)};
    column.header = new TargetHeader(index, column.box);
    column.cards = new FigureCards(column.box);
    auto *lines = new QVBoxLayout(column.box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(column.header);
    lines->addWidget(column.cards);
    connect(column.header, &TargetHeader::renameRequested, this,
            [this, index](const QString &name) { Q_EMIT renameRequested(index, name); });
    connect(column.header, &TargetHeader::removeRequested, this, [this, index] { Q_EMIT removeRequested(index); });
    using Front = ExperimentModel::Front;
    connect(column.header, &TargetHeader::cacheRequested, this,
            [this, index] { Q_EMIT frontRequested(index, Front::Cache); });
    connect(column.header, &TargetHeader::balancerRequested, this,
            [this, index] { Q_EMIT frontRequested(index, Front::Balancer); });
    connect(column.header, &TargetHeader::labRequested, this, [this, index] { Q_EMIT labRequested(index); });
    m_row->addWidget(column.box, 1);
    m_columns.push_back(column);
}

void TargetColumns::setTargets(const experiment::Experiment &experiment)
{
    while (m_columns.size() > experiment.targets.size()) {
        m_row->removeWidget(m_columns.back().box);
        m_columns.back().box->hide();
        m_columns.back().box->deleteLater(); // its header may be the sender
        m_columns.pop_back();
    }
    while (m_columns.size() < experiment.targets.size())
        addColumn();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto &target = experiment.targets[i];
        m_columns[i].header->setTarget(QString::fromStdString(target.name), whatIsLoaded(target));
    }
    setEditable(m_editable);
}

void TargetColumns::setEditable(bool editable)
{
    m_editable = editable;
    for (const auto &column : m_columns)
        column.header->setEditable(editable, m_columns.size() > 1);
}

void TargetColumns::showView(const experiment::RunView &view)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (view.snapshot && i < view.snapshot->targets.size())
            m_columns[i].cards->setFigures(figuresOf(view.snapshot->targets[i].summary));
        if (i < view.servers.size() && view.servers[i])
            m_columns[i].header->setServer(view.servers[i]);
    }
}

void TargetColumns::showResult(const experiment::RunResult &result)
{
    for (std::size_t i = 0; i < m_columns.size() && i < result.targets.size(); ++i)
        m_columns[i].cards->setFigures(figuresOf(result.targets[i].figures.summary));
}

void TargetColumns::clearFigures()
{
    for (const auto &column : m_columns)
        column.cards->setFigures(figuresOf({}));
}

}
