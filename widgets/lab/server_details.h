#pragma once

#include "experiment/experiment.h"
#include "experiment/run_result.h"
#include "experiment/server_status.h"

#include <QFrame>

#include <optional>
#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace escala::compare {
class DurationEdit;
class ElidedLabel;
}

namespace escala::lab {

class SpecSettings;

/// At the side: the server whose box is selected, what it is doing, how it is set up, and what can be done to it.
class ServerDetails : public QFrame {
    Q_OBJECT

public:
    explicit ServerDetails(QWidget *parent = nullptr);

    /// `server` empty: nothing of ours is selected.
    void setServer(const experiment::Target &target, std::optional<std::size_t> server);
    /// `status` empty: it does not run, and its settings can be edited.
    void setStatus(const std::optional<experiment::ServerStatus> &status);
    /// Latency and share of the faults that have them.
    [[nodiscard]] experiment::Fault measures() const;

Q_SIGNALS:
    void specEdited(std::size_t server, const escala::experiment::ServerSpec &spec);
    void replicasEdited(std::size_t server, int replicas);
    void strikeRequested(std::size_t server, const escala::experiment::Fault &fault);
    void mendRequested(std::size_t server);
    void menuRequested(std::size_t server, const QPoint &globalPosition);

private:
    void build();
    void scroll(QWidget *content);
    [[nodiscard]] QWidget *buildFaults();
    void addFigure(QLabel *&value, const QString &label);
    void showFigures(const experiment::ServerStatus &status);

    experiment::Target m_target;
    std::optional<std::size_t> m_server;
    QLabel *m_name;
    compare::ElidedLabel *m_address;
    QWidget *m_figures;
    QFormLayout *m_rows = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_errors = nullptr;
    QLabel *m_hits = nullptr;
    QLabel *m_p99 = nullptr;
    QLabel *m_queue = nullptr;
    QLabel *m_connections = nullptr;
    QLabel *m_use = nullptr;
    SpecSettings *m_settings;
    QWidget *m_faults;
    compare::DurationEdit *m_latency = nullptr;
    QSpinBox *m_share = nullptr;
    QPushButton *m_kill = nullptr;
    QPushButton *m_freeze = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_mend = nullptr;
    QLabel *m_hint;
};

}
