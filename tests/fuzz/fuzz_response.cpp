#include "http/field_syntax.h"
#include "http/response_reader.h"
#include "http/strict_response.h"
#include "input.h"

#include <optional>

using escala::http::Framing;
using escala::http::KeptAnswer;
using escala::http::ResponseHead;
using escala::http::ResponseMemo;
using escala::http::ResponseReader;
using fuzz::require;
using Progress = ResponseReader::Progress;

namespace {

/// What became of one answer.
struct Outcome {
    Progress progress = Progress::More;
    bool endCompletes = false; ///< The end of the stream, now.
    std::optional<ResponseHead> head;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Reads until the answer ends, whatever follows: then it is no answer.
Outcome read(ResponseReader &reader, ResponseMemo &memo, fuzz::Pieces pieces)
{
    Outcome outcome;
    for (auto piece = pieces.next(); !piece.empty() && outcome.progress != Progress::Malformed; piece = pieces.next()) {
        if (outcome.progress == Progress::Complete)
            outcome.progress = Progress::Malformed;
        else
            outcome.progress = reader.feed(piece, memo);
    }
    outcome.endCompletes = outcome.progress == Progress::More && reader.completedByEnd();
    if (outcome.progress == Progress::Complete || outcome.endCompletes)
        outcome.head = reader.head();
    return outcome;
}

Outcome readWhole(ResponseReader &reader, ResponseMemo &memo, std::string_view text)
{
    Outcome outcome;
    if (!text.empty())
        outcome.progress = reader.feed(text, memo);
    outcome.endCompletes = outcome.progress == Progress::More && reader.completedByEnd();
    if (outcome.progress == Progress::Complete || outcome.endCompletes)
        outcome.head = reader.head();
    return outcome;
}

void checkHead(const ResponseHead &head)
{
    require(head.status >= 200 && head.status <= 999, "the final answer has a status of its own");
    require(head.size > 0 && head.size <= escala::http::kMaxResponseHead, "a head is within its limit");
    require(head.framing != Framing::UntilClose || !head.keepAlive, "a body to the end leaves no connection");
}

void checkKept(const KeptAnswer &kept, const ResponseHead &head)
{
    require(kept.head.size() == head.size, "the head that is kept is the one that was read");
    require(kept.bodySize == kept.body.size() || kept.body.size() == KeptAnswer::kMaxBody, "a kept body is whole");
    if (head.framing == Framing::Length)
        require(kept.bodySize == head.contentLength, "a body is as long as its head says");
    if (head.framing == Framing::None)
        require(kept.bodySize == 0, "an answer without a body has none");
}

/// As a proxy reads a head: one however much of it has come, and nothing in it can end a line.
void checkStrict(std::string_view text, bool toHead, std::uint8_t seed)
{
    const auto whole = escala::http::parseStrictResponse(text, toHead);
    const std::size_t size = whole && *whole ? (*whole)->size : text.size();
    require(size <= text.size(), "a head is of its bytes");
    std::size_t have = 0;
    fuzz::Pieces pieces(text.substr(0, size), seed);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        have += piece.size();
        const auto part = escala::http::parseStrictResponse(text.substr(0, have), toHead);
        require(part || !whole, "a head that is refused early is refused when it is whole");
        require(!part || !*part || have == size, "a head ends with its empty line");
    }
    if (!whole || !*whole)
        return;
    for (const auto &[name, value] : (*whole)->fields)
        require(escala::http::isToken(name) && escala::http::isFieldValue(value), "a field can be passed on");
    require((*whole)->framing != Framing::Length || (*whole)->contentLength, "a body with a length has one");
}

}

// Two choices, then the bytes of a server: however they are cut, and whoever remembers what came before, one answer has
// one meaning.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool toHead = (input.choice() & 1U) != 0;
    const std::uint8_t seed = input.choice();
    const std::string_view text = input.text();

    checkStrict(text, toHead, seed);

    ResponseReader reader;
    ResponseMemo memo;
    reader.begin(toHead);
    const Outcome whole = readWhole(reader, memo, text);
    if (whole.head)
        checkHead(*whole.head);

    reader.begin(toHead);
    require(readWhole(reader, memo, text) == whole, "a head that is remembered means the same");

    ResponseMemo fresh;
    reader.begin(toHead);
    require(read(reader, fresh, {text, seed}) == whole, "an answer in pieces means the same");

    KeptAnswer kept;
    kept.wantsBody = true;
    reader.begin(toHead, kept);
    require(readWhole(reader, memo, text) == whole, "an answer that is kept means the same");
    if (whole.head)
        checkKept(kept, *whole.head);

    KeptAnswer inPieces;
    inPieces.wantsBody = true;
    reader.begin(toHead, inPieces);
    require(read(reader, fresh, {text, seed}) == whole, "an answer that is kept in pieces means the same");
    if (whole.head)
        require(inPieces.head == kept.head && inPieces.body == kept.body && inPieces.bodySize == kept.bodySize,
                "an answer in pieces is kept the same");
    return 0;
}
