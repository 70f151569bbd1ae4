#include "store/snapshot_writer.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>

#include "base/json.h"
#include "contract/lines.h"
#include "report/dataset.h"
#include "sql/mapping.h"
#include "store/chunk_list.h"
#include "store/staging.h"

namespace steward::store {
namespace {

constexpr std::size_t batchRows = 5000;
constexpr std::int64_t mostChunkRows = 64 * 1024;

using Batch = std::vector<sql::Value>;  // the cells of several rows, one after the other

Error broken(std::string detail) {
    return {ErrorCode::internal,
            StoreWords::tr("The snapshot is not complete. The earlier one was kept.").toStdString(),
            std::move(detail),
            {},
            {}};
}

sql::Value cellOf(const json::Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return nullptr;
        case boost::json::kind::bool_:
            return value.get_bool();
        case boost::json::kind::int64:
            return value.get_int64();
        case boost::json::kind::uint64:
            return std::int64_t(value.get_uint64());
        case boost::json::kind::double_:
            return value.get_double();
        case boost::json::kind::string:
            return std::string_view(value.get_string());
        default:
            return boost::json::serialize(value);
    }
}

std::string insertInto(const char* how, const std::string& table, const std::vector<std::string>& columns) {
    std::string names;
    std::string places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names.append(i ? ", " : "").append(sql::quotedName(columns[i]));
        places.append(i ? ", ?" : "?").append(std::to_string(i + 1));
    }
    return how + sql::quotedName(table) + " (" + names + ") VALUES (" + places + ")";
}

Result<> insertRows(sql::Connection& connection, const std::string& statement, const Batch& cells, std::size_t width) {
    std::vector<sql::Value> row(width);
    for (std::size_t at = 0; at < cells.size(); at += width) {
        std::copy_n(cells.begin() + std::ptrdiff_t(at), width, row.begin());
        STEWARD_CHECK(connection.execute(statement, row));
    }
    return {};
}

Result<> insertAll(sql::Connection& connection, const std::string& statement, const Batch& cells, std::size_t width) {
    if (cells.empty()) return {};
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(insertRows(connection, statement, cells, width));
    return transaction.commit();
}

Result<> writeInfo(sql::Connection& connection, const SnapshotInfo& info) {
    STEWARD_CHECK(sql::insert(connection, "snapshots", info));
    return {};
}

// What a snapshot consists of in the end, and where its rows are now.
struct Assembly {
    std::vector<Chunk> chunks;
    std::vector<bool> isStaged;  // of the same; otherwise the rows are in the table already
    std::vector<std::string> key;
    bool fromStart = true;  // the staging table has nothing but these chunks
};

Result<> copyRange(sql::Connection& connection, const std::string& from, const std::string& to, const KeyRange& range) {
    STEWARD_CHECK(connection.execute(
        "INSERT INTO " + to + " SELECT * FROM " + sql::quotedName(from) + " WHERE " + range.condition,
        range.parameters));
    return {};
}

// Rows that stay are not touched.
Result<> bringIn(sql::Connection& connection, const std::string& dataset, const std::string& staging,
                 const std::string& table, const Assembly& assembly) {
    STEWARD_TRY(const auto before, chunksOf(connection, dataset, Place::current));
    std::set<std::string> kept;
    for (std::size_t i = 0; i < assembly.chunks.size(); ++i)
        if (!assembly.isStaged[i]) kept.insert(assembly.chunks[i].checksum);
    if (kept.empty()) STEWARD_CHECK(connection.execute("DELETE FROM " + table));
    for (const auto& chunk : before) {
        if (kept.empty() || kept.contains(chunk.checksum)) continue;
        STEWARD_TRY(const auto range, rangeOf(assembly.key, chunk));
        STEWARD_CHECK(connection.execute("DELETE FROM " + table + " WHERE " + range.condition, range.parameters));
    }
    for (std::size_t i = 0; i < assembly.chunks.size(); ++i) {
        if (!assembly.isStaged[i]) continue;
        STEWARD_TRY(const auto range, rangeOf(assembly.key, assembly.chunks[i]));
        STEWARD_CHECK(copyRange(connection, staging, table, range));
    }
    return connection.script("DROP TABLE " + sql::quotedName(staging));
}

