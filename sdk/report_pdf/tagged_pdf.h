// What QPdfWriter writes to: its PDF goes on to the file with structure. QPdfWriter of Qt 6.4 has none of it
// (docs/decisions/pdf-structure.md), so each object that it makes is given a new number, and each page the marks of its
// structure. Private to the PDF writer. One thread at a time.
#pragma once

#include <QIODevice>

#include "report_pdf/pdf_structure.h"

namespace steward::report {

class TaggedPdf final : public QIODevice {
public:
    // `output` outlives this. `language`: of its texts (BCP 47).
    TaggedPdf(Output& output, std::string language);

    PdfStructure& structure() { return structure_; }
    // QPdfWriter does not look at what becomes of its writes, so the first failure is kept here.
    const Result<>& state() const { return state_; }
    // After QPdfWriter is gone.
    Result<> finish();

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* bytes, qint64 count) override;
    bool isSequential() const override { return true; }

private:
    Result<> takeObjects();
    Result<> take(int number, std::string_view body);
    Result<> takeStream(int number, std::string_view dictionary, std::string_view bytes);
    int numberOf(int theirs);
    std::string renumbered(std::string_view body);

    PdfObjects objects_;
    PdfStructure structure_;
    std::string language_;
    std::string pending_;
    std::size_t searched_ = 0;  // no object of `pending_` ends before
    std::vector<int> numbers_;  // by theirs; 0: not met yet
    int content_ = 0;           // theirs, of the page
    int lengthOfContent_ = 0;
    Result<> state_;
};

}  // namespace steward::report
