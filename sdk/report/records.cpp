#include <minizip/unzip.h>

#include <fstream>
#include <functional>
#include <memory>

#include "report/manifest.h"

namespace steward::report {
namespace {

constexpr std::size_t blockBytes = 1 << 16;

Error notOfFormat(std::string detail) {
    return {ErrorCode::storage, "The file is not the one that was exported.", std::move(detail), {}, {}};
}

// Calls f(block) up to the end.
template <class F>
Result<> eachBlock(const std::filesystem::path& file, F&& f) {
    std::ifstream in(file, std::ios::binary);
    std::string block(blockBytes, '\0');
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        f(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
    }
    if (!in.eof()) return fail(ErrorCode::storage, "The file could not be read.", file.filename().string());
    return {};
}

// How often a text occurs in a stream of blocks.
class Occurrences {
public:
    explicit Occurrences(std::string_view wanted) : wanted_(wanted) {}
    void add(std::string_view block) {
        rest_ += block;
        std::size_t at = 0;
        for (auto found = rest_.find(wanted_); found != std::string::npos; found = rest_.find(wanted_, at)) {
            ++count_;
            at = found + wanted_.size();
        }
        rest_.erase(0, std::max(at, rest_.size() - std::min(rest_.size(), wanted_.size() - 1)));
    }
    std::int64_t count() const { return count_; }

private:
    std::string_view wanted_;
    std::string rest_;
    std::int64_t count_ = 0;
};

Result<std::int64_t> occurrencesIn(const std::filesystem::path& file, std::string_view wanted) {
    Occurrences occurrences(wanted);
    STEWARD_CHECK(eachBlock(file, [&](std::string_view block) { occurrences.add(block); }));
    return occurrences.count();
}

// A line ends at a line feed outside of quotes. Of UTF-16 each pair of bytes is one character, the lower one first.
Result<std::int64_t> csvRecords(const std::filesystem::path& file, Encoding encoding) {
    std::int64_t lines = 0;
    bool quoted = false;
    bool isEnded = true;
    bool isUpper = false;
    char lower = 0;
    const auto take = [&](char c) {
        if (c == '"') quoted = !quoted;
        isEnded = c == '\n' && !quoted;
        lines += isEnded;
    };
    STEWARD_CHECK(eachBlock(file, [&](std::string_view block) {
        for (const char c : block) {
            if (encoding != Encoding::utf16) {
                take(c);
            } else if (isUpper) {
                take(c == 0 ? lower : ' ');
            } else {
                lower = c;
            }
            isUpper = !isUpper;
        }
    }));
    if (quoted || !isEnded || lines == 0) return fail(notOfFormat("Its last line is cut off."));
    return lines - 1;
}

struct CloseZip {
    void operator()(void* zip) const { unzClose(zip); }
};
using Zip = std::unique_ptr<void, CloseZip>;

// minizip compares the checksum of the part when it is closed.
Result<> readPart(unzFile zip, const std::function<void(std::string_view)>& take) {
    if (unzOpenCurrentFile(zip) != UNZ_OK) return fail(notOfFormat("A part of the workbook cannot be opened."));
    std::string block(blockBytes, '\0');
    int count = 0;
    while ((count = unzReadCurrentFile(zip, block.data(), static_cast<unsigned>(block.size()))) > 0)
        take(std::string_view(block.data(), static_cast<std::size_t>(count)));
    if (unzCloseCurrentFile(zip) != UNZ_OK || count < 0) return fail(notOfFormat("A part of the workbook is damaged."));
    return {};
}

Result<std::string> wholePart(unzFile zip, const char* name) {
    std::string text;
    if (unzLocateFile(zip, name, 1) != UNZ_OK) return fail(notOfFormat(std::string("It has no ") + name + "."));
    STEWARD_CHECK(readPart(zip, [&](std::string_view block) { text += block; }));
    return text;
}

// Sheets are numbered in their order; "About" and "Chart" are not data.
Result<std::int64_t> xlsxRecords(const std::filesystem::path& file) {
    const Zip zip(unzOpen64(file.string().c_str()));
    if (!zip) return fail(notOfFormat("It is no workbook."));
    STEWARD_TRY(const std::string workbook, wholePart(zip.get(), "xl/workbook.xml"));
    std::int64_t records = 0;
    int number = 0;
    constexpr std::string_view entry = "<sheet name=\"";
    for (auto at = workbook.find(entry); at != std::string::npos; at = workbook.find(entry, at + 1)) {
        ++number;
        const auto name = workbook.substr(at + entry.size(), workbook.find('"', at + entry.size()) - at - entry.size());
        const std::string part = "xl/worksheets/sheet" + std::to_string(number) + ".xml";
        if (unzLocateFile(zip.get(), part.c_str(), 1) != UNZ_OK) return fail(notOfFormat("It has no " + part + "."));
        Occurrences rows("<row ");
        STEWARD_CHECK(readPart(zip.get(), [&](std::string_view block) { rows.add(block); }));
        if (name != "About" && name != "Chart") records += rows.count();
    }
    return records;
}

Result<std::int64_t> pdfPages(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string head(5, '\0');
    std::string tail(16, '\0');
    in.read(head.data(), 5);
    in.seekg(-16, std::ios::end);
    in.read(tail.data(), 16);
    if (!in || head != "%PDF-" || tail.find("%%EOF") == std::string::npos) return fail(notOfFormat("It is no PDF."));
    return occurrencesIn(file, "/Type /Page\n");
}

}  // namespace

Result<std::int64_t> countRecords(const std::filesystem::path& file, Format format, const FileOptions& options) {
    switch (format) {
        case Format::csv:
            return csvRecords(file, options.encoding);
        case Format::json:
            return occurrencesIn(file, "\n[");
        case Format::jsonl:
            return occurrencesIn(file, "}\n");
        case Format::html:
            return occurrencesIn(file, "<tr class=\"row");
        case Format::xlsx:
            return xlsxRecords(file);
        case Format::pdf:
            return pdfPages(file);
    }
    return fail(notOfFormat("Its format is not known."));
}

}  // namespace steward::report