Result<> swapIn(sql::Connection& connection, const std::string& staging, const std::string& table,
                const Assembly& assembly, const SnapshotInfo& info) {
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    const bool isAllNew = assembly.fromStart && std::ranges::find(assembly.isStaged, false) == assembly.isStaged.end();
    STEWARD_CHECK(isAllNew ? connection.script("DROP TABLE " + table + "; ALTER TABLE " + sql::quotedName(staging) +
                                               " RENAME TO " + table + ";" + createIndexes(table))
                           : bringIn(connection, info.dataset, staging, table, assembly));
    STEWARD_CHECK(writeChunks(connection, info.dataset, Place::current, assembly.chunks));
    STEWARD_CHECK(writeChunks(connection, info.dataset, Place::staged, {}));
    for (const char* list : {"snapshots", "staged_choices"})
        STEWARD_CHECK(
            connection.execute(std::string("DELETE FROM ") + list + " WHERE dataset = ?1", sql::Params{info.dataset}));
    STEWARD_TRY(const auto counted, connection.query("SELECT count(*) FROM " + table));
    if (counted[0].integer(0) != info.rows)
        return fail(
            broken(std::to_string(counted[0].integer(0)) + " rows are there instead of " + std::to_string(info.rows)));
    STEWARD_CHECK(writeInfo(connection, info));
    return transaction.commit();
}

// Chunks that have come whole, and which of those from before they replace.
struct Arrived {
    std::vector<Chunk> chunks;
    std::vector<std::string> replaced;
    Batch cells;
    std::int64_t firstPosition = 0;
};

Result<> stage(sql::Connection& connection, const std::string& dataset, const std::string& staging,
               const std::string& insert, std::size_t width, const Assembly& assembly, const Arrived& arrived) {
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    for (const auto& checksum : arrived.replaced)
        STEWARD_CHECK(forgetStaged(connection, dataset, checksum));
    auto position = arrived.firstPosition;
    for (const auto& chunk : arrived.chunks) {
        if (!assembly.fromStart) {
            STEWARD_TRY(const auto range, rangeOf(assembly.key, chunk));
            STEWARD_CHECK(connection.execute("DELETE FROM " + sql::quotedName(staging) + " WHERE " + range.condition,
                                             range.parameters));
        }
        STEWARD_CHECK(stageChunk(connection, dataset, position++, chunk));
    }
    STEWARD_CHECK(insertRows(connection, insert, arrived.cells, width));
    return transaction.commit();
}

}  // namespace

struct SnapshotWriter::Private {
    std::shared_ptr<Lane> lane;
    std::string dataset;
    contract::SnapshotChoice choice;
    std::string table;
    std::string staging;
    std::vector<std::string> known;  // columns of the table
    std::vector<Chunk> current;      // of the snapshot that is there
    std::vector<Chunk> staged;       // whole, of one that was interrupted
    std::string insert;
    std::vector<std::optional<std::size_t>> positions;  // of the header's columns in a row of ours
    std::size_t width = 0;
    Time dataTime{};
    std::optional<Time> expiresAt;
    bool withoutPersonal = false;
    std::atomic<std::int64_t> rows = 0;
    std::int64_t received = 0;
    contract::LinesChecksum checksum;
    std::optional<contract::LinesEnd> end;
    std::atomic<std::int64_t> expected = 0;
    Batch batch;
    std::optional<QFuture<Result<>>> writing;
    std::optional<Error> failure;
    bool headed = false;
    bool swapped = false;

    bool inChunks = false;
    Assembly assembly;
    Arrived arrived;            // not written yet
    std::int64_t position = 0;  // of the next staged chunk
    contract::LinesChecksum chunkChecksum;
    std::int64_t chunkRows = 0;
    std::int64_t chunkBytes = 0;

    Result<> header(std::string_view line);
    Result<> row(std::string_view line);
    Result<> chunk(std::string_view line);
    Result<> chunkThatCame(Chunk chunk);
    Result<> chunkThatIsThere(Chunk chunk);
    Result<> closing(std::string_view line);
    Result<> flush();
    Result<> flushChunks();
    Result<> settle();
    Result<> take(std::string_view line);
    Result<> complete();
};

