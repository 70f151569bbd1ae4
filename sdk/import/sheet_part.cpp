#include "import/sheet_part.h"

#include <algorithm>
#include <charconv>

namespace steward::imports {
namespace {

constexpr std::int64_t lastLine = 1'048'576;
constexpr std::size_t lastColumn = 16'384;

template <class T>
std::optional<T> numberIn(std::string_view text) {
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "AB12" is 27, "A1" is 0; nothing when it is no place.
std::optional<std::size_t> columnOf(std::string_view place) {
    std::size_t column = 0;
    std::size_t at = 0;
    for (; at < place.size() && place[at] >= 'A' && place[at] <= 'Z'; ++at) {
        column = column * 26 + static_cast<std::size_t>(place[at] - 'A') + 1;
        if (column > lastColumn) return std::nullopt;
    }
    if (at == 0) return std::nullopt;
    return column - 1;
}

CellType typeOf(std::string_view name) {
    if (name == "s") return CellType::sharedText;
    if (name == "str" || name == "inlineStr") return CellType::text;
    if (name == "b") return CellType::boolean;
    if (name == "e") return CellType::error;
    if (name == "d") return CellType::date;
    return CellType::number;
}

}  // namespace

void SheetPart::beginRow(std::string_view number) {
    const auto given = number.empty() ? line_ + 1 : numberIn<std::int64_t>(number).value_or(0);
    if (given <= line_ || given > lastLine) return refuse(damaged(part() + " has rows that are not in order"));
    line_ = given;
    nextColumn_ = 0;
    inRow_ = true;
}

void SheetPart::beginCell(const Attributes& attributes) {
    const std::string_view place = attributes["r"];
    const auto column = place.empty() ? std::optional(nextColumn_) : columnOf(place);
    if (!column) return refuse(damaged(part() + " has a cell at no place, " + shortened(place)));
    nextColumn_ = *column + 1;
    cell_.column = *column;
    cell_.type = typeOf(attributes["t"]);
    cell_.style = numberIn<std::size_t>(attributes["s"]).value_or(0);
    cell_.value.clear();
    cell_.hasValue = cell_.hasFormula = false;
    inCell_ = true;
}

void SheetPart::begin(std::string_view element, const Attributes& attributes) {
    if (element == "row") return beginRow(attributes["r"]);
    if (element == "mergeCell") return merged(attributes["ref"]);
    if (element == "c" && inRow_) return beginCell(attributes);
    if (!inCell_) return;
    if (element == "f") cell_.hasFormula = true;
    if (element == "rPh") ++phonetic_;
    if (element == "v") within_ = Within::value;
    if (element == "t" && phonetic_ == 0) within_ = Within::inlineText;
    cell_.hasValue = cell_.hasValue || within_ != Within::nothing;
}

void SheetPart::text(std::string_view text) {
    if (within_ == Within::nothing) return;
    cell_.value += text;
    if (cell_.value.size() > limits_.cellBytes)
        refuse({ProblemKind::cellTooLong, line_, columnLetters(cell_.column), {std::to_string(limits_.cellBytes)}});
}

void SheetPart::end(std::string_view element) {
    if (element == "v" || element == "t") within_ = Within::nothing;
    if (element == "rPh" && phonetic_ > 0) --phonetic_;
    if (element == "c" && inCell_) {
        inCell_ = false;
        if (!cell_.hasValue && !cell_.hasFormula) return;
        if (cell_.column >= limits_.columns)
            return refuse({ProblemKind::tooManyColumns, line_, {}, {std::to_string(limits_.columns)}});
        cell(cell_);
    }
    if (element == "row" && inRow_) {
        inRow_ = false;
        rowEnds();
    }
}

void SheetSurvey::cell(const RawCell& cell) {
    rowHolds_ = true;
    if (cell.hasFormula) ++formulas_;
    if (cell.type != CellType::sharedText) return;
    if (const auto index = numberIn<std::uint32_t>(cell.value)) texts_.push_back(*index);
}

void SheetSurvey::rowEnds() {
    if (rowHolds_ && ++rows_ > limits().rows + 1)
        refuse({ProblemKind::tooManyRows, line(), {}, {std::to_string(limits().rows)}});
    rowHolds_ = false;
}

void SheetSurvey::merged(std::string_view range) {
    refuse({ProblemKind::mergedCells, 0, {}, {shortened(range)}});
}

std::vector<std::uint32_t> SheetSurvey::neededTexts() {
    std::ranges::sort(texts_);
    texts_.erase(std::ranges::unique(texts_).begin(), texts_.end());
    return std::move(texts_);
}

void SharedTexts::begin(std::string_view element, const Attributes&) {
    if (element == "si") isNeeded_ = !isComplete() && needed_[ends_.size()] == index_;
    if (element == "rPh") ++phonetic_;
    if (element == "t") inText_ = isNeeded_ && phonetic_ == 0;
}

void SharedTexts::text(std::string_view text) {
    if (!inText_) return;
    const std::size_t begin = ends_.empty() ? 0 : ends_.back();
    all_ += text;
    if (all_.size() - begin > limits_.cellBytes)
        refuse({ProblemKind::cellTooLong, 0, {}, {std::to_string(limits_.cellBytes)}});
    if (all_.size() > limits_.textBytes) refuse({ProblemKind::tooMuchText, 0, {}, {std::to_string(limits_.textBytes)}});
}

void SharedTexts::end(std::string_view element) {
    if (element == "t") inText_ = false;
    if (element == "rPh" && phonetic_ > 0) --phonetic_;
    if (element != "si") return;
    if (isNeeded_) ends_.push_back(all_.size());
    isNeeded_ = false;
    ++index_;
}

std::optional<std::string_view> SharedTexts::of(std::uint32_t index) const {
    const auto found = std::ranges::lower_bound(needed_, index);
    const auto at = static_cast<std::size_t>(found - needed_.begin());
    if (found == needed_.end() || *found != index || at >= ends_.size()) return std::nullopt;
    const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
    return std::string_view(all_).substr(begin, ends_[at] - begin);
}

std::string SheetRows::textOf(const RawCell& cell, std::optional<Problem>& problem) const {
    const auto refused = [&](ProblemKind kind, std::vector<std::string> words = {}) {
        problem = Problem{kind, line(), columnLetters(cell.column), std::move(words)};
        return std::string();
    };
    if (!cell.hasValue) return refused(ProblemKind::formulaWithoutValue);
    switch (cell.type) {
        case CellType::error:
            return refused(ProblemKind::errorValue, {shortened(cell.value)});
        case CellType::boolean:
            return cell.value == "1" || cell.value == "true" ? "true" : "false";
        case CellType::text:
        case CellType::date:
            return cell.value;
        case CellType::sharedText: {
            const auto index = numberIn<std::uint32_t>(cell.value);
            const auto text = index ? texts_.of(*index) : std::nullopt;
            return text ? std::string(*text) : refused(ProblemKind::damaged, {"a text of the cell is missing"});
        }
        case CellType::number:
            break;
    }
    if (cell.value.empty()) return cell.hasFormula ? refused(ProblemKind::formulaWithoutValue) : std::string();
    const auto number = numberIn<double>(cell.value);
    if (!number) return refused(ProblemKind::notNumber, {shortened(cell.value)});
    if (cell.style >= book_.isDate.size() || !book_.isDate[cell.style]) return numberText(*number);
    std::string date = dateText(*number, book_.from1904);
    return date.empty() ? refused(ProblemKind::impossibleDate, {numberText(*number)}) : date;
}

void SheetRows::cell(const RawCell& cell) {
    std::optional<Problem> problem;
    std::string text = textOf(cell, problem);
    rowBytes_ += text.size();
    if (rowBytes_ > limits().rowBytes)
        return refuse({ProblemKind::rowTooLong, line(), {}, {std::to_string(limits().rowBytes)}});
    if (row_.cells.size() <= cell.column) row_.cells.resize(cell.column + 1);
    row_.cells[cell.column] = std::move(text);
    if (problem) row_.bad.insert_or_assign(cell.column, std::move(*problem));
}

void SheetRows::rowEnds() {
    row_.line = line();
    if (!row_.cells.empty()) rows_.push_back(std::move(row_));
    row_ = {};
    rowBytes_ = 0;
}

}  // namespace steward::imports
