#pragma once

#include "load/load_engine.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace escala::experiment {

/// A LoadEngine on a thread of its own, because its start blocks as long as the resolver takes.
///
/// What the engine tells is brought to the owner's thread through the event loop; of snapshots that wait there only the
/// latest is kept. All members are for the owner's thread. The destructor stops the run and waits for its threads, but
/// not for a resolver: a thread that hangs in one ends by itself later and touches nothing of ours.
class EngineThread : public QObject {
    Q_OBJECT

public:
    struct News {
        metrics::SnapshotPtr snapshot;              ///< Null where none has come since the last news.
        std::vector<metrics::TargetSecond> seconds; ///< All that were measured since the last news.
        std::optional<load::LoadError> failed;      ///< The run could not start; nothing more will come.
    };
    using Listener = std::function<void(News)>;

    /// Starts at once. `listener` is called on the owner's thread, until this object is destroyed; it may do that.
    EngineThread(load::LoadPlan plan, std::vector<http::Url> targets, Listener listener);
    ~EngineThread() override;

    /// Ends the run soon; the finished snapshot follows, unless names are still being resolved.
    void stop();
    /// See LoadEngine.
    void setLevel(std::optional<double> level);
    /// Names are still being resolved: nothing was sent.
    [[nodiscard]] bool isStarting() const;

private:
    Q_INVOKABLE void tell();

    class Shared;
    std::shared_ptr<Shared> m_shared;
};

}