Result<> SnapshotWriter::Private::header(std::string_view line) {
    STEWARD_TRY(const auto header, json::read<contract::LinesHeader>(line, json::Unknown::ignore));
    if (header.dataset != dataset) return fail(broken("these are rows of " + header.dataset));
    std::vector<std::string> columns;
    for (const auto& column : header.columns) {
        const bool ours = std::ranges::find(known, column.name) != known.end();
        positions.push_back(ours ? std::optional(columns.size()) : std::nullopt);
        if (ours) columns.push_back(column.name);
    }
    if (columns.empty()) return fail(broken("no column is known"));
    withoutPersonal =
        std::ranges::any_of(report::personalColumns(*report::findDataset(dataset)),
                            [&](const auto& name) { return std::ranges::find(columns, name) == columns.end(); });
    width = columns.size();
    // What waits there from an earlier moment gives way.
    insert = insertInto(assembly.fromStart ? "INSERT INTO " : "INSERT OR REPLACE INTO ", staging, columns);
    dataTime = header.dataTime;
    expiresAt = header.expiresAt;
    expected = header.rows;
    headed = true;
    if (!header.key) return {};
    inChunks = true;
    assembly.key = *header.key;
    for (const auto& column : assembly.key)
        if (std::ranges::find(columns, column) == columns.end()) return fail(broken("the key is not known"));
    return {};
}

Result<> SnapshotWriter::Private::row(std::string_view line) {
    STEWARD_TRY(const auto value, json::parse(line));
    const auto& cells = value.get_array();
    if (cells.size() != positions.size()) return fail(broken("a row has another number of columns"));
    auto& sum = inChunks ? chunkChecksum : checksum;
    sum.add(line);
    sum.add("\n");
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (positions[i]) batch.push_back(cellOf(cells[i]));
    ++rows;
    ++chunkRows;
    chunkBytes += std::int64_t(line.size()) + 1;
    if (inChunks && chunkRows > mostChunkRows) return fail(broken("a chunk does not end"));
    return !inChunks && batch.size() >= batchRows * width ? flush() : Result<>();
}

Result<> SnapshotWriter::Private::chunk(std::string_view line) {
    if (!inChunks) return fail(broken("a chunk without a key"));
    STEWARD_TRY(const auto said, json::read<contract::LinesChunk>(line, json::Unknown::ignore));
    Chunk chunk{said.chunk, said.rows, chunkBytes, assembly.chunks.empty() ? "" : assembly.chunks.back().last,
                json::write(said.last)};
    checksum.add(said.chunk);
    return said.known.value_or(false) ? chunkThatIsThere(std::move(chunk)) : chunkThatCame(std::move(chunk));
}

Result<> SnapshotWriter::Private::chunkThatCame(Chunk chunk) {
    const auto sum = std::exchange(chunkChecksum, {}).finish().substr(0, contract::chunkDigits);
    if (sum != chunk.checksum || chunkRows != chunk.rows) return fail(broken("a chunk is not what was sent"));
    chunkRows = 0;
    chunkBytes = 0;
    std::erase_if(staged, [&](const Chunk& other) {
        if (!overlap(other, chunk)) return false;
        arrived.replaced.push_back(other.checksum);
        return true;
    });
    arrived.chunks.push_back(chunk);
    assembly.chunks.push_back(std::move(chunk));
    assembly.isStaged.push_back(true);
    return batch.size() >= batchRows * width ? flush() : Result<>();
}

Result<> SnapshotWriter::Private::chunkThatIsThere(Chunk chunk) {
    if (chunkRows != 0) return fail(broken("rows of a chunk that is known"));
    const auto in = [&](const std::vector<Chunk>& list) {
        return std::ranges::find_if(list, [&](const Chunk& own) {
            return own.checksum == chunk.checksum && own.rows == chunk.rows && own.last == chunk.last;
        });
    };
    const auto own = in(current);
    const auto other = own == current.end() ? in(staged) : own;
    const bool isStaged = own == current.end();
    if (isStaged && other == staged.end()) return fail(broken("a chunk is said to be here and is not"));
    rows += chunk.rows;
    // Its rows are behind both the chunk before it then and the one before it now.
    const std::string& previous = laterKey(chunk.previous, other->previous);
    assembly.chunks.push_back({chunk.checksum, chunk.rows, other->bytes, previous, chunk.last});
    assembly.isStaged.push_back(isStaged);
    return {};
}

Result<> SnapshotWriter::Private::closing(std::string_view line) {
    STEWARD_TRY(end, json::read<contract::LinesEnd>(line));
    if (end->error) return fail(contract::toError(*end->error));
    return {};
}

