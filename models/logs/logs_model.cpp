#include "models/logs/logs_model.h"

#include "report/filter.h"

namespace steward::models {
namespace {

using domain::LogRecord;

// What a search is kept by: its range moves with the clock.
QString withoutTime(const QString& filter) {
    auto parsed = report::parseFilter(filter.toStdString());
    if (!parsed) return filter;
    std::erase_if(parsed->conditions, [](const report::Condition& one) { return one.field == "time"; });
    return QString::fromStdString(report::spellFilter(*parsed));
}

}  // namespace

LogsModel::LogsModel(LogsSource source, QObject* parent) : PagedModelOf(parent), source_(std::move(source)) {}

void LogsModel::setFilter(const QString& filter) {
    filter_ = filter;
    kept_ = withoutTime(filter);
    searchedTo_ = {};
    restart();
}

QFuture<Result<contract::Page<LogRecord>>> LogsModel::request(int limit, const std::optional<std::string>& cursor) {
    contract::ListRequest request;
    request.limit = limit;
    request.cursor = cursor;
    if (!filter_.isEmpty()) request.filter = filter_.toStdString();
    // Ends with this model, which QFuture::then of Qt 6.4 would not.
    const auto promise = std::make_shared<QPromise<Result<contract::Page<LogRecord>>>>();
    promise->start();
    client::whenReady(source_.list(request), this, [this, promise, filter = filter_](Result<contract::LogPage> found) {
        promise->addResult(pageOf(std::move(found), filter));
        promise->finish();
    });
    return promise->future();
}

Result<contract::Page<LogRecord>> LogsModel::pageOf(Result<contract::LogPage> found, const QString& filter) {
    if (!found) return fail(std::move(found).error());
    contract::Page<LogRecord> page;
    page.items = std::move(found->items);
    page.total = found->total;
    page.totalIsExact = found->totalIsExact;
    // A page that is not full is the last one of a table; whoever wants more searches from there.
    if (!found->limitReached) page.nextCursor = std::move(found->nextCursor);
    if (filter == filter_)
        searchedTo_ = found->limitReached && found->searchedTo
                          ? QDateTime::fromMSecsSinceEpoch(found->searchedTo->time_since_epoch().count(), Qt::UTC)
                          : QDateTime();
    return page;
}

QVariant LogsModel::value(const LogRecord& record, int column) const {
    switch (column) {
        case At:
            return qlonglong(record.time.time_since_epoch().count());
        case Severity:
            return int(record.severity);
        case Service:
            return QString::fromStdString(record.service);
        case Body:
            return QString::fromStdString(record.body);
        case Tenant:
            return QString::fromStdString(record.tenantId.value_or(""));
        default:
            return {};
    }
}

void LogsModel::keep(const QString&, const Start& start, const contract::Page<LogRecord>& page) {
    if (source_.store && !start.cursor) source_.store->keep(storeKey(), json::write(page));
}

QFuture<std::optional<LogsModel::Stored>> LogsModel::stored(const QString&, const Start& start) {
    if (!source_.store || start.cursor) return client::readyFuture(std::optional<Stored>());
    return source_.store->recall(storeKey()).then([](Result<std::optional<store::Kept>> kept) -> std::optional<Stored> {
        if (!kept || !*kept) return {};
        auto page = json::read<contract::Page<LogRecord>>((*kept)->json, json::Unknown::ignore);
        if (!page) return {};
        page->nextCursor.reset();
        return Stored{std::move(*page),
                      QDateTime::fromMSecsSinceEpoch((*kept)->at.time_since_epoch().count(), Qt::UTC)};
    });
}

std::vector<SavedView> logViews() {
    using namespace Qt::StringLiterals;
    return {{u"all"_s, {}, {}, {}}, {u"errors"_s, {}, {{u"severity"_s, Comparison::is, {u"fatal"_s, u"error"_s}}}, {}}};
}

}  // namespace steward::models
