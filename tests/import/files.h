// Files to import, made as a spreadsheet program makes them, or as somebody does who means harm.
#pragma once

#include <xlsxwriter.h>
#include <zip.h>

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "import/table_reader.h"

namespace steward::test {

class Files {
public:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(folder_.path().toStdString()) / name;
    }
    std::filesystem::path text(const std::string& bytes, const std::string& name = "file.csv") const {
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }
    // With libxlsxwriter: the sheets are filled by `fill`.
    std::filesystem::path workbook(const std::function<void(lxw_workbook*)>& fill,
                                   const std::string& name = "file.xlsx") const {
        lxw_workbook* book = workbook_new(path(name).c_str());
        fill(book);
        if (workbook_close(book) != LXW_NO_ERROR) qFatal("the workbook was not written");
        return path(name);
    }
    using Parts = std::vector<std::pair<std::string, std::string>>;
    // A zip of these parts; with a password where one is given.
    std::filesystem::path zip(const Parts& parts, const char* password = nullptr,
                              const std::string& name = "raw.xlsx") const {
        zipFile zip = zipOpen64(path(name).c_str(), APPEND_STATUS_CREATE);
        for (const auto& [part, bytes] : parts) {
            const zip_fileinfo info{};
            const auto sum = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
            zipOpenNewFileInZip3_64(zip, part.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6, 0,
                                    -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, password, password ? sum : 0, 0);
            zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
            zipCloseFileInZip(zip);
        }
        zipClose(zip, nullptr);
        return path(name);
    }
    // The parts of a workbook of one sheet, whose XML is `sheet`: the content of <worksheet>.
    static Parts parts(const std::string& sheet, const std::string& strings = {}, const std::string& styles = {}) {
        const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        const auto relation = [&](const char* id, const char* type, const char* target) {
            return std::string("<Relationship Id=\"") + id + "\" Type=\"" + office + type + "\" Target=\"" + target +
                   "\"/>";
        };
        return {{"_rels/.rels", head + "<Relationships xmlns=\"" + package + "\">" +
                                    relation("rId1", "/officeDocument", "xl/workbook.xml") + "</Relationships>"},
                {"xl/workbook.xml",
                 head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
                     "\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels", head + "<Relationships xmlns=\"" + package + "\">" +
                                                   relation("rId1", "/worksheet", "worksheets/sheet1.xml") +
                                                   relation("rId2", "/sharedStrings", "/xl/sharedStrings.xml") +
                                                   relation("rId3", "/styles", "styles.xml") + "</Relationships>"},
                {"xl/worksheets/sheet1.xml", head + "<worksheet xmlns=\"" + main + "\">" + sheet + "</worksheet>"},
                {"xl/sharedStrings.xml", head + "<sst xmlns=\"" + main + "\">" + strings + "</sst>"},
                {"xl/styles.xml", head + "<styleSheet xmlns=\"" + main + "\">" + styles + "</styleSheet>"}};
    }

private:
    QTemporaryDir folder_;
};

struct Table {
    std::vector<imports::Row> rows;
    std::optional<imports::Problem> problem;
    std::int64_t formulas = 0;
    std::string sheet;

    // "a|b\nc|d", for comparisons.
    std::string plain() const {
        std::string all;
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                all += (i ? "|" : "") + row.cells[i];
            all += '\n';
        }
        return all;
    }
    std::vector<std::int64_t> lines() const {
        std::vector<std::int64_t> all;
        for (const auto& row : rows)
            all.push_back(row.line);
        return all;
    }
    std::string text() const { return problem ? imports::whereAndWhat(*problem) : std::string(); }
    imports::ProblemKind kind() const {
        if (!problem) qFatal("the file was read, and should not have been");
        return problem->kind;
    }
};

inline Table readAll(const imports::Source& source) {
    Table table;
    auto reader = imports::openTable(source);
    if (!reader) {
        table.problem = reader.error();
        return table;
    }
    table.formulas = (*reader)->formulas();
    table.sheet = (*reader)->sheet();
    for (;;) {
        auto row = (*reader)->next();
        if (!row) table.problem = row.error();
        if (!row || !*row) return table;
        table.rows.push_back(std::move(**row));
    }
}

}  // namespace steward::test