// While one batch is written the next one is read.
Result<> SnapshotWriter::Private::flush() {
    STEWARD_CHECK(settle());
    if (batch.empty()) return {};
    if (inChunks) return flushChunks();
    writing =
        lane->query<void>([insert = insert, cells = std::exchange(batch, {}), width = width](
                              sql::Connection& connection) { return insertAll(connection, insert, cells, width); });
    return {};
}

Result<> SnapshotWriter::Private::flushChunks() {
    arrived.cells = std::exchange(batch, {});
    arrived.firstPosition = position;
    position += std::int64_t(arrived.chunks.size());
    Assembly place;
    place.key = assembly.key;
    place.fromStart = assembly.fromStart;
    writing = lane->query<void>([dataset = dataset, staging = staging, insert = insert, width = width, place,
                                 part = std::exchange(arrived, {})](sql::Connection& connection) {
        return stage(connection, dataset, staging, insert, width, place, part);
    });
    return {};
}

Result<> SnapshotWriter::Private::settle() {
    if (!writing) return {};
    auto pending = *std::exchange(writing, std::nullopt);
    return pending.result();
}

Result<> SnapshotWriter::Private::take(std::string_view line) {
    received += std::int64_t(line.size()) + 1;
    if (!headed) return header(line);
    if (end) return fail(broken("there is a line after the closing line"));
    if (contract::isRowLine(line)) return row(line);
    return contract::isChunkLine(line) ? chunk(line) : closing(line);
}

Result<> SnapshotWriter::Private::complete() {
    if (failure) return fail(*failure);
    if (!end) return fail(broken("the closing line is missing"));
    if (end->rows != rows)
        return fail(broken(std::to_string(rows) + " of " + std::to_string(end->rows) + " rows came"));
    if (inChunks && chunkRows != 0) return fail(broken("the last chunk has no end"));
    if (inChunks && expected != rows)
        return fail(broken(std::to_string(rows) + " of " + std::to_string(expected) + " rows came"));
    if (end->checksum != checksum.finish()) return fail(broken("the checksum differs"));
    return {};
}

SnapshotWriter::SnapshotWriter(std::unique_ptr<Private> d) : d_(std::move(d)) {}

// The rows of a chunk that did not end are left out; those of whole ones wait for the next writer.
SnapshotWriter::~SnapshotWriter() {
    if (!d_->swapped && d_->inChunks && !d_->arrived.chunks.empty()) {
        d_->batch.resize(d_->batch.size() - std::size_t(d_->chunkRows) * d_->width);
        static_cast<void>(d_->flush());
    }
    d_->lane->run<void>([dataset = d_->dataset, staging = d_->staging, swapped = d_->swapped](StoreFile& file) {
        file.taking().erase(dataset);
        if (swapped) return Result<>();
        return file.with([&](sql::Connection& connection) -> Result<> {
            STEWARD_TRY(const auto staged, chunksOf(connection, dataset, Place::staged));
            return staged.empty() ? connection.script("DROP TABLE IF EXISTS " + sql::quotedName(staging)) : Result<>();
        });
    });
}

std::vector<std::string> SnapshotWriter::known() const {
    std::set<std::string> all;
    for (const auto* list : {&d_->current, &d_->staged})
        for (const auto& chunk : *list)
            all.insert(chunk.checksum);
    return {all.begin(), all.end()};
}

Result<> SnapshotWriter::add(std::string_view line) {
    if (d_->failure) return fail(*d_->failure);
    auto outcome = d_->take(line);
    if (!outcome) d_->failure = outcome.error();
    return outcome;
}

