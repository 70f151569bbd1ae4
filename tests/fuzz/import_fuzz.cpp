// Files that are imported: CSV, the XML of a sheet and of its texts, and of a workbook's styles.
#include "import/csv_reader.h"
#include "import/mapping.h"
#include "import/sheet_part.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;

namespace {

constexpr imports::Limits limits{
    .rows = 50, .columns = 20, .cellBytes = 200, .rowBytes = 1'000, .partBytes = 100'000, .textBytes = 2'000};

void requireWithin(const imports::Row& row) {
    FUZZ_REQUIRE(row.line > 0 && row.cells.size() <= limits.columns);
    std::size_t bytes = 0;
    for (const auto& cell : row.cells) {
        FUZZ_REQUIRE(cell.size() <= limits.cellBytes);
        FUZZ_REQUIRE(cell.find('\0') == std::string::npos);
        bytes += cell.size();
    }
    FUZZ_REQUIRE(bytes <= limits.rowBytes);
}

// In pieces, as they come out of an archive.
imports::Outcome<> feed(imports::XmlReader& reader, std::string_view document) {
    for (std::size_t at = 0; at < document.size(); at += 61)
        STEWARD_CHECK(reader.feed(document.substr(at, 61)));
    return reader.feed({});
}

}  // namespace

STEWARD_FUZZ(csv) {
    const auto reader = imports::readCsv(input, {.limits = limits});
    std::int64_t rows = 0;
    for (std::int64_t line = 0;;) {
        const auto row = reader->next();
        if (!row) FUZZ_REQUIRE(!imports::text(row.error()).empty());
        if (!row || !*row) break;
        requireWithin(**row);
        FUZZ_REQUIRE((*row)->line > line && ++rows <= limits.rows + 1);
        line = (*row)->line;
        static const imports::Subject tenants = imports::tenants();
        for (const auto& cell : (*row)->cells)
            for (const auto& field : tenants.fields)
                if (const auto value = imports::valueOf(field, cell); !value)
                    FUZZ_REQUIRE(!imports::text(value.error()).empty());
    }
    FUZZ_REQUIRE(reader->share() >= 0 && reader->share() <= 1);
}

STEWARD_FUZZ(sheet) {
    imports::SheetSurvey survey("sheet", limits);
    if (!feed(survey, input)) return;
    const imports::Workbook book{{}, {}, {false, true}, false};
    const imports::SharedTexts texts("texts", survey.neededTexts(), limits);
    imports::SheetRows rows("sheet", limits, book, texts);
    if (!feed(rows, input)) return;
    for (const auto& row : rows.take())
        requireWithin(row);
}

STEWARD_FUZZ(texts) {
    imports::SharedTexts texts("texts", {0, 1, 3}, limits);
    if (!feed(texts, input)) return;
    for (const std::uint32_t index : {0U, 1U, 2U, 3U, 4U})
        if (const auto text = texts.of(index)) FUZZ_REQUIRE(text->size() <= limits.cellBytes);
}

STEWARD_FUZZ(date_format) {
    (void)imports::isDateFormat(input);
    double serial = 0;
    if (input.size() >= sizeof serial) {
        std::copy_n(input.data(), sizeof serial, reinterpret_cast<char*>(&serial));
        const std::string text = imports::dateText(serial, input.size() % 2 == 1);
        FUZZ_REQUIRE(text.empty() || text.size() == 8 || text.size() == 10 || text.size() >= 20);
        (void)imports::numberText(serial);
    }
}
