#pragma once

#include "experiment/runner.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QToolButton;

namespace escala::compare {

class ElidedLabel;

/// Above a target's cards: shape and colour of its side, name, and what is known of its server.
class TargetHeader : public QWidget {
    Q_OBJECT

public:
    explicit TargetHeader(std::size_t index, QWidget *parent = nullptr);

    /// `url`: the one to be loaded; a built-in server tells its own when it listens.
    void setTarget(const QString &name, const QString &url);
    void setServer(const std::optional<experiment::ServerStatus> &status);
    /// While a run is under way names and number of targets stay.
    void setEditable(bool editable, bool removable);

Q_SIGNALS:
    void renameRequested(const QString &name);
    void removeRequested();
    void cacheRequested();
    void balancerRequested();
    void labRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void beginRename();
    void endRename(bool keep);

    [[nodiscard]] QToolButton *buildMore();

    ElidedLabel *m_name;
    QLineEdit *m_edit;
    ElidedLabel *m_details;
    QToolButton *m_rename;
    QToolButton *m_remove;
    QToolButton *m_more;
    QString m_url;
    bool m_editable = true;
};

}