QFuture<Result<SnapshotInfo>> SnapshotWriter::finish() {
    auto verdict = d_->complete();
    if (verdict && d_->inChunks) verdict = d_->flush();
    auto last = d_->writing;
    auto cells = d_->inChunks ? Batch() : std::exchange(d_->batch, {});
    std::int64_t bytes = d_->chunkBytes;
    for (const auto& chunk : d_->assembly.chunks)
        bytes += chunk.bytes;
    SnapshotInfo info{
        d_->dataset, d_->dataTime,  {},           d_->rows,           bytes, d_->end ? d_->end->checksum : "",
        d_->choice,  d_->expiresAt, d_->received, d_->withoutPersonal};
    d_->swapped = verdict.has_value();
    return d_->lane->run<SnapshotInfo>([verdict, last, cells = std::move(cells), insert = d_->insert, width = d_->width,
                                        staging = d_->staging, table = d_->table, assembly = d_->assembly,
                                        info](StoreFile& file) mutable -> Result<SnapshotInfo> {
        if (!verdict) return fail(verdict.error());
        info.takenAt = file.clock().now();
        const auto swap = [&](sql::Connection& connection) -> Result<> {
            if (last) {
                const Result<> written = last->result();
                if (!written) return written;
            }
            STEWARD_CHECK(insertAll(connection, insert, cells, width));
            return swapIn(connection, staging, table, assembly, info);
        };
        auto outcome = file.with(swap);
        if (outcome) return info;
        file.with([&](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(writeChunks(connection, info.dataset, Place::staged, {}));
            return connection.script("DROP TABLE IF EXISTS " + sql::quotedName(staging));
        });
        return fail(outcome.error());
    });
}

std::int64_t SnapshotWriter::rows() const {
    return d_->rows;
}
std::int64_t SnapshotWriter::expected() const {
    return d_->expected;
}

namespace {

// The staging table of an interrupted snapshot of the same choice, or a new one.
Result<> prepareStaging(sql::Connection& connection, SnapshotWriter::Private& d) {
    const std::string choice = json::write(d.choice);
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_TRY(const auto before,
                connection.query("SELECT choice FROM staged_choices WHERE dataset = ?1", sql::Params{d.dataset}));
    STEWARD_TRY(const auto there,
                connection.query("SELECT 1 FROM sqlite_schema WHERE name = ?1", sql::Params{d.staging}));
    if (!there.empty() && !before.empty() && before[0].text(0) == choice) {
        STEWARD_TRY(d.staged, chunksOf(connection, d.dataset, Place::staged));
    }
    d.assembly.fromStart = d.staged.empty();
    STEWARD_TRY(const auto highest,
                connection.query("SELECT coalesce(max(position) + 1, 0) FROM chunks WHERE dataset = "
                                 "?1 AND staged = 1",
                                 sql::Params{d.dataset}));
    d.position = highest[0].integer(0);
    if (d.staged.empty()) {
        STEWARD_CHECK(writeChunks(connection, d.dataset, Place::staged, {}));
        STEWARD_CHECK(connection.script("DROP TABLE IF EXISTS " + sql::quotedName(d.staging) + ";" +
                                        createTable(d.table, d.staging)));
        STEWARD_CHECK(connection.execute("INSERT OR REPLACE INTO staged_choices VALUES (?1, ?2)", {d.dataset, choice}));
    }
    STEWARD_TRY(d.current, chunksOf(connection, d.dataset, Place::current));
    STEWARD_TRY(const auto columns, connection.query("SELECT name FROM pragma_table_info(?1)", sql::Params{d.staging}));
    for (const sql::Row row : columns)
        d.known.emplace_back(row.text(0));
    return transaction.commit();
}

}  // namespace

QFuture<Result<std::shared_ptr<SnapshotWriter>>> beginStaging(const std::shared_ptr<Lane>& lane, std::string dataset,
                                                              contract::SnapshotChoice choice) {
    using Begun = std::shared_ptr<SnapshotWriter>;
    // The lane must not own itself through what it is asked to do.
    return lane->run<Begun>([weak = std::weak_ptr(lane), dataset = std::move(dataset),
                             choice = std::move(choice)](StoreFile& file) -> Result<Begun> {
        auto d = std::make_unique<SnapshotWriter::Private>();
        d->lane = weak.lock();
        d->dataset = dataset;
        d->choice = choice;
        d->table = tableOf(dataset);
        if (d->table.empty())
            return fail(ErrorCode::notFound, StoreWords::tr("There is no such dataset.").toStdString(), dataset);
        if (file.taking().contains(dataset))
            return fail(ErrorCode::conflict,
                        StoreWords::tr("A snapshot of this is being taken already.").toStdString());
        d->staging = stagingOf(d->table);
        STEWARD_CHECK(file.with([&](sql::Connection& connection) { return prepareStaging(connection, *d); }));
        file.taking().insert(dataset);
        return std::make_shared<SnapshotWriter>(std::move(d));
    });
}

}  // namespace steward::store
