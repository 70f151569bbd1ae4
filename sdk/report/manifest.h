// The truth beside an exported file: `<file>.manifest.json` says what was asked, how many rows there were and were
// written, from when the data is, and the checksum, so that anybody can prove the file whole later.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/safe_file.h"
#include "report/file_options.h"
#include "report/result.h"

namespace steward::report {

// 2 says what was chosen about the file, the values of parameters, the source and the records. Version 1 is read.
inline constexpr int manifestVersion = 2;

struct Manifest {
    int version = manifestVersion;
    std::string file;  // name without folder
    Format format = Format::csv;
    FileOptions options = {};
    bool underlying = false;       // the rows behind the groups
    std::int64_t rowsScanned = 0;  // underlying rows that match the filter
    std::int64_t rowsQueried = 0;  // rows the query delivered for this file
    std::int64_t rowsWritten = 0;  // rows in the file; equal, or the export failed
    // What a reader of the file counts, totals and headers of sheets included: lines after the header (CSV), rows
    // (JSON, HTML, sheets with data), lines (JSON Lines), pages (PDF). verify() counts them again.
    std::int64_t records = 0;
    std::int64_t replaced = 0;  // characters for which a question mark stands
    bool complete = false;      // false: the definition limits the report, or the snapshot has not all rows
    std::string source;         // "platform", "snapshot", "snapshot of 3 tenants"; empty: not said
    Time dataAsOf{};
    Time writtenAt{};
    std::string timeZone;
    std::string filter;
    std::map<std::string, std::vector<std::string>> parameters;  // their values in this run
    std::int64_t bytes = 0;
    std::string sha256;
    std::string steward;  // version of the program
    Definition definition;
    bool operator==(const Manifest&) const = default;
};
STEWARD_DESCRIBE(Manifest, (version, file, format, options, underlying, rowsScanned, rowsQueried, rowsWritten, records,
                            replaced, complete, source, dataAsOf, writtenAt, timeZone, filter, parameters, bytes,
                            sha256, steward, definition))

std::filesystem::path manifestPath(const std::filesystem::path& file);

// Commits the file, then its manifest; should only the first succeed, verify() finds that they do not fit. The caller
// sets `manifest.sha256`; file name, size and program are filled in.
Result<Manifest> seal(SafeFile file, const std::filesystem::path& target, Manifest manifest);

// ErrorCode::storage when the file is not, byte for byte, the one that was exported, or does not hold what the manifest
// says; notFound without a manifest.
Result<Manifest> verify(const std::filesystem::path& file);

// Manifest::records, counted in the file itself by what its format is. ErrorCode::storage when it is none of that
// format. Reads it once, in bounded memory.
Result<std::int64_t> countRecords(const std::filesystem::path& file, Format format, const FileOptions& options);

}  // namespace steward::report
