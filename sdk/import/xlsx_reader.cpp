#include "import/xlsx_reader.h"

#include <algorithm>
#include <deque>

#include "import/sheet_part.h"

namespace steward::imports {
namespace {

Outcome<> feedAll(Archive& archive, const std::string& part, XmlReader& into) {
    STEWARD_CHECK(archive.begin(part));
    for (;;) {
        STEWARD_TRY(const std::string_view piece, archive.next());
        STEWARD_CHECK(into.feed(piece));
        if (piece.empty()) return {};
    }
}

Outcome<Sheet> chosenSheet(const Workbook& book, const std::string& name) {
    const auto chosen = std::ranges::find_if(
        book.sheets, [&](const Sheet& sheet) { return name.empty() ? sheet.shown : sheet.name == name; });
    if (chosen != book.sheets.end()) return *chosen;
    if (name.empty()) return fail(Problem{ProblemKind::noSheet});
    std::string all;
    for (const auto& sheet : book.sheets)
        all += (all.empty() ? "" : ", ") + sheet.name;
    return fail(Problem{ProblemKind::noSuchSheet, 0, {}, {shortened(name), shortened(all)}});
}

class XlsxReader final : public TableReader {
public:
    XlsxReader(const Source& source, Archive archive, Workbook book, Sheet sheet, std::unique_ptr<SharedTexts> texts,
               std::int64_t formulas)
        : TableReader(source, true),
          archive_(std::move(archive)),
          book_(std::move(book)),
          sheet_(std::move(sheet)),
          texts_(std::move(texts)),
          formulas_(formulas),
          rows_(sheet_.part, source.limits, book_, *texts_) {}

    Outcome<> begin() { return archive_.begin(sheet_.part); }

    double share() const override {
        const auto size = static_cast<double>(archive_.sizeOf(sheet_.part));
        return size > 0 ? std::min(1.0, static_cast<double>(fed_) / size) : 1;
    }
    std::vector<std::string> sheets() const override {
        std::vector<std::string> names;
        std::ranges::transform(book_.sheets, std::back_inserter(names), &Sheet::name);
        return names;
    }
    std::string sheet() const override { return sheet_.name; }
    std::int64_t formulas() const override { return formulas_; }

protected:
    Outcome<std::optional<Row>> read() override {
        while (ready_.empty() && !ended_) {
            STEWARD_TRY(const std::string_view piece, archive_.next());
            STEWARD_CHECK(rows_.feed(piece));
            fed_ += piece.size();
            ended_ = piece.empty();
            std::ranges::move(rows_.take(), std::back_inserter(ready_));
        }
        if (ready_.empty()) return std::optional<Row>();
        std::optional<Row> row(std::move(ready_.front()));
        ready_.pop_front();
        return row;
    }

private:
    Archive archive_;
    Workbook book_;
    Sheet sheet_;
    std::unique_ptr<SharedTexts> texts_;
    std::int64_t formulas_;
    SheetRows rows_;
    std::deque<Row> ready_;
    std::uint64_t fed_ = 0;
    bool ended_ = false;
};

}  // namespace

Outcome<std::unique_ptr<TableReader>> openXlsx(const Source& source) {
    STEWARD_TRY(Archive archive, Archive::open(source));
    STEWARD_TRY(Workbook book, readWorkbook(archive));
    STEWARD_TRY(Sheet sheet, chosenSheet(book, source.sheet));
    SheetSurvey survey(sheet.part, source.limits);
    STEWARD_CHECK(feedAll(archive, sheet.part, survey));
    auto texts = std::make_unique<SharedTexts>(book.sharedStrings, survey.neededTexts(), source.limits);
    if (!book.sharedStrings.empty() && !texts->isComplete())
        STEWARD_CHECK(feedAll(archive, book.sharedStrings, *texts));
    auto reader = std::make_unique<XlsxReader>(source, std::move(archive), std::move(book), std::move(sheet),
                                               std::move(texts), survey.formulas());
    STEWARD_CHECK(reader->begin());
    return reader;
}

}  // namespace steward::imports
