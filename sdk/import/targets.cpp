#include "import/targets.h"

#include <unordered_map>

namespace steward::imports {
namespace {

constexpr std::size_t shownSamples = 2;
constexpr std::int64_t rowsLookedAt = 50;
constexpr std::int64_t rowsBetweenReports = 250;

// Without white space around it; no-break spaces, which spreadsheets are fond of, too.
std::string trimmed(std::string_view text) {
    constexpr std::string_view plain = " \t\r\n";
    constexpr std::string_view noBreak = "\xC2\xA0";
    for (;;) {
        if (!text.empty() && plain.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else if (text.starts_with(noBreak))
            text.remove_prefix(noBreak.size());
        else
            break;
    }
    for (;;) {
        if (!text.empty() && plain.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        else if (text.ends_with(noBreak))
            text.remove_suffix(noBreak.size());
        else
            break;
    }
    return std::string(text);
}

Outcome<std::vector<std::string>> columnsOf(TableReader& table) {
    STEWARD_TRY(auto row, table.next());
    if (!row) return fail(Problem{ProblemKind::empty});
    if (row->problem) return fail(*row->problem);
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
        columns.push_back(shortened(trimmed(row->cells[i])));
        if (columns.back().empty()) columns.back() = columnLetters(i);
    }
    return columns;
}

// Rows into targets, one by one.
class Conversion {
public:
    Conversion(const std::vector<std::string>& columns, const Mapping& mapping, const Subject& subject)
        : columns_(columns), subject_(subject), fields_(columns.size()) {
        for (std::size_t i = 0; i < columns.size() && i < mapping.size(); ++i)
            fields_[i] = subject.find(mapping[i]);
    }

    void take(const Row& row) {
        ++import_.rows;
        const std::size_t before = import_.problems.size();
        auto target = targetOf(row);
        if (import_.problems.size() == before)
            import_.targets.push_back(std::move(target));
        else
            ++import_.leftOut;
    }
    Import finish(std::int64_t formulas) {
        import_.formulas = formulas;
        return std::move(import_);
    }

private:
    void refuse(Problem problem, std::int64_t line, std::size_t column) {
        problem.line = line;
        if (column < columns_.size()) problem.column = columns_[column];
        import_.problems.push_back(std::move(problem));
    }
    std::size_t columnOf(std::string_view field) const {
        for (std::size_t i = 0; i < fields_.size(); ++i)
            if (fields_[i] && fields_[i]->name == field) return i;
        return fields_.size();
    }
    domain::Target targetOf(const Row& row);
    void checkRules(const Row& row, const json::Object& patch);

    const std::vector<std::string>& columns_;
    const Subject& subject_;
    std::vector<const Field*> fields_;                     // of each column; nullptr: left out
    std::unordered_map<std::string, std::int64_t> lines_;  // of the keys so far
    Import import_;
};

domain::Target Conversion::targetOf(const Row& row) {
    domain::Target target;
    target.entity = subject_.entity;
    target.line = row.line;
    if (row.problem) {
        refuse(*row.problem, row.line, columns_.size());
        return target;
    }
    const std::size_t before = import_.problems.size();
    json::Object patch;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (!fields_[i]) continue;
        if (const auto bad = row.bad.find(i); bad != row.bad.end()) {
            refuse(bad->second, row.line, i);
            continue;
        }
        const std::string text = trimmed(row.cells[i]);
        if (text.empty()) continue;
        auto value = valueOf(*fields_[i], text);
        if (value)
            patch[fields_[i]->name] = std::move(*value);
        else
            refuse(std::move(value).error(), row.line, i);
    }
    const std::size_t keyColumn = columnOf(subject_.key);
    const auto* key = patch.if_contains(subject_.key);
    if (key && key->is_string())
        target.key = key->get_string();
    else if (!row.bad.contains(keyColumn))
        refuse({ProblemKind::keyMissing}, row.line, keyColumn);
    if (import_.problems.size() == before) checkRules(row, patch);
    if (import_.problems.size() == before) {
        const auto [earlier, isFirst] = lines_.emplace(target.key, row.line);
        if (!isFirst)
            refuse({ProblemKind::keyTwice, 0, {}, {shortened(target.key), std::to_string(earlier->second)}}, row.line,
                   keyColumn);
    }
    target.patch = std::move(patch);
    return target;
}

void Conversion::checkRules(const Row& row, const json::Object& patch) {
    for (auto& error : subject_.check(patch)) {
        const std::size_t column = columnOf(std::string_view(error.path).substr(1, error.path.find('/', 1) - 1));
        const std::string cell = column < row.cells.size() ? shortened(trimmed(row.cells[column])) : std::string();
        refuse({ProblemKind::brokenRule, 0, {}, {cell, std::move(error.message)}}, row.line, column);
    }
}

}  // namespace

Outcome<Overview> look(const Source& source, const Subject& subject) {
    STEWARD_TRY(const auto table, openTable(source));
    Overview seen;
    STEWARD_TRY(seen.columns, columnsOf(*table));
    seen.samples.resize(seen.columns.size());
    for (std::int64_t i = 0; i < rowsLookedAt; ++i) {
        STEWARD_TRY(const auto row, table->next());
        if (!row) break;
        for (std::size_t column = 0; column < seen.columns.size(); ++column) {
            const std::string text = shortened(trimmed(row->cells[column]));
            if (!text.empty() && seen.samples[column].size() < shownSamples) seen.samples[column].push_back(text);
        }
    }
    seen.sheets = table->sheets();
    seen.sheet = table->sheet();
    seen.formulas = table->formulas();
    seen.proposal = propose(seen.columns, subject);
    return seen;
}

Outcome<Import> readTargets(const Source& source, const std::vector<std::string>& columns, const Mapping& mapping,
                            const Subject& subject, const Progress& progress) {
    if (const auto problems = check(mapping, columns, subject); !problems.empty()) return fail(problems.front());
    STEWARD_TRY(const auto table, openTable(source));
    STEWARD_TRY(const auto now, columnsOf(*table));
    if (now != columns) return fail(Problem{ProblemKind::changedMeanwhile});
    Conversion conversion(columns, mapping, subject);
    for (std::int64_t i = 0;; ++i) {
        STEWARD_TRY(const auto row, table->next());
        if (!row) break;
        conversion.take(*row);
        if (progress && i % rowsBetweenReports == 0) progress(table->share());
    }
    return conversion.finish(table->formulas());
}

}  // namespace steward::imports
