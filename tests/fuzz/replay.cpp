// fuzz_replay CORPUS: runs every kept input of every target, and each of them cut short. Fails when a target has no
// inputs or a folder no target.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/fuzz/fuzz.h"

namespace fs = std::filesystem;

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_replay CORPUS\n", stderr);
        return 2;
    }
    std::set<std::string> folders;
    for (const auto& entry : fs::directory_iterator(argv[1]))
        folders.insert(entry.path().filename().string());
    int failures = 0;
    for (const auto& target : steward::fuzz::targets()) {
        const std::string name(target.name);
        int count = 0;
        if (folders.erase(name) > 0)
            for (const auto& entry : fs::directory_iterator(fs::path(argv[1]) / name)) {
                std::printf("%s/%s\n", name.c_str(), entry.path().filename().c_str());
                std::fflush(stdout);
                std::ifstream in(entry.path(), std::ios::binary);
                const std::string input((std::istreambuf_iterator<char>(in)), {});
                target.run(input);
                for (std::size_t size = 0; size < input.size(); size += 1 + input.size() / 64)
                    target.run(std::string_view(input).substr(0, size));
                ++count;
            }
        if (count == 0) ++failures, std::printf("%s has no inputs\n", name.c_str());
    }
    for (const auto& folder : folders)
        ++failures, std::printf("%s has no target\n", folder.c_str());
    return failures == 0 ? 0 : 1;
}
