// Writes the objects of a PDF as they come (ISO 32000-1, 7.5): of each, eight bytes stay in memory, which are its line
// of the cross-reference stream. Small objects go together into compressed streams. Private to the PDF writer; one
// thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "report/output.h"

namespace steward::report {

Result<std::string> inflated(std::string_view bytes);

class PdfObjects {
public:
    // `output` outlives this.
    explicit PdfObjects(Output& output);

    // The number of an object that is written later, from 1. One that never is written is free, and no error.
    int reserve();
    static std::string reference(int number);

    // `body`: what stands between "obj" and "endobj".
    Result<> write(int number, std::string_view body);
    // `dictionary`: the entries beside length and filter. `bytes` are not compressed yet.
    Result<> writeStream(int number, std::string_view dictionary, std::string_view bytes);
    // Written with others, at the latest by finish(). Not for streams.
    Result<> gather(int number, std::string_view body);
    // The cross-reference stream, and the end of the file.
    Result<> finish(int catalog, int information);

private:
    enum class Kind : unsigned char { free, at, gathered };
    void set(int number, Kind kind, std::uint64_t place, std::uint16_t index = 0);
    Result<> append(std::string_view bytes);
    Result<> writeGathered();

    Output& output_;
    std::uint64_t position_ = 0;
    std::string table_;  // an entry a number: kind, place, index
    std::string gatheredNumbers_;
    std::string gatheredBodies_;
    int gatheredIn_ = 0;
    std::uint16_t gatheredCount_ = 0;
};

}  // namespace steward::report
