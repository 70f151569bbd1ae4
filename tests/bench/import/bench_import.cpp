// What it takes to read a file that is imported: the most rows that there may be, a tenth of them, and to refuse a
// hundred times as many. The peer is the same bytes read and nothing made of them (CSV), or unpacked (XLSX).
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unzip.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "import/targets.h"

using namespace steward;
namespace fs = std::filesystem;

namespace {

constexpr int rounds = 9;
const std::vector<const char*> titles{"Slug", "Name", "Plan", "Region", "Owner", "Owner e-mail", "Tags", "Seats"};

std::vector<std::string> rowOf(int i) {
    const std::string n = std::to_string(i);
    return {"tenant-" + n,      "Tenant number " + n,   i % 2 ? "Team" : "Enterprise",
            "eu-central",       "Ines Moreau " + n,     "ines." + n + "@fjord.example",
            "key-account;beta", std::to_string(i % 500)};
}

void csv(const fs::path& file, int rows) {
    std::ofstream out(file, std::ios::binary);
    const auto line = [&out](const auto& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out << (i ? "," : "") << cells[i];
        out << "\r\n";
    };
    line(titles);
    for (int i = 0; i < rows; ++i)
        line(rowOf(i));
}

void xlsx(const fs::path& file, int rows) {
    const std::string temporary = file.parent_path().string();
    // Rows of a large file are written at once; then their texts stand in the cells and are not shared.
    lxw_workbook_options options{.constant_memory = rows > 100'000 ? LXW_TRUE : LXW_FALSE,
                                 .tmpdir = const_cast<char*>(temporary.c_str())};
    lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (lxw_col_t column = 0; column < titles.size(); ++column)
        worksheet_write_string(sheet, 0, column, titles[column], nullptr);
    for (int i = 0; i < rows; ++i) {
        const auto cells = rowOf(i);
        for (lxw_col_t column = 0; column + 1U < cells.size(); ++column)
            worksheet_write_string(sheet, lxw_row_t(i + 1), column, cells[column].c_str(), nullptr);
        worksheet_write_number(sheet, lxw_row_t(i + 1), lxw_col_t(cells.size() - 1), i % 500, nullptr);
    }
    workbook_close(book);
}

void readBytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::vector<char> buffer(64 * 1024);
    while (in.read(buffer.data(), std::streamsize(buffer.size())) || in.gcount() > 0) {
    }
}

void unpack(const fs::path& file) {
    unzFile zip = unzOpen64(file.c_str());
    std::vector<char> buffer(64 * 1024);
    for (int state = unzGoToFirstFile(zip); state == UNZ_OK; state = unzGoToNextFile(zip)) {
        unzOpenCurrentFile(zip);
        while (unzReadCurrentFile(zip, buffer.data(), unsigned(buffer.size())) > 0) {
        }
        unzCloseCurrentFile(zip);
    }
    unzClose(zip);
}

// Of the processor: others may have it meanwhile.
double milliseconds(const std::function<void()>& work) {
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double start = now();
        work();
        times.push_back(now() - start);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// In a process of its own, so that what it leaves behind in memory is not counted.
void apart(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
}

long kilobytes(const char* field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field)) return std::atol(line.c_str() + std::char_traits<char>::length(field) + 1);
    return 0;
}

// How much more memory than before the process held at its peak.
double megabytes(const std::function<void()>& work) {
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
    const long before = kilobytes("VmRSS");
    work();
    return double(kilobytes("VmHWM") - before) / 1024;
}

void read(const fs::path& file, std::int64_t expected) {
    const auto subject = imports::tenants();
    const auto seen = imports::look({.file = file}, subject);
    const auto import = seen ? imports::readTargets({.file = file}, seen->columns, seen->proposal, subject)
                             : imports::Outcome<imports::Import>(tl::unexpect, seen.error());
    const std::int64_t found = import ? std::int64_t(import->targets.size()) : -1;
    if (found != expected) {
        std::printf("%s: %s\n", file.c_str(), import ? "other rows" : imports::text(import.error()).c_str());
        std::exit(1);
    }
}

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / "steward-bench-import";
    fs::create_directories(folder);
    std::printf("%-36s %10s %10s %8s %10s\n", "what", "peer", "ours", "ratio", "memory");
    const auto row = [](const std::string& what, const std::function<void()>& peer, const std::function<void()>& ours) {
        const double memory = megabytes(ours);
        const double bare = milliseconds(peer);
        const double took = milliseconds(ours);
        std::printf("%-36s %7.2f ms %7.2f ms %7.1fx %7.1f MB\n", what.c_str(), bare, took, took / bare, memory);
        std::fflush(stdout);
    };
    for (const int rows : {1'000, 10'000, 1'000'000}) {
        const std::int64_t expected = rows > 10'000 ? -1 : rows;
        const fs::path text = folder / (std::to_string(rows) + ".csv");
        const fs::path book = folder / (std::to_string(rows) + ".xlsx");
        apart([&] { csv(text, rows), xlsx(book, rows); });
        const std::string what = std::to_string(rows) + (expected < 0 ? " rows, refused, " : " rows, ");
        const auto refuse = [](const fs::path& file) {
            const auto seen = imports::look({.file = file}, imports::tenants());
            if (!seen && seen.error().kind == imports::ProblemKind::tooManyRows) return;
            const auto import =
                seen ? imports::readTargets({.file = file}, seen->columns, seen->proposal, imports::tenants())
                     : imports::Outcome<imports::Import>(tl::unexpect, seen.error());
            if (import || import.error().kind != imports::ProblemKind::tooManyRows) std::exit(1);
        };
        row(what + "CSV", [&] { readBytes(text); }, [&] { expected < 0 ? refuse(text) : read(text, expected); });
        row(what + "XLSX", [&] { unpack(book); }, [&] { expected < 0 ? refuse(book) : read(book, expected); });
    }
    fs::remove_all(folder);
    return 0;
}
