#include "import/workbook.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "base/time.h"
#include "import/xml_parts.h"

namespace steward::imports {
namespace {

int integer(std::string_view text, int otherwise) {
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool isTrue(std::string_view text) {
    return text == "1" || text == "true";
}

// Targets by id and by what they are.
class Relations final : public XmlReader {
public:
    using XmlReader::XmlReader;
    struct Relation {
        std::string type;
        std::string target;
    };
    std::map<std::string, Relation, std::less<>> byId;

    std::string ofType(std::string_view ending) const {
        for (const auto& [id, relation] : byId)
            if (relation.type.ends_with(ending)) return relation.target;
        return {};
    }

protected:
    void begin(std::string_view element, const Attributes& attributes) override {
        if (element != "Relationship" || attributes["TargetMode"] == "External") return;
        if (byId.size() < 10'000)
            byId.try_emplace(std::string(attributes["Id"]),
                             Relation{std::string(attributes["Type"]), std::string(attributes["Target"])});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class WorkbookPart final : public XmlReader {
public:
    using XmlReader::XmlReader;
    struct Named {
        std::string name;
        std::string relation;
        bool shown = true;
    };
    std::vector<Named> sheets;
    bool from1904 = false;

protected:
    void begin(std::string_view element, const Attributes& attributes) override {
        if (element == "workbookPr") from1904 = isTrue(attributes["date1904"]);
        if (element == "sheet" && sheets.size() < 1'000)
            sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                              attributes["state"].empty() || attributes["state"] == "visible"});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class StylesPart final : public XmlReader {
public:
    using XmlReader::XmlReader;
    std::vector<bool> isDate;

protected:
    void begin(std::string_view element, const Attributes& attributes) override {
        if (element == "numFmt") formats_[integer(attributes["numFmtId"], -1)] = isDateFormat(attributes["formatCode"]);
        if (element == "cellXfs") inCells_ = true;
        if (element == "xf" && inCells_ && isDate.size() < 100'000) {
            const int format = integer(attributes["numFmtId"], 0);
            const auto own = formats_.find(format);
            isDate.push_back(own == formats_.end() ? isBuiltInDate(format) : own->second);
        }
    }
    void end(std::string_view element) override {
        if (element == "cellXfs") inCells_ = false;
    }
    void text(std::string_view) override {}

private:
    // 18.8.30; the ones from 27 to 36 and from 50 to 58 are dates in East Asia.
    static bool isBuiltInDate(int format) {
        return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
               (format >= 50 && format <= 58);
    }
    std::map<int, bool> formats_;
    bool inCells_ = false;
};

Outcome<> readPart(Archive& archive, const std::string& part, XmlReader& into) {
    STEWARD_TRY(const std::string document, archive.whole(part));
    if (!document.empty()) STEWARD_CHECK(into.feed(document));
    return into.feed({});
}

// A target of a relation of `part`, as the archive spells it.
std::string resolved(const std::string& part, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder = part.substr(0, part.rfind('/') + 1);
    while (target.starts_with("../") && !folder.empty()) {
        target.remove_prefix(3);
        folder.pop_back();
        folder.erase(folder.rfind('/') + 1);
    }
    return folder + std::string(target);
}

std::string relationsOf(const std::string& part) {
    const auto at = part.rfind('/') + 1;
    return part.substr(0, at) + "_rels/" + part.substr(at) + ".rels";
}

}  // namespace

Outcome<Workbook> readWorkbook(Archive& archive) {
    const std::string root = "_rels/.rels";
    if (!archive.has(root)) {
        const bool isOpenDocument = archive.has("mimetype") && archive.has("content.xml");
        return fail(Problem{isOpenDocument ? ProblemKind::openDocument : ProblemKind::notAWorkbook});
    }
    Relations top(root);
    STEWARD_CHECK(readPart(archive, root, top));
    const std::string main = resolved({}, top.ofType("/officeDocument"));
    if (!main.ends_with(".xml") || !archive.has(main) || !archive.has(relationsOf(main)))
        return fail(Problem{ProblemKind::notAWorkbook});

    WorkbookPart part(main);
    STEWARD_CHECK(readPart(archive, main, part));
    Relations relations(relationsOf(main));
    STEWARD_CHECK(readPart(archive, relationsOf(main), relations));
    Workbook book;
    book.from1904 = part.from1904;
    for (const auto& [name, id, shown] : part.sheets) {
        const auto found = relations.byId.find(id);
        if (found != relations.byId.end() && found->second.type.ends_with("/worksheet"))
            book.sheets.push_back({name, resolved(main, found->second.target), shown});
    }
    if (book.sheets.empty())
        return fail(Problem{part.sheets.empty() ? ProblemKind::notAWorkbook : ProblemKind::noSheet});
    if (const std::string strings = relations.ofType("/sharedStrings"); !strings.empty())
        book.sharedStrings = resolved(main, strings);
    if (const std::string target = relations.ofType("/styles"); !target.empty()) {
        StylesPart styles(resolved(main, target));
        STEWARD_CHECK(readPart(archive, resolved(main, target), styles));
        book.isDate = std::move(styles.isDate);
    }
    return book;
}

bool isDateFormat(std::string_view code) {
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char c = code[at];
        if (c == ';') return false;  // of positive numbers only
        if (c == '\\' || c == '_' || c == '*') {
            ++at;
        } else if (c == '"' || c == '[') {
            const auto end = code.find(c == '"' ? '"' : ']', at + 1);
            if (end == std::string_view::npos) return false;
            const auto inside = code.substr(at + 1, end - at - 1);
            if (c == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                return true;
            at = end;
        } else if (code.substr(at).starts_with("General")) {
            at += 6;
        } else if (std::string_view("dDmMyYhHsS").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

std::string dateText(double serial, bool from1904) {
    constexpr std::int64_t daysFrom1900To1970 = 25569;
    constexpr std::int64_t daysFrom1904To1970 = 24107;
    constexpr std::int64_t last = 2'932'896;  // 9999-12-31, counted from 1970
    constexpr std::int64_t millisecondsPerDay = 86'400'000;
    if (!(serial >= 0) || serial > 1e7) return {};
    const auto milliseconds = std::llround(serial * double(millisecondsPerDay));
    std::int64_t day = milliseconds / millisecondsPerDay;
    const std::int64_t rest = milliseconds % millisecondsPerDay;
    if (day == 0 && !from1904) {
        const std::string text = toRfc3339(Time(Duration(rest)));
        return text.substr(11, 8);
    }
    // The spreadsheets' 1900 has a 29th of February, which never was.
    if (!from1904 && day == 60) return {};
    if (!from1904 && day < 60) ++day;
    day -= from1904 ? daysFrom1904To1970 : daysFrom1900To1970;
    if (day > last) return {};
    std::string text = toRfc3339(Time(Duration(day * millisecondsPerDay + rest)));
    return rest == 0 ? text.substr(0, 10) : text;
}

std::string numberText(double number) {
    constexpr double largestExact = 9'007'199'254'740'992;
    char digits[64];
    if (std::abs(number) <= largestExact && std::trunc(number) == number) {
        const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::int64_t>(number)).ptr;
        return {digits, end};
    }
    // Spreadsheets keep 15 digits; more only show how the number is stored.
    const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, 15).ptr;
    return {digits, end};
}

}  // namespace steward::imports
