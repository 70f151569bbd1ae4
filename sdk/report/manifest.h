// The truth beside an exported file: `<file>.manifest.json` says what was asked, how many rows there were and were
// written, from when the data is, and the checksum, so that anybody can prove the file whole later.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/safe_file.h"
#include "report/result.h"

namespace steward::report {

enum class Format { csv, xlsx, json, pdf };
STEWARD_DESCRIBE_ENUM(Format, csv, xlsx, json, pdf)

struct Manifest {
    int version = 1;
    std::string file;  // name without folder
    Format format = Format::csv;
    bool underlying = false;       // the rows behind the groups
    std::int64_t rowsScanned = 0;  // underlying rows that match the filter
    std::int64_t rowsQueried = 0;  // rows the query delivered for this file
    std::int64_t rowsWritten = 0;  // rows in the file; equal, or the export failed
    bool complete = false;         // false: the definition limits the report
    Time dataAsOf{};
    Time writtenAt{};
    std::string timeZone;
    std::string filter;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string steward;  // version of the program
    Definition definition;
    bool operator==(const Manifest&) const = default;
};
STEWARD_DESCRIBE(Manifest, (version, file, format, underlying, rowsScanned, rowsQueried, rowsWritten, complete,
                            dataAsOf, writtenAt, timeZone, filter, bytes, sha256, steward, definition))

std::filesystem::path manifestPath(const std::filesystem::path& file);

// Commits the file, then its manifest; should only the first succeed, verify() finds that they do not fit. The caller
// sets `manifest.sha256`; file name, size and program are filled in.
Result<Manifest> seal(SafeFile file, const std::filesystem::path& target, Manifest manifest);

// ErrorCode::storage when the file is not, byte for byte, the one that was exported; notFound without a manifest.
Result<Manifest> verify(const std::filesystem::path& file);

}  // namespace steward::report
