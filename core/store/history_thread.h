#pragma once

#include "store/history.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QThread>

#include <concepts>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace escala::store {

/// What a HistoryThread can be asked: anything with a History that may fail.
template <typename Question>
concept AsksHistory = requires(Question question, History &history) {
    { question(history).error() } -> std::convertible_to<StoreError>;
};

/// A History on a thread of its own, for a window that must never wait for a disk. It is opened with the first question
/// (again with the next one where that failed, or the file was deleted or moved), and questions are answered one after
/// the other in their order.
///
///     thread.ask([query](store::History &history) { return history.list(query); })
///         .then(this, [this](const auto &rows) { … });
class HistoryThread : public QObject {
    Q_OBJECT

public:
    explicit HistoryThread(std::filesystem::path file, QObject *parent = nullptr);
    /// Answers what was asked, then ends.
    ~HistoryThread() override;

    /// `question` is called on the thread, with what it brought along; it returns a std::expected<…, StoreError>.
    template <AsksHistory Question>
    [[nodiscard]] QFuture<std::invoke_result_t<Question, History &>> ask(Question question)
    {
        using Answer = std::invoke_result_t<Question, History &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        QFuture<Answer> future = promise->future();
        post([promise, question = std::move(question)](std::expected<History *, StoreError> history) mutable {
            promise->addResult(history ? question(**history) : Answer(std::unexpected(std::move(history.error()))));
            promise->finish();
        });
        return future;
    }

Q_SIGNALS:
    /// A sentence for people about what opening had to do: a damaged file was set aside.
    void notice(const QString &sentence);

private:
    class Desk;
    void post(std::function<void(std::expected<History *, StoreError>)> task);

    QThread m_thread;
    Desk *m_desk; ///< On m_thread, which deletes it.
};

}
