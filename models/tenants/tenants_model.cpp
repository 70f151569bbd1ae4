#include "models/tenants/tenants_model.h"

#include <array>

#include "base/json.h"

namespace steward::models {

namespace {

constexpr int maxSeries = 4000, seriesAtOnce = 100;
constexpr std::array<const char*, TenantsModel::ColumnCount> fields{
    "", "name", "status", "plan", "users", "mrrMinor", "region", "", "lastActiveAt"};

void afterwards(QTimer& timer, int milliseconds) {
    timer.setSingleShot(true);
    timer.setInterval(milliseconds);
}

}  // namespace

TenantsModel::TenantsModel(TenantsSource source, QObject* parent) : PagedModelOf(parent), source_(std::move(source)) {
    afterwards(requestsSoon_, 30);
    afterwards(changedSoon_, 100);
    afterwards(reloadSoon_, 1000);
    connect(&requestsSoon_, &QTimer::timeout, this, &TenantsModel::readRequests);
    connect(&changedSoon_, &QTimer::timeout, this, &TenantsModel::readChanged);
    connect(&reloadSoon_, &QTimer::timeout, this, &TenantsModel::reload);
}

void TenantsModel::setFilter(const QString& filter) {
    if (filter_ == filter && state() != State::loading) return;
    filter_ = filter;
    restart();
}

void TenantsModel::sort(int column, Qt::SortOrder order) {
    const QString field = fieldOf(column);
    if (field.isEmpty()) return;
    const QString sort = order == Qt::DescendingOrder ? QLatin1Char('-') + field : field;
    if (sort == sort_) return;
    sort_ = sort;
    restart();
}

QString TenantsModel::fieldOf(int column) {
    return column >= 0 && column < ColumnCount ? QString::fromLatin1(fields[std::size_t(column)]) : QString();
}

int TenantsModel::columnOf(const QString& field) {
    for (int column = 0; column < ColumnCount; ++column)
        if (!field.isEmpty() && fieldOf(column) == field) return column;
    return -1;
}

QVariant TenantsModel::value(const domain::Tenant& tenant, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(tenant.name);
        case Status:
            return int(tenant.status);
        case Plan:
            return int(tenant.plan);
        case Users:
            return qlonglong(tenant.users);
        case Mrr:
            return qlonglong(tenant.mrrMinor);
        case Region:
            return QString::fromStdString(tenant.region);
        case LastActive:
            return qlonglong(tenant.lastActiveAt.time_since_epoch().count());
        default:
            return {};
    }
}

QFuture<Result<contract::Page<domain::Tenant>>> TenantsModel::request(int limit,
                                                                      const std::optional<std::string>& cursor) {
    contract::ListRequest request;
    request.limit = limit;
    request.cursor = cursor;
    request.sort = sort_.toStdString();
    if (!filter_.isEmpty()) request.filter = filter_.toStdString();
    return source_.list(request);
}

std::string TenantsModel::storeKey(const std::optional<std::string>& cursor) const {
    return "tenants?" + sort_.toStdString() + "&" + filter_.toStdString() + "&" + cursor.value_or("");
}

void TenantsModel::keep(const std::optional<std::string>& cursor, const contract::Page<domain::Tenant>& page) {
    if (source_.store) source_.store->keep(storeKey(cursor), json::write(page));
}

QFuture<std::optional<TenantsModel::Stored>> TenantsModel::stored(const std::optional<std::string>& cursor) {
    if (!source_.store) return PagedModelOf::stored(cursor);
    return source_.store->recall(storeKey(cursor)).then([](Result<std::optional<store::Kept>> kept) {
        std::optional<Stored> stored;
        if (!kept || !*kept) return stored;
        auto page = json::read<contract::Page<domain::Tenant>>((*kept)->json, json::Unknown::ignore);
        if (!page) return stored;
        const auto time = QDateTime::fromMSecsSinceEpoch((*kept)->at.time_since_epoch().count(), Qt::UTC);
        stored = Stored{std::move(*page), time};
        return stored;
    });
}

const QList<qreal>* TenantsModel::requestsOf(const domain::Tenant& tenant) const {
    const QString id = QString::fromStdString(tenant.id);
    const auto found = requests_.constFind(id);
    if (found != requests_.cend()) return &*found;
    if (wantedRequests_.size() < seriesAtOnce) wantedRequests_.insert(id);
    if (!readingRequests_ && !requestsSoon_.isActive()) requestsSoon_.start();
    return nullptr;
}

void TenantsModel::readRequests() {
    if (wantedRequests_.isEmpty() || readingRequests_) return;
    const QStringList ids(wantedRequests_.cbegin(), wantedRequests_.cend());
    wantedRequests_.clear();
    readingRequests_ = true;
    client::whenReady(source_.requests({ids.join(QLatin1Char(',')).toStdString()}), this,
                      [this, ids](Result<contract::MetricRange> answer) {
                          readingRequests_ = false;
                          if (!answer) return;
                          if (requests_.size() > maxSeries) requests_.clear();
                          for (const QString& id : ids)
                              requests_.insert(id, {});
                          for (const auto& series : answer->series) {
                              QList<qreal> values;
                              for (const auto& value : series.values)
                                  values.append(value.value_or(qQNaN()));
                              requests_.insert(QString::fromStdString(series.tenantId.value_or("")), values);
                          }
                          if (rowCount() > 0) Q_EMIT dataChanged(index(0, Requests), index(rowCount() - 1, Requests));
                      });
}

void TenantsModel::entityChanged(const contract::EntityChanged& change) {
    if (change.kind != domain::EntityKind::tenant) return;
    const QString id = QString::fromStdString(change.id);
    if (rowOf(id) >= 0) {
        changed_.insert(id);
        if (!changedSoon_.isActive()) changedSoon_.start();
    } else if (change.version <= 1 && !reloadSoon_.isActive()) {
        reloadSoon_.start();
    }
}

void TenantsModel::readChanged() {
    // Many at once are cheaper as pages.
    const QSet<QString> ids = std::exchange(changed_, {});
    if (ids.size() > 20) return reload();
    for (const QString& id : ids)
        client::whenReady(source_.one({id.toStdString()}), this, [this](Result<domain::Tenant> tenant) {
            if (tenant) replace(*tenant);
        });
}

}  // namespace steward::models
