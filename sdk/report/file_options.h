// What can be chosen about an exported file, declared once: the console's dialog, the command lines and schedules offer
// fileOptions() and keep a FileOptions, which travels as JSON.
//
//   FileOptions chosen;
//   STEWARD_CHECK(setFileOption(chosen, Format::csv, "separator", "semicolon"));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace steward::report {

// In files and requests by their names, which are the endings of file names, too.
enum class Format { csv, xlsx, json, jsonl, pdf, html };
STEWARD_DESCRIBE_ENUM(Format, csv, xlsx, json, jsonl, pdf, html)

// utf16 is little-endian with a byte order mark, as spreadsheets write it; windows1252 has the letters of Western
// Europe.
enum class Encoding { utf8, utf8Bom, utf16, windows1252 };
STEWARD_DESCRIBE_ENUM(Encoding, utf8, utf8Bom, utf16, windows1252)
enum class Separator { comma, semicolon, tab };
STEWARD_DESCRIBE_ENUM(Separator, comma, semicolon, tab)
// What happens to a character that the encoding does not have: the export ends with an error that names it, or a
// question mark stands for it and the manifest counts it.
enum class Unencodable { refuse, replace };
STEWARD_DESCRIBE_ENUM(Unencodable, refuse, replace)
enum class Paper { a4, letter, a3 };
STEWARD_DESCRIBE_ENUM(Paper, a4, letter, a3)
enum class Orientation { landscape, portrait };
STEWARD_DESCRIBE_ENUM(Orientation, landscape, portrait)

struct FileOptions {
    Encoding encoding = Encoding::utf8;
    Separator separator = Separator::comma;
    Unencodable unencodable = Unencodable::refuse;
    bool split = true;  // XLSX: on to further sheets where one is full; false: refused before a byte is written
    bool chart = true;  // that of the definition
    bool truth = true;  // filters, row count and data time in the file itself, where the format has a place for it
    Paper paper = Paper::a4;
    Orientation orientation = Orientation::landscape;
    bool operator==(const FileOptions&) const = default;
};
STEWARD_DESCRIBE(FileOptions, (encoding, separator, unencodable, split, chart, truth, paper, orientation))

struct FileOptionChoice {
    std::string value;
    std::string title;  // for people, English; the console translates it
};
STEWARD_DESCRIBE(FileOptionChoice, (value, title))

struct FileOption {
    std::string name;  // the member of FileOptions
    std::string title;
    std::vector<FileOptionChoice> choices;  // the first is what is taken when nothing is chosen
    std::vector<Format> formats;            // those that it means something to
};
STEWARD_DESCRIBE(FileOption, (name, title, choices, formats))

const std::vector<FileOption>& fileOptions();
// Those of one format.
std::vector<FileOption> fileOptions(Format format);

// ErrorCode::invalid when the format has no such option, or the option no such value.
Result<> setFileOption(FileOptions& options, Format format, std::string_view name, std::string_view value);
// The value as setFileOption() takes it.
std::string fileOption(const FileOptions& options, std::string_view name);

}  // namespace steward::report
