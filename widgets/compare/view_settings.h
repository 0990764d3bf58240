#pragma once

#include <QWidget>

namespace escala::compare {

class Switch;

/// How the charts show a run.
struct ViewOptions {
    bool overlay = false;
    bool logLatency = true;
    bool follow = false;
    friend bool operator==(const ViewOptions &, const ViewOptions &) = default;
};

/// Edits ViewOptions.
class ViewSettings : public QWidget {
    Q_OBJECT

public:
    explicit ViewSettings(QWidget *parent = nullptr);

    [[nodiscard]] ViewOptions options() const;
    void setOptions(const ViewOptions &options);

Q_SIGNALS:
    void optionsChanged(const escala::compare::ViewOptions &options);

private:
    Switch *m_overlay;
    Switch *m_logLatency;
    Switch *m_follow;
};

}
