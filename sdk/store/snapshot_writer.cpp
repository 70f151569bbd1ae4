#include "store/snapshot_writer.h"

#include <atomic>
#include <optional>

#include "base/json.h"
#include "contract/lines.h"
#include "store/staging.h"

namespace steward::store {
namespace {

constexpr std::size_t batchRows = 5000;

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

std::string insertInto(const std::string& table, const std::vector<std::string>& columns) {
    std::string names;
    std::string places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names.append(i ? ", " : "").append(sql::quotedName(columns[i]));
        places.append(i ? ", ?" : "?").append(std::to_string(i + 1));
    }
    return "INSERT INTO " + sql::quotedName(table) + " (" + names + ") VALUES (" + places + ")";
}

Result<> insertAll(sql::Connection& connection, const std::string& statement, const Batch& cells, std::size_t width) {
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    std::vector<sql::Value> row(width);
    for (std::size_t at = 0; at < cells.size(); at += width) {
        std::copy_n(cells.begin() + std::ptrdiff_t(at), width, row.begin());
        STEWARD_CHECK(connection.execute(statement, row));
    }
    return transaction.commit();
}

Result<> swapIn(sql::Connection& connection, const std::string& staging, const std::string& table,
                const SnapshotInfo& info) {
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(connection.script("DROP TABLE " + table + "; ALTER TABLE " + sql::quotedName(staging) +
                                    " RENAME TO " + table + ";" + createIndexes(table)));
    STEWARD_CHECK(
        connection.execute("INSERT OR REPLACE INTO snapshots (dataset, data_time, taken_at, rows, bytes, checksum) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                           {info.dataset, info.dataTime, info.takenAt, info.rows, info.bytes, info.checksum}));
    return transaction.commit();
}

}  // namespace

struct SnapshotWriter::Private {
    std::shared_ptr<Lane> lane;
    std::string dataset;
    std::string table;
    std::string staging;
    std::vector<std::string> known;  // columns of the table
    std::string insert;
    std::vector<std::optional<std::size_t>> positions;  // of the header's columns in a row of ours
    std::size_t width = 0;
    Time dataTime{};
    std::atomic<std::int64_t> rows = 0;
    std::int64_t bytes = 0;
    contract::LinesChecksum checksum;
    std::optional<contract::LinesEnd> end;
    std::atomic<std::int64_t> expected = 0;
    Batch batch;
    std::optional<QFuture<Result<>>> writing;
    std::optional<Error> failure;
    bool headed = false;
    bool swapped = false;

    Result<> header(std::string_view line);
    Result<> row(std::string_view line);
    Result<> closing(std::string_view line);
    Result<> flush();
    Result<> settle();
    Result<> take(std::string_view line);
};

Result<> SnapshotWriter::Private::header(std::string_view line) {
    STEWARD_TRY(const auto header, json::read<contract::LinesHeader>(line));
    if (header.dataset != dataset) return fail(broken("these are rows of " + header.dataset));
    std::vector<std::string> columns;
    for (const auto& column : header.columns) {
        const bool ours = std::ranges::find(known, column.name) != known.end();
        positions.push_back(ours ? std::optional(columns.size()) : std::nullopt);
        if (ours) columns.push_back(column.name);
    }
    if (columns.empty()) return fail(broken("no column is known"));
    width = columns.size();
    insert = insertInto(staging, columns);
    dataTime = header.dataTime;
    expected = header.rows;
    headed = true;
    return {};
}

Result<> SnapshotWriter::Private::row(std::string_view line) {
    STEWARD_TRY(const auto value, json::parse(line));
    const auto& cells = value.get_array();
    if (cells.size() != positions.size()) return fail(broken("a row has another number of columns"));
    checksum.add(line);
    checksum.add("\n");
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (positions[i]) batch.push_back(cellOf(cells[i]));
    ++rows;
    return batch.size() >= batchRows * width ? flush() : Result<>();
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
    writing =
        lane->query<void>([insert = insert, cells = std::exchange(batch, {}), width = width](
                              sql::Connection& connection) { return insertAll(connection, insert, cells, width); });
    return {};
}

Result<> SnapshotWriter::Private::settle() {
    if (!writing) return {};
    auto pending = *std::exchange(writing, std::nullopt);
    return pending.result();
}

Result<> SnapshotWriter::Private::take(std::string_view line) {
    bytes += std::int64_t(line.size()) + 1;
    if (!headed) return header(line);
    if (end) return fail(broken("there is a line after the closing line"));
    return contract::isRowLine(line) ? row(line) : closing(line);
}

SnapshotWriter::SnapshotWriter(std::unique_ptr<Private> d) : d_(std::move(d)) {}

SnapshotWriter::~SnapshotWriter() {
    if (d_->swapped) return;
    d_->lane->query<void>([staging = d_->staging](sql::Connection& connection) {
        return connection.script("DROP TABLE IF EXISTS " + sql::quotedName(staging));
    });
}

Result<> SnapshotWriter::add(std::string_view line) {
    if (d_->failure) return fail(*d_->failure);
    auto outcome = d_->take(line);
    if (!outcome) d_->failure = outcome.error();
    return outcome;
}

QFuture<Result<SnapshotInfo>> SnapshotWriter::finish() {
    auto verdict = [this]() -> Result<> {
        if (d_->failure) return fail(*d_->failure);
        if (!d_->end) return fail(broken("the closing line is missing"));
        if (d_->end->rows != d_->rows)
            return fail(broken(std::to_string(d_->rows) + " of " + std::to_string(d_->end->rows) + " rows came"));
        if (d_->end->checksum != d_->checksum.finish()) return fail(broken("the checksum differs"));
        return {};
    }();
    auto last = d_->writing;
    auto cells = std::exchange(d_->batch, {});
    SnapshotInfo info{d_->dataset, d_->dataTime, {}, d_->rows, d_->bytes, d_->end ? d_->end->checksum : ""};
    d_->swapped = verdict.has_value();
    return d_->lane->run<SnapshotInfo>([verdict, last, cells = std::move(cells), insert = d_->insert, width = d_->width,
                                        staging = d_->staging, table = d_->table,
                                        info](StoreFile& file) mutable -> Result<SnapshotInfo> {
        if (!verdict) return fail(verdict.error());
        info.takenAt = file.clock().now();
        const auto swap = [&](sql::Connection& connection) -> Result<> {
            if (last) {
                const Result<> written = last->result();
                if (!written) return written;
            }
            STEWARD_CHECK(insertAll(connection, insert, cells, width));
            return swapIn(connection, staging, table, info);
        };
        auto outcome = file.with(swap);
        if (outcome) return info;
        file.with([&](sql::Connection& connection) {
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

QFuture<Result<std::shared_ptr<SnapshotWriter>>> beginStaging(const std::shared_ptr<Lane>& lane, std::string dataset) {
    using Begun = std::shared_ptr<SnapshotWriter>;
    static std::atomic<int> number = 0;
    // The lane must not own itself through what it is asked to do.
    return lane->run<Begun>(
        [weak = std::weak_ptr(lane), dataset = std::move(dataset)](StoreFile& file) -> Result<Begun> {
            auto d = std::make_unique<SnapshotWriter::Private>();
            d->lane = weak.lock();
            d->dataset = dataset;
            d->table = tableOf(dataset);
            if (d->table.empty())
                return fail(ErrorCode::notFound, StoreWords::tr("There is no such dataset.").toStdString(), dataset);
            d->staging = "staging_" + std::to_string(++number) + "_" + d->table;
            const auto created = file.with([&](sql::Connection& connection) -> Result<> {
                STEWARD_CHECK(connection.script(createTable(d->table, d->staging)));
                STEWARD_TRY(const auto columns,
                            connection.query("SELECT name FROM pragma_table_info(?1)", sql::Params{d->staging}));
                for (const sql::Row row : columns)
                    d->known.emplace_back(row.text(0));
                return {};
            });
            if (!created) return fail(created.error());
            return std::make_shared<SnapshotWriter>(std::move(d));
        });
}

}  // namespace steward::store
