#include "input.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// Every input of the folder that is named, once: how the corpus is kept in any build, without a fuzzer.

int main(int argc, char *argv[])
{
    if (argc != 2)
        return 2;
    int inputs = 0;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(argv[1], error)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        static_cast<void>(std::fprintf(stderr, "%s\n", entry.path().filename().c_str()));
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
        ++inputs;
    }
    return inputs > 0 ? 0 : 1;
}
