#include "report/target_stem.h"

#include "report/file_writer.h"

#include <set>

namespace escala::report {

std::string targetStem(const experiment::RunResult &result, std::size_t target)
{
    std::set<std::string> taken;
    std::string unique;
    for (std::size_t each = 0; each <= target; ++each) {
        const std::string stem = fileStem(result.targets[each].target.name);
        unique = stem;
        for (int number = 2; !taken.insert(unique).second; ++number)
            unique = stem + "-" + std::to_string(number);
    }
    return unique;
}

}
