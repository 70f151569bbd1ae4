#include "models/common/saved_views.h"

#include "base/json.h"
#include "client/future.h"
#include "contract/endpoints.h"
#include "models/common/kept_entity.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

std::optional<SavedView> shownOf(const contract::ListView& view) {
    auto clauses = clausesOf(QString::fromStdString(view.filter));
    if (!clauses) return {};
    SavedView shown{QString::fromStdString(view.id), QString::fromStdString(view.name), std::move(*clauses),
                    QString::fromStdString(view.sort)};
    for (const std::string& column : view.columns)
        shown.columns << QString::fromStdString(column);
    shown.groupBy = QString::fromStdString(view.groupBy.value_or(""));
    shown.shared = view.shared;
    shown.ownerId = QString::fromStdString(view.ownerId);
    shown.ownerName = QString::fromStdString(view.ownerName);
    shown.version = view.version;
    return shown;
}

contract::ListView writtenOf(const SavedView& view) {
    contract::ListView written;
    written.id = view.id.toStdString();
    written.name = view.name.toStdString();
    written.filter = filterText(view.clauses).toStdString();
    written.sort = view.sort.toStdString();
    for (const QString& column : view.columns)
        written.columns.push_back(column.toStdString());
    if (!view.groupBy.isEmpty()) written.groupBy = view.groupBy.toStdString();
    written.shared = view.shared;
    written.ownerId = view.ownerId.toStdString();
    written.ownerName = view.ownerName.toStdString();
    written.version = view.version;
    return written;
}

}  // namespace

ViewsSource viewsFrom(client::PlatformClient& client, store::OfflineStore& store) {
    return {fetchFrom(client, contract::listViews), fetchFrom(client, contract::saveView),
            [&client](contract::ListViewChange change, std::int64_t version) {
                return client.call(contract::changeView, std::move(change), {.ifMatch = version});
            },
            fetchFrom(client, contract::deleteView), &store};
}

SavedViews::SavedViews(contract::ListName list, std::vector<SavedView> standard, CountRows count, ViewsSource source,
                       const Session& session, QObject* parent)
    : QObject(parent),
      list_(list),
      storeKey_("views/" + std::string(enumName(list))),
      countRows_(std::move(count)),
      source_(std::move(source)),
      session_(session),
      views_(std::move(standard)) {}

const SavedView* SavedViews::find(const QString& id) const {
    for (const SavedView& view : views_)
        if (view.id == id) return &view;
    return nullptr;
}

std::optional<qint64> SavedViews::count(const QString& id) const {
    const auto found = counts_.constFind(id);
    return found == counts_.cend() ? std::nullopt : std::optional(*found);
}

bool SavedViews::isOwn(const SavedView& view) const {
    return !view.isStandard() && session_.me() && view.ownerId.toStdString() == session_.me()->principal.userId;
}

bool SavedViews::mayRemove(const SavedView& view) const {
    return isOwn(view) || (view.shared && session_.allows(domain::Permission::usersWrite));
}

void SavedViews::load() {
    if (!source_.list) return;
    readKept(source_.list({list_}), source_.store, storeKey_, this, [this](KeptEntity<contract::ListViews> read) {
        if (read.entity) take(*read.entity);
    });
}

void SavedViews::take(const contract::ListViews& views) {
    std::erase_if(views_, [](const SavedView& view) { return !view.isStandard(); });
    for (const contract::ListView& view : views.items)
        if (auto shown = shownOf(view)) views_.push_back(std::move(*shown));
    arrange();
    Q_EMIT changed();
    readCounts();
}

// The platform's order, by name, stays within each kind.
void SavedViews::arrange() {
    std::stable_sort(views_.begin(), views_.end(), [this](const SavedView& a, const SavedView& b) {
        const auto kind = [this](const SavedView& view) { return view.isStandard() ? 0 : isOwn(view) ? 1 : 2; };
        return kind(a) < kind(b);
    });
}

void SavedViews::readCounts() {
    if (!countRows_) return;
    int counted = 0;
    for (const SavedView& view : views_) {
        if (++counted > mostCounted) break;
        contract::ListRequest request;
        request.limit = 1;
        request.filter = filterText(view.clauses).toStdString();
        client::whenReady(countRows_(request), this, [this, id = view.id](Result<qint64> count) {
            if (!count) return;
            counts_.insert(id, *count);
            Q_EMIT countChanged(id);
        });
    }
}

void SavedViews::add(const SavedView& view) {
    const contract::ListView written = writtenOf(view);
    client::whenReady(source_.save({list_, written.name, written.filter, written.sort, written.columns, written.groupBy,
                                    written.shared}),
                      this, [this](Result<contract::ListView> saved) {
                          if (!saved) return Q_EMIT refused(saved.error());
                          put(*saved);
                      });
}

void SavedViews::change(const SavedView& view) {
    const contract::ListView written = writtenOf(view);
    client::whenReady(source_.change({written.id, written.name, written.filter, written.sort, written.columns,
                                      written.groupBy, written.shared},
                                     written.version),
                      this, [this](Result<contract::ListView> saved) {
                          if (saved) return put(*saved);
                          if (saved.error().code == ErrorCode::preconditionFailed) load();
                          Q_EMIT refused(saved.error());
                      });
}

void SavedViews::put(const contract::ListView& view) {
    auto shown = shownOf(view);
    if (!shown) return;
    const QString id = shown->id;
    const auto known = std::find_if(views_.begin(), views_.end(), [&](const auto& one) { return one.id == id; });
    if (known != views_.end())
        *known = std::move(*shown);
    else
        views_.push_back(std::move(*shown));
    arrange();
    keep();
    Q_EMIT saved(id);
    Q_EMIT changed();
    readCounts();
}

void SavedViews::remove(const QString& id) {
    const SavedView* view = find(id);
    if (!view || view->isStandard()) return;
    client::whenReady(source_.remove({id.toStdString()}), this, [this, id](Result<contract::Nothing> gone) {
        if (!gone && gone.error().code != ErrorCode::notFound) return Q_EMIT refused(gone.error());
        std::erase_if(views_, [&](const SavedView& one) { return one.id == id; });
        counts_.remove(id);
        keep();
        Q_EMIT removed(id);
        Q_EMIT changed();
    });
}

void SavedViews::keep() {
    if (!source_.store) return;
    contract::ListViews views;
    for (const SavedView& view : views_)
        if (!view.isStandard()) {
            views.items.push_back(writtenOf(view));
            views.items.back().list = list_;
        }
    source_.store->keep(storeKey_, json::write(views));
}

}  // namespace steward::models
