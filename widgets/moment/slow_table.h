#pragma once

#include "report/moment.h"

#include <QWidget>

#include <vector>

namespace escala::moment {

/// The slowest requests of a second, each with where its time went, in columns. Its text can be selected.
class SlowTable : public QWidget {
    Q_OBJECT

public:
    explicit SlowTable(const std::vector<report::SlowRow> &rows, QWidget *parent = nullptr);
};

}
