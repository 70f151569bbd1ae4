// The XML of a sheet and of the texts its cells share. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "import/table_reader.h"
#include "import/workbook.h"
#include "import/xml_parts.h"

namespace steward::imports {

enum class CellType { number, boolean, error, sharedText, text, date };

struct RawCell {
    std::size_t column = 0;
    CellType type = CellType::number;
    std::size_t style = 0;
    std::string value;
    bool hasValue = false;
    bool hasFormula = false;
};

// Calls what derives from it for each cell that holds something, and at the end of each row.
class SheetPart : public XmlReader {
public:
    SheetPart(std::string part, const Limits& limits) : XmlReader(std::move(part)), limits_(limits) {}

protected:
    virtual void cell(const RawCell& cell) = 0;
    virtual void rowEnds() {}
    virtual void merged(std::string_view) {}  // "B2:C3"

    std::int64_t line() const { return line_; }
    const Limits& limits() const { return limits_; }

    void begin(std::string_view element, const Attributes& attributes) override;
    void end(std::string_view element) override;
    void text(std::string_view text) override;

private:
    enum class Within { nothing, value, inlineText };

    void beginRow(std::string_view number);
    void beginCell(const Attributes& attributes);

    Limits limits_;
    std::int64_t line_ = 0;
    std::size_t nextColumn_ = 0;
    RawCell cell_;
    Within within_ = Within::nothing;
    bool inRow_ = false;
    bool inCell_ = false;
    int phonetic_ = 0;
};

// What has to be known before rows are given out.
class SheetSurvey final : public SheetPart {
public:
    using SheetPart::SheetPart;
    std::int64_t formulas() const { return formulas_; }
    // Ascending, each once.
    std::vector<std::uint32_t> neededTexts();

protected:
    void cell(const RawCell& cell) override;
    void rowEnds() override;
    void merged(std::string_view range) override;

private:
    bool rowHolds_ = false;
    std::int64_t rows_ = 0;
    std::int64_t formulas_ = 0;
    std::vector<std::uint32_t> texts_;
};

// The texts of these indices.
class SharedTexts final : public XmlReader {
public:
    SharedTexts(std::string part, std::vector<std::uint32_t> needed, const Limits& limits)
        : XmlReader(std::move(part)), needed_(std::move(needed)), limits_(limits) {}
    bool isComplete() const { return ends_.size() == needed_.size(); }
    // Nothing when there is no such text.
    std::optional<std::string_view> of(std::uint32_t index) const;

protected:
    void begin(std::string_view element, const Attributes& attributes) override;
    void end(std::string_view element) override;
    void text(std::string_view text) override;

private:
    std::vector<std::uint32_t> needed_;
    Limits limits_;
    std::uint32_t index_ = 0;
    bool isNeeded_ = false;
    bool inText_ = false;
    int phonetic_ = 0;
    std::string all_;
    std::vector<std::size_t> ends_;  // in all_, of each needed text so far
};

// Rows as they are given out.
class SheetRows final : public SheetPart {
public:
    SheetRows(std::string part, const Limits& limits, const Workbook& book, const SharedTexts& texts)
        : SheetPart(std::move(part), limits), book_(book), texts_(texts) {}
    std::vector<Row> take() { return std::exchange(rows_, {}); }

protected:
    void cell(const RawCell& cell) override;
    void rowEnds() override;

private:
    std::string textOf(const RawCell& cell, std::optional<Problem>& problem) const;

    const Workbook& book_;
    const SharedTexts& texts_;
    Row row_;
    std::size_t rowBytes_ = 0;
    std::vector<Row> rows_;
};

}  // namespace steward::imports
