#include "bench_files.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <QGuiApplication>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "report/export.h"
#include "report_pdf/pdf_writer.h"
#include "reports/report_lines.h"
#include "sql/sealed_file.h"
#include "store/offline_store.h"

namespace steward::bench {
namespace {

using namespace report;

[[noreturn]] void stop(const Error& error) {
    std::fprintf(stderr, "%s %s\n", error.message.c_str(), error.detail.c_str());
    std::_Exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) stop(result.error());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

struct Measured {
    double seconds = 0;
    double megabytes = 0;  // the most that was in memory
};

// In a process of its own, whose memory nothing else has touched.
Measured measured(const std::function<void()>& work) {
    int ends[2];
    if (::pipe(ends) != 0) std::_Exit(1);
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const auto written = ::write(ends[1], &seconds, sizeof seconds);
        std::_Exit(written == ssize_t(sizeof seconds) ? 0 : 1);
    }
    ::close(ends[1]);
    Measured result;
    const auto read = ::read(ends[0], &result.seconds, sizeof result.seconds);
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (read != ssize_t(sizeof result.seconds) || status != 0) {
        std::fprintf(stderr, "A measurement failed.\n");
        std::exit(1);
    }
    result.megabytes = double(usage.ru_maxrss) / 1024;
    return result;
}

void print(const std::string& name, const Measured& tenth, const Measured& whole) {
    std::printf("%-44s %8.3f s %8.1f MB   a tenth %8.3f s %8.1f MB   growth %5.1fx time %5.2fx memory\n", name.c_str(),
                whole.seconds, whole.megabytes, tenth.seconds, tenth.megabytes, whole.seconds / tenth.seconds,
                whole.megabytes / tenth.megabytes);
    std::fflush(stdout);
}

const Definition allUsage{.dataset = "usage", .measures = {{"quantity", Aggregate::sum}}};

sql::Connection open(const std::filesystem::path& file) {
    return must(sql::Connection::open({.path = file, .mode = sql::Mode::readOnly}));
}

void exportRows(const std::filesystem::path& database, const std::filesystem::path& file, Format format) {
    auto connection = open(database);
    const ExportOptions options{.file = file,
                                .format = format,
                                .underlying = true,
                                .run = {.scope = sql::TenantScope::all(), .dataAsOf = SystemClock().now()}};
    must(exportReport(connection, allUsage, options));
}

// The same cells by the library alone, in the formats of numbers and days or without any.
void bareSpreadsheet(const std::filesystem::path& database, const std::filesystem::path& file, bool hasFormats) {
    auto connection = open(database);
    const auto query = must(compileRows(allUsage, {}));
    std::string folder = file.parent_path().string();
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder.data(), .use_zip64 = LXW_TRUE};
    lxw_workbook* book = workbook_new_opt(file.string().c_str(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    std::vector<lxw_format*> formats(query.columns.size());
    for (std::size_t i = 0; hasFormats && i < formats.size(); ++i) {
        if (query.columns[i].type == FieldType::text) continue;
        formats[i] = workbook_add_format(book);
        format_set_num_format(formats[i], query.columns[i].type == FieldType::date ? "yyyy-mm-dd" : "#,##0");
    }
    lxw_row_t at = 0;
    std::string text;
    must(connection.each(sql::tenantOwned(query.text), sql::TenantScope::all(), query.parameters,
                         [&](const sql::Row& row) {
                             if (at == LXW_ROW_MAX) {
                                 sheet = workbook_add_worksheet(book, nullptr);
                                 at = 0;
                             }
                             for (std::size_t i = 0; i < query.columns.size(); ++i) {
                                 const auto& cell = row.cell(i);
                                 const auto column = static_cast<lxw_col_t>(i);
                                 if (cell.type == sql::Cell::Type::integer) {
                                     worksheet_write_number(sheet, at, column, double(cell.integer), formats[i]);
                                 } else if (cell.type == sql::Cell::Type::text) {
                                     text = cell.bytes;
                                     worksheet_write_string(sheet, at, column, text.c_str(), nullptr);
                                 }
                             }
                             ++at;
                         }));
    if (workbook_close(book) != LXW_NO_ERROR) std::_Exit(1);
}

void paper(std::int64_t pages, const std::filesystem::path& file) {
    int count = 1;
    char name[] = "bench_report";
    char* arguments[] = {name, nullptr};
    const QGuiApplication application(count, arguments);
    constexpr std::int64_t linesOnAPage = 34;
    Report report;
    report.definition = {.name = "Usage by tenant", .dataset = "usage"};
    report.table.rows = {{"tenant", "Tenant"}, {"region", "Region"}};
    report.table.columnKeys = {{}};
    for (int i = 0; i < 6; ++i)
        report.table.measures.push_back({"m" + std::to_string(i), "Sum of MRR", FieldType::money, Bucket::none, "EUR"});
    for (std::int64_t i = 0; i < pages * linesOnAPage; ++i) {
        Line line{LineKind::leaf, {json::Value("Tenant " + std::to_string(i)), json::Value("eu-central")}, {}};
        for (std::int64_t k = 0; k < 6; ++k)
            line.cells.emplace_back(i * 7919 % 1'000'003 + k);
        report.table.lines.push_back(std::move(line));
    }
    report.truth = {.rowsScanned = pages, .rowsGrouped = pages * linesOnAPage, .rowsReturned = pages * linesOnAPage};
    const auto manifest = must(exportPdf(report, {.file = file, .format = Format::pdf}));
    std::printf("%lld pages\n", static_cast<long long>(manifest.records));
    std::fflush(stdout);
}

// What the platform sends goes straight to the store.
class IntoStore final : public reports::LineSink {
public:
    explicit IntoStore(store::SnapshotWriter& writer) : writer_(writer) {}
    Result<> write(std::string_view lines) override {
        for (std::size_t at = 0; at < lines.size();) {
            const auto end = lines.find('\n', at);
            STEWARD_CHECK(writer_.add(lines.substr(at, end - at)));
            at = end + 1;
        }
        return {};
    }

private:
    store::SnapshotWriter& writer_;
};

store::SnapshotInfo takeSnapshot(const std::filesystem::path& database, const std::filesystem::path& file,
                                 const std::string& key) {
    int count = 1;
    char name[] = "bench_report";
    char* arguments[] = {name, nullptr};
    const QCoreApplication application(count, arguments);
    auto connection = must(sql::Connection::open({.path = database}));
    store::OfflineStore store(file);
    if (!key.empty()) store.setKey(key);
    const auto writer = must(store.beginSnapshot("usage").result());
    IntoStore sink(*writer);
    const reports::LinesRequest request{.scope = sql::TenantScope::all(), .now = SystemClock().now(), .requestId = {}};
    must(reports::refreshSnapshot(connection, {"usage", {}, writer->known()}, request, sink, {}));
    return must(writer->finish().result());
}

void change(const std::filesystem::path& database, const char* statement) {
    auto connection = must(sql::Connection::open({.path = database}));
    must(connection.script(statement));
}

}  // namespace

void measureFiles(const std::filesystem::path& folder, const std::filesystem::path& tenth,
                  const std::filesystem::path& whole) {
    std::printf("\nFiles: time, and the most memory that the process had\n");
    for (const Format format : {Format::csv, Format::json, Format::jsonl, Format::html, Format::xlsx}) {
        const auto file = folder / ("rows." + std::string(enumName(format)));
        const auto run = [&](const std::filesystem::path& database) {
            return measured([&] { exportRows(database, file, format); });
        };
        const Measured small = run(tenth);
        print(std::string(enumName(format)) + " of all rows and fields", small, run(whole));
        std::filesystem::remove(file);
    }
    for (const bool hasFormats : {true, false}) {
        const auto bare = [&](const std::filesystem::path& database) {
            return measured([&] { bareSpreadsheet(database, folder / "bare.xlsx", hasFormats); });
        };
        const Measured small = bare(tenth);
        print(std::string("xlsx, libxlsxwriter alone") + (hasFormats ? "" : ", no formats"), small, bare(whole));
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const auto pages = [&](std::int64_t count) { return measured([&] { paper(count, folder / "paper.pdf"); }); };
    const Measured smallPaper = pages(100);
    print("pdf of 1,000 pages", smallPaper, pages(1000));
}

void measureSnapshots(const std::filesystem::path& folder, const std::filesystem::path& tenth,
                      const std::filesystem::path& whole) {
    std::printf("\nSnapshots of all rows, from the platform's SQL to the file, without a network\n");
    for (const std::string& key : {std::string(), sql::newSealKey()}) {
        const std::string how = key.empty() ? "" : ", encrypted";
        std::vector<Measured> build;
        std::vector<Measured> refresh;
        for (const auto& database : {tenth, whole}) {
            const auto file = folder / "snapshot.db";
            const auto remove = [&] {
                for (const char* suffix : {"", "-wal", "-shm"})
                    std::filesystem::remove(file.string() + suffix);
            };
            remove();
            build.push_back(measured([&] { takeSnapshot(database, file, key); }));
            change(database, "UPDATE usage SET quantity = quantity + 1 WHERE day = 20700 AND metric = 'metric03'");
            refresh.push_back(measured([&] {
                const auto info = takeSnapshot(database, file, key);
                std::printf("refresh: %lld of %lld bytes came\n", static_cast<long long>(info.received),
                            static_cast<long long>(info.bytes));
                std::fflush(stdout);
            }));
            remove();
        }
        print("snapshot" + how, build[0], build[1]);
        print("refresh after a change of 1 in 1,530 rows" + how, refresh[0], refresh[1]);
    }
}

}  // namespace steward::bench
