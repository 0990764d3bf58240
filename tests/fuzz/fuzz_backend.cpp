#include "input.h"
#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/removals.h"
#include "servers/cache/backend/stored_entry.h"

#include <string>
#include <string_view>

using namespace escala::servers;
using fuzz::require;

namespace {

void checkEntry(std::string_view text)
{
    const auto entry = decodeEntry(text);
    if (!entry)
        return;
    require(entry->response->fields.size() + entry->response->body.size() <= text.size(), "an entry is of its bytes");
    const auto again = decodeEntry(encodeEntry(*entry));
    require(again.has_value(), "what is encoded can be decoded");
    require(again->response->status == entry->response->status && again->response->fields == entry->response->fields
                && again->response->body == entry->response->body && again->askedAt == entry->askedAt
                && again->storedAt == entry->storedAt && again->lifetime == entry->lifetime,
            "and is the same");
}

/// The first line is a page, the others are the list.
void checkRemovals(std::string_view text)
{
    const auto page = text.substr(0, text.find('\n'));
    const auto list = text.substr(page.size());
    const StoredEntry::Time asked(std::chrono::microseconds(1000));
    const bool removed = isRemoved(list, page, asked);
    const Removal all{.at = asked, .isPrefix = true, .text = {}};
    require(isRemoved(std::string(list) + "\n" + lineOf(all), page, asked), "what removes all removes this");
    require(!removed || isRemoved(std::string(list) + "\nnonsense", page, asked), "nonsense takes nothing back");
    const Removal it{.at = asked, .isPrefix = false, .text = std::string(page)};
    require(isRemoved(lineOf(it), page, asked), "a page is removed by its name");
    require(!isRemoved(lineOf(it), page, asked + std::chrono::microseconds(1)), "but not what was asked for later");
}

void checkAddress(std::string_view text)
{
    const auto address = parseBackendAddress(text);
    if (!address) {
        require(!address.error().empty(), "a refusal says why");
        return;
    }
    require(address->port != 0 && !address->host.empty(), "an address is somewhere");
    const auto again = parseBackendAddress(address->text());
    require(again && again->host == address->host && again->port == address->port
                && again->database == address->database && again->kind == address->kind,
            "an address's text is the same address");
    require(again->user.empty() && again->password.empty(), "and has no credentials");
}

void checkKey(std::string_view text)
{
    const auto key = backendKeyOf(text);
    require(key.size() <= 250 && key.find_first_of(" \r\n") == std::string::npos, "a key is one that memcached takes");
}

}

// A choice of what it is, then the text.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    switch (input.choice() % 4) {
    case 0:
        checkEntry(input.text());
        break;
    case 1:
        checkRemovals(input.text());
        break;
    case 2:
        checkAddress(input.text());
        break;
    default:
        checkKey(input.text());
    }
    return 0;
}
