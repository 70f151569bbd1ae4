#include "models/support/support_model.h"

namespace steward::models {

using domain::SupportState;

namespace {

constexpr auto longestWait = std::chrono::minutes(30);

// The platform gives the list whole; the table takes it in pages. A cursor is the number of its first row.
Result<contract::Page<domain::SupportAccess>> pageOf(Result<contract::Page<domain::SupportAccess>> all,
                                                     std::size_t first, std::size_t limit) {
    if (!all) return all;
    auto& items = all->items;
    const std::size_t size = items.size(), end = std::min(size, first + limit);
    contract::Page<domain::SupportAccess> page;
    page.total = std::int64_t(size);
    for (std::size_t i = first; i < end; ++i)
        page.items.push_back(std::move(items[i]));
    if (end < size) page.nextCursor = std::to_string(end);
    return page;
}

}  // namespace

SupportModel::SupportModel(Fetch<contract::Nothing, contract::Page<domain::SupportAccess>> list, QObject* parent)
    : PagedModelOf(parent), list_(std::move(list)) {
    for (QTimer* timer : {&reloadSoon_, &expiry_}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &SupportModel::reload);
    }
    reloadSoon_.setInterval(100);
    connect(this, &PagedModel::pageLoaded, this, &SupportModel::expectExpiry);
}

void SupportModel::accessChanged() {
    if (!reloadSoon_.isActive()) reloadSoon_.start();
}

std::vector<const domain::SupportAccess*> SupportModel::open() const {
    std::vector<const domain::SupportAccess*> open;
    for (int row = 0; row < rowCount(); ++row) {
        const auto* access = isHere(row) ? at(row) : nullptr;
        if (access && domain::isOpen(access->state)) open.push_back(access);
    }
    return open;
}

// The platform tells nobody that time has passed.
void SupportModel::expectExpiry() {
    expiry_.stop();
    std::optional<Time> first;
    for (const auto* access : open())
        first = std::min(first.value_or(access->expiresAt), access->expiresAt);
    if (!first) return;
    const Duration wait = *first - SystemClock().now() + std::chrono::seconds(1);
    expiry_.start(std::clamp<std::chrono::milliseconds>(std::chrono::duration_cast<std::chrono::milliseconds>(wait),
                                                        std::chrono::seconds(5), longestWait));
}

QFuture<Result<contract::Page<domain::SupportAccess>>> SupportModel::request(int limit,
                                                                             const std::optional<std::string>& cursor) {
    const std::size_t first = cursor ? std::stoul(*cursor) : 0;
    return list_({}).then([first, limit](Result<contract::Page<domain::SupportAccess>> all) {
        return pageOf(std::move(all), first, std::size_t(limit));
    });
}

QVariant SupportModel::value(const domain::SupportAccess& access, int column) const {
    switch (column) {
        case Tenant:
            return QString::fromStdString(access.tenantName);
        case Staff:
            return QString::fromStdString(access.staffName);
        case Rights:
            return access.userName ? QVariant(QString::fromStdString(*access.userName)) : QVariant(int(access.role));
        case Reason:
            return QString::fromStdString(access.reason);
        case Requested:
            return qlonglong(access.requestedAt.time_since_epoch().count());
        case State:
            return int(access.state);
        default:
            return {};
    }
}

}  // namespace steward::models
