#include "models/reports/report_engine.h"

#include <QtConcurrentRun>

#include "client/future.h"
#include "client/report_lines.h"
#include "contract/endpoints.h"
#include "report/resolved.h"

namespace steward::models {
namespace {

constexpr std::string_view keptBrandKey = "file-brand";

report::FileBrand fileBrand(const std::string& productName, const domain::Brand& brand) {
    return {brand.productName.empty() ? productName : brand.productName, brand.primaryColour, brand.logoPng};
}

report::ExportOptions optionsOf(const ExportRequest& request, std::stop_token stop, ReportProgress progress) {
    report::ExportOptions options;
    options.file = request.file;
    options.format = request.format;
    options.underlying = request.underlying;
    options.options = request.options;
    options.run.stop = std::move(stop);
    options.progress = std::move(progress);
    return options;
}

Result<report::Manifest> writeTable(const report::Report& report, const ExportRequest& request,
                                    const report::ExportOptions& options) {
    return request.format == report::Format::pdf ? report::exportPdf(report, options, request.chart)
                                                 : report::exportTable(report, options);
}

contract::ReportRun requestOf(const report::Definition& definition, bool underlying, std::int64_t sample = 0) {
    return {json::toValue(definition), underlying, sample > 0 ? std::optional(sample) : std::nullopt};
}

// Continues in the GUI thread, and hands errors on as they are.
template <class T, class U, class F>
void continueWith(QFuture<Result<T>> future, QObject* context, std::shared_ptr<QPromise<Result<U>>> promise, F&& next) {
    client::whenReady(std::move(future), context, [promise, next = std::forward<F>(next)](Result<T> result) mutable {
        if (result) return next(std::move(result));
        promise->addResult(fail(result.error()));
        promise->finish();
    });
}

template <class T>
void settle(QPromise<Result<T>>& promise, Result<T> result) {
    promise.addResult(std::move(result));
    promise.finish();
}

// "of 3 tenants from 2026-10-01", for files, or "" when it is the whole dataset.
std::string partText(const contract::SnapshotChoice& choice) {
    std::string text;
    if (!choice.tenants.empty()) text += " of " + std::to_string(choice.tenants.size()) + " tenants";
    if (choice.from) text += " from " + *choice.from;
    if (choice.to) text += " to " + *choice.to;
    return text;
}

json::Value valueOf(const sql::Cell& cell) {
    switch (cell.type) {
        case sql::Cell::Type::null:
            return nullptr;
        case sql::Cell::Type::integer:
            return cell.integer;
        case sql::Cell::Type::real:
            return cell.real;
        case sql::Cell::Type::text:
        case sql::Cell::Type::blob:
            break;
    }
    return json::Value(boost::json::string(cell.bytes));
}

// Takes the first rows, and then ends the reading with an error that isEnough() knows.
struct FirstRows {
    explicit FirstRows(std::size_t most) : atMost(most) {}
    RowsBehind found;
    std::size_t atMost;
    bool isEnough = false;

