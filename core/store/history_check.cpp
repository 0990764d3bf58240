#include "store/blob.h"
#include "store/history.h"
#include "store/query.h"
#include "store/words.h"

// Whether everything that stands in the history can be read.

namespace escala::store {

namespace {

using Problems = std::vector<std::string>;

/// Each run of which a query for id and blob gives one that can't be read, once.
std::expected<void, StoreError> readAll(Query &query, bool (*isGood)(const QByteArray &), const char *sentence,
                                        Problems &problems)
{
    if (auto run = query.run(); !run)
        return run;
    std::string last;
    while (query.next()) {
        std::string id = query.text(0);
        if (id == last || isGood(query.bytes(1)))
            continue;
        problems.push_back(say(sentence, id));
        last = std::move(id);
    }
    return query.failure();
}

}

std::expected<Problems, StoreError> History::check()
{
    auto problems = m_database->check();
    if (!problems || !problems->empty())
        return problems;
    Query results(*m_database, "SELECT id, data FROM runs LEFT JOIN results ON run = key ORDER BY key");
    if (auto read = readAll(
            results, [](const QByteArray &blob) { return resultOf(blob).has_value(); },
            QT_TRANSLATE_NOOP("History", "The run %1 can't be read: its result is damaged."), *problems);
        !read)
        return std::unexpected(std::move(read.error()));
    Query seconds(*m_database, "SELECT id, data FROM seconds JOIN runs ON run = key ORDER BY run, target, second");
    if (auto read = readAll(
            seconds, [](const QByteArray &blob) { return secondOf(blob).has_value(); },
            QT_TRANSLATE_NOOP("History", "Of the run %1 some seconds can't be read: they are damaged."), *problems);
        !read)
        return std::unexpected(std::move(read.error()));
    return problems;
}

}
