// steward_documents DIR: writes openapi.json and asyncapi.json into DIR.
#include <cstdio>
#include <filesystem>

#include "base/safe_file.h"
#include "contract/documents.h"

namespace {

steward::Result<> writeDocument(const std::filesystem::path& target, const std::string& text) {
    STEWARD_TRY(auto file, steward::SafeFile::create(target));
    STEWARD_CHECK(file.write(text));
    return file.commit();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: steward_documents DIR\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    for (const auto& [name, text] : {std::pair{"openapi.json", steward::contract::openApiDocument()},
                                     std::pair{"asyncapi.json", steward::contract::asyncApiDocument()}}) {
        if (const auto written = writeDocument(folder / name, text); !written) {
            std::fprintf(stderr, "%s %s\n", written.error().message.c_str(), written.error().detail.c_str());
            return 1;
        }
    }
    return 0;
}