    report::RowReader reader() {
        report::RowReader reader;
        reader.begin = [this](const std::vector<report::Column>& columns, std::int64_t count) -> Result<> {
            found.columns = columns;
            found.total = count;
            return {};
        };
        reader.row = [this](const sql::Row& row) -> Result<> {
            isEnough = found.rows.size() == atMost;
            if (isEnough) return fail(ErrorCode::cancelled, {});
            auto& values = found.rows.emplace_back();
            for (std::size_t i = 0; i < found.columns.size(); ++i)
                values.push_back(valueOf(row.cell(i)));
            return {};
        };
        return reader;
    }
};

Error noSnapshot() {
    return {ErrorCode::notFound,
            ReportEngine::tr("There is no snapshot of this dataset on this computer.").toStdString(),
            ReportEngine::tr("Take one while you are online.").toStdString(),
            {},
            {}};
}

Error noPersonalFields(const std::string& field) {
    return {ErrorCode::forbidden,
            ReportEngine::tr("%1 is about people and not in the snapshot.")
                .arg(QString::fromStdString(field))
                .toStdString(),
            ReportEngine::tr("You may not read users, or might not when it was taken. Take the field out, or renew the "
                             "snapshot while you are online.")
                .toStdString(),
            {},
            {}};
}

// Joins may lead to any of them.
Result<bool> lacksPersonalFields(store::OfflineStore& store) {
    for (const auto& dataset : report::datasets()) {
        if (report::personalColumns(dataset).empty()) continue;
        STEWARD_TRY(const auto taken, store.snapshot(dataset.name).result());
        if (taken && taken->withoutPersonal) return true;
    }
    return false;
}

}  // namespace

ReportEngine::ReportEngine(client::PlatformClient* client, store::OfflineStore* store, QObject* parent)
    : QObject(parent), client_(client), store_(store) {}

template <class T>
QFuture<Result<T>> ReportEngine::onSnapshot(const report::Definition& definition, std::stop_token stop, Work<T> work) {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    continueWith(store_->snapshot(definition.dataset), this, promise,
                 [this, promise, definition, stop = std::move(stop),
                  work = std::move(work)](Result<std::optional<store::SnapshotInfo>> info) {
                     if (!*info) return settle<T>(*promise, fail(noSnapshot()));
                     report::RunOptions options{
                         .scope = sql::TenantScope::all(), .dataAsOf = (*info)->dataTime, .stop = stop};
                     continueWith(QtConcurrent::run([store = store_, definition, work, options]() mutable -> Result<T> {
                                      options.source = "snapshot";
                                      STEWARD_TRY(const auto reads, report::readsOf(definition));
                                      STEWARD_TRY(options.withoutPersonal, lacksPersonalFields(*store));
                                      if (options.withoutPersonal && !reads.personal.empty())
                                          return fail(noPersonalFields(reads.personal.front()));
                                      for (const auto& dataset : reads.datasets) {
                                          STEWARD_TRY(const auto taken, store->snapshot(dataset).result());
                                          if (!taken) return fail(noSnapshot());
                                          const std::string part = partText(taken->choice);
                                          if (part.empty()) continue;
                                          options.isPartial = true;
                                          options.source += ", " + dataset + part;
                                      }
                                      STEWARD_TRY(auto connection, store->reportConnection());
                                      return work(connection, options);
                                  }),
                                  this, promise, [promise](Result<T> result) { settle(*promise, std::move(result)); });
                 });
    return promise->future();
}

QFuture<Result<report::Report>> ReportEngine::run(const report::Definition& definition, ReportSource source,
                                                  std::stop_token stop, ReportProgress progress, std::int64_t sample) {
    if (source == ReportSource::snapshot)
        return onSnapshot<report::Report>(
            definition, std::move(stop),
            [definition, progress, sample](sql::Connection& connection, const report::RunOptions& options) {
                report::RunOptions watched = options;
                watched.sample = sample;
                if (progress) watched.progress = [progress](std::int64_t rows) { progress(rows, 0); };
                return report::run(connection, definition, watched);
            });
    auto promise = std::make_shared<QPromise<Result<report::Report>>>();
    promise->start();
    auto lines = std::make_shared<client::ReportLines>(definition);
    const auto onLine = [lines, progress](std::string_view line) -> Result<> {
        STEWARD_CHECK(lines->line(line));
        if (progress && lines->rows() % 512 == 0) progress(lines->rows(), lines->rowsAnnounced());
        return {};
    };
    continueWith(client_->stream(contract::runReport, requestOf(definition, false, sample), onLine, std::move(stop)),
                 this, promise, [promise, lines](Result<>) { settle(*promise, lines->finish()); });
    return promise->future();
}

QFuture<Result<RowsBehind>> ReportEngine::rows(const report::Definition& definition, ReportSource source,
                                               std::size_t atMost, std::stop_token stop) {
    if (source == ReportSource::snapshot)
        return onSnapshot<RowsBehind>(
            definition, std::move(stop),
            [definition, atMost](sql::Connection& connection, const report::RunOptions& run) -> Result<RowsBehind> {
                FirstRows first(atMost);
                const auto read = report::readRows(connection, definition, run, first.reader());
                if (!read && !first.isEnough) return fail(read.error());
                return std::move(first.found);
            });
    auto promise = std::make_shared<QPromise<Result<RowsBehind>>>();
    promise->start();
    auto first = std::make_shared<FirstRows>(atMost);
    auto lines = std::make_shared<client::ReportLines>(definition, first->reader());
    client::whenReady(client_->stream(
                          contract::runReport, requestOf(definition, true),
                          [lines](std::string_view line) { return lines->line(line); }, std::move(stop)),
                      this, [promise, lines, first](const Result<>& streamed) {
                          if (first->isEnough) return settle<RowsBehind>(*promise, std::move(first->found));
                          if (!streamed) return settle<RowsBehind>(*promise, fail(streamed.error()));
                          const auto whole = lines->finish();
                          if (!whole) return settle<RowsBehind>(*promise, fail(whole.error()));
                          settle<RowsBehind>(*promise, std::move(first->found));
                      });
    return promise->future();
}

QFuture<Result<report::FileBrand>> ReportEngine::brand(ReportSource source) {
    using Outcome = Result<report::FileBrand>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    const auto lastKnown = [this, promise] {
        client::whenReady(store_->recall(std::string(keptBrandKey)), this,
                          [promise](const Result<std::optional<store::Kept>>& kept) {
                              report::FileBrand brand;
                              if (kept && *kept)
                                  if (const auto known = json::read<domain::Brand>((*kept)->json))
                                      brand = fileBrand({}, *known);
                              settle<report::FileBrand>(*promise, brand);
                          });
    };
    if (source == ReportSource::snapshot || !client_) {
        lastKnown();
        return promise->future();
    }
    const auto keepAndSettle = [this, promise](const std::string& platform, domain::Brand brand) {
        if (brand.productName.empty()) brand.productName = platform;
        store_->keep(std::string(keptBrandKey), json::write(brand));
        settle<report::FileBrand>(*promise, fileBrand(platform, brand));
    };
    client::whenReady(client_->call(contract::me, {}), this, [=, this](const Result<contract::Me>& me) {
        if (!me) return lastKnown();
        const std::string platform = me->platformName;
        if (!me->principal.tenantId) return keepAndSettle(platform, {});
        client::whenReady(client_->call(contract::getBrand, {*me->principal.tenantId}), this,
                          [=](const Result<domain::BrandState>& state) {
                              if (!state) return lastKnown();
                              keepAndSettle(platform, state->published);
                          });
    });
    return promise->future();
}

QFuture<Result<report::Manifest>> ReportEngine::exportFile(ExportRequest request, ReportSource source,
                                                           std::stop_token stop, ReportProgress progress) {
    if (request.format != report::Format::pdf && request.format != report::Format::html)
        return write(std::move(request), {}, source, std::move(stop), std::move(progress));
    auto promise = std::make_shared<QPromise<Result<report::Manifest>>>();
    promise->start();
    continueWith(brand(source), this, promise,
                 [=, this, request = std::move(request), stop = std::move(stop),
                  progress = std::move(progress)](Result<report::FileBrand> brand) {
                     continueWith(
                         write(request, *brand, source, stop, progress), this, promise,
                         [promise](Result<report::Manifest> manifest) { settle(*promise, std::move(manifest)); });
                 });
    return promise->future();
}

QFuture<Result<report::Manifest>> ReportEngine::write(ExportRequest request, report::FileBrand brand,
                                                      ReportSource source, std::stop_token stop,
                                                      ReportProgress progress) {
    report::ExportOptions options = optionsOf(request, stop, progress);
    options.brand = std::move(brand);
    options.run.source = "platform";
    const bool pdf = request.format == report::Format::pdf;
    if (source == ReportSource::snapshot)
        return onSnapshot<report::Manifest>(
            request.definition, stop,
            [request, options](sql::Connection& connection,
                               const report::RunOptions& run) mutable -> Result<report::Manifest> {
                options.run = run;
                if (request.format != report::Format::pdf)
                    return report::exportReport(connection, request.definition, options);
                STEWARD_TRY(const auto report, report::run(connection, request.definition, run));
                return writeTable(report, request, options);
            });

    auto promise = std::make_shared<QPromise<Result<report::Manifest>>>();
    promise->start();
    if (!request.underlying || pdf) {
        continueWith(run(request.definition, source, stop), this, promise,
                     [this, promise, request, options](Result<report::Report> report) {
                         continueWith(QtConcurrent::run([report = std::move(*report), request, options] {
                                          return writeTable(report, request, options);
                                      }),
                                      this, promise, [promise](Result<report::Manifest> manifest) {
                                          settle(*promise, std::move(manifest));
                                      });
                     });
        return promise->future();
    }

    auto file = report::RowExport::open(request.definition, options);
    if (!file) {
        settle<report::Manifest>(*promise, fail(file.error()));
        return promise->future();
    }
    auto rows = std::shared_ptr<report::RowExport>(std::move(*file));
    report::RowReader reader;
    reader.begin = [rows](const std::vector<report::Column>& columns, std::int64_t count) {
        return rows->begin(columns, count);
    };
    reader.row = [rows](const sql::Row& row) { return rows->row(row); };
    auto lines = std::make_shared<client::ReportLines>(request.definition, reader);
    continueWith(client_->stream(
                     contract::runReport, requestOf(request.definition, true),
                     [lines](std::string_view line) { return lines->line(line); }, stop),
                 this, promise, [this, promise, lines, rows](Result<>) {
                     continueWith(QtConcurrent::run([lines, rows]() -> Result<report::Manifest> {
                                      STEWARD_TRY(const auto report, lines->finish());
                                      return rows->finish(report.truth);
                                  }),
                                  this, promise, [promise](Result<report::Manifest> manifest) {
                                      settle(*promise, std::move(manifest));
                                  });
                 });
    return promise->future();
}

}  // namespace steward::models
