#include "report/manifest.h"

#include <fstream>
#include <iterator>

#include "report/output.h"

namespace steward::report {
namespace {

constexpr std::uintmax_t maximumManifest = 1 << 20;

tl::unexpected<Error> changed(std::string detail) {
    return fail(ErrorCode::storage, "The file is not the one that was exported.", std::move(detail));
}

}  // namespace

std::filesystem::path manifestPath(const std::filesystem::path& file) {
    auto path = file;
    return path += ".manifest.json";
}

Result<Manifest> seal(SafeFile file, const std::filesystem::path& target, Manifest manifest) {
    manifest.file = target.filename().string();
    manifest.steward = STEWARD_VERSION;
    STEWARD_TRY(SafeFile beside, SafeFile::create(manifestPath(target)));
    STEWARD_CHECK(file.commit());
    manifest.bytes = static_cast<std::int64_t>(file.bytesWritten());
    STEWARD_CHECK(beside.write(json::write(manifest) + "\n"));
    STEWARD_CHECK(beside.commit());
    return manifest;
}

Result<Manifest> verify(const std::filesystem::path& file) {
    std::error_code error;
    const auto path = manifestPath(file);
    const auto manifestSize = std::filesystem::file_size(path, error);
    if (error) return fail(ErrorCode::notFound, "There is no manifest beside this file.", path.filename().string());
    if (manifestSize > maximumManifest) return changed("The manifest is too large to be one.");
    std::ifstream in(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    STEWARD_TRY(Manifest manifest, json::read<Manifest>(text, json::Unknown::ignore));

    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(ErrorCode::notFound, "The file is not there.", file.filename().string());
    if (size != static_cast<std::uintmax_t>(manifest.bytes))
        return changed("It has " + std::to_string(size) + " bytes; " + std::to_string(manifest.bytes) +
                       " were written.");
    STEWARD_TRY(const std::string sum, sha256OfFile(file));
    if (sum != manifest.sha256)
        return changed("Its SHA-256 is " + sum + "; the exported file had " + manifest.sha256 + ".");
    if (manifest.version < 2) return manifest;
    if (manifest.rowsQueried != manifest.rowsWritten)
        return changed(std::to_string(manifest.rowsQueried) + " rows were asked for, " +
                       std::to_string(manifest.rowsWritten) + " written.");
    STEWARD_TRY(const std::int64_t records, countRecords(file, manifest.format, manifest.options));
    if (records != manifest.records)
        return changed("It holds " + std::to_string(records) + " records; the manifest says " +
                       std::to_string(manifest.records) + ".");
    return manifest;
}

}  // namespace steward::report
