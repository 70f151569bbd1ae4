// The entry points of libFuzzer. Without STEWARD_FUZZ_TARGET the names of the targets are printed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/fuzz.h"

namespace {

steward::fuzz::Target chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("STEWARD_FUZZ_TARGET");
    chosen = name ? steward::fuzz::findTarget(name) : nullptr;
    if (chosen) return 0;
    for (const auto& target : steward::fuzz::targets())
        std::printf("%.*s\n", static_cast<int>(target.name.size()), target.name.data());
    std::exit(name ? 2 : 0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen({reinterpret_cast<const char*>(data), size});
    return 0;
}
