#include "input.h"
#include "monitor/cell.h"
#include "monitor/source_cell.h"

using fuzz::require;
using namespace escala::monitor;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = fuzz::Input(data, size).text();
    if (const auto cell = Cell::decoded(bytes)) {
        require(Cell::decoded(cell->encoded()) == cell, "what is encoded decodes to the same");
        Cell twice = *cell;
        twice.merge(*cell);
        require(twice.response.count() == 2 * cell->response.count(), "merging adds");
        static_cast<void>(cell->figures());
    }
    if (const auto cell = SourceCell::decoded(bytes)) {
        const std::string once = cell->encoded();
        const auto again = SourceCell::decoded(once);
        require(again.has_value() || cell->empty(), "what is encoded can be decoded");
        require(!again || again->encoded() == once, "encoding is stable");
    }
    return 0;
}
