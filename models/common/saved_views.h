// The tabs over a list: views that are always there, those that the person keeps on the platform, and those that
// others share with them. Each with how many rows it holds. Away from the platform the last known ones are there, and
// cannot be changed. GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <optional>
#include <vector>

#include "contract/list_messages.h"
#include "models/common/fetch.h"
#include "models/common/filter.h"
#include "models/common/session.h"
#include "store/offline_store.h"

namespace steward::models {

struct SavedView {
    QString id;    // "all", always there; or the platform's, "viw_…"
    QString name;  // those that are always there are named by the view
    Clauses clauses;
    QString sort;              // "-mrrMinor"
    QStringList columns = {};  // shown, in their order; empty: as the table is
    QString groupBy = {};      // a field; empty: no groups
    bool shared = false;
    QString ownerId = {}, ownerName = {};
    qint64 version = 0;  // 0: always there
    bool isStandard() const { return version == 0; }
};

// How many rows the platform finds.
using CountRows = Fetch<contract::ListRequest, qint64>;

template <class T>
CountRows countWith(Fetch<contract::ListRequest, contract::Page<T>> list) {
    return [list = std::move(list)](contract::ListRequest request) {
        return list(std::move(request)).then([](Result<contract::Page<T>> page) -> Result<qint64> {
            if (!page) return fail(page.error());
            return qint64(page->total);
        });
    };
}

struct ViewsSource {
    Fetch<contract::ListViewsRequest, contract::ListViews> list;
    Fetch<contract::ListViewDraft, contract::ListView> save;
    std::function<QFuture<Result<contract::ListView>>(contract::ListViewChange, std::int64_t version)> change;
    Fetch<contract::ById, contract::Nothing> remove;
    store::OfflineStore* store = nullptr;  // keeps the last known; may be null
};
ViewsSource viewsFrom(client::PlatformClient& client, store::OfflineStore& store);

class SavedViews : public QObject {
    Q_OBJECT
public:
    // Views of a list beyond this many are not counted.
    static constexpr int mostCounted = 24;

    // `session` outlives this. Without `count` no view is counted.
    SavedViews(contract::ListName list, std::vector<SavedView> standard, CountRows count, ViewsSource source,
               const Session& session, QObject* parent = nullptr);

    // Those that are always there, own ones, others' ones.
    const std::vector<SavedView>& all() const { return views_; }
    const SavedView* find(const QString& id) const;
    std::optional<qint64> count(const QString& id) const;
    bool isOwn(const SavedView& view) const;
    bool mayRemove(const SavedView& view) const;

    void load();        // from the platform; changed() follows, also when it is away and the last known ones come
    void readCounts();  // countChanged() for each

    // Each ends in saved(), removed() or refused().
    void add(const SavedView& view);
    void change(const SavedView& view);  // by its id and version
    void remove(const QString& id);

Q_SIGNALS:
    void changed();
    void countChanged(const QString& id);
    void saved(const QString& id);
    void removed(const QString& id);
    void refused(const steward::Error& error);

private:
    void take(const contract::ListViews& views);
    void put(const contract::ListView& view);
    void keep();
    void arrange();

    contract::ListName list_;
    std::string storeKey_;
    CountRows countRows_;
    ViewsSource source_;
    const Session& session_;
    std::vector<SavedView> views_;
    QHash<QString, qint64> counts_;
};

}  // namespace steward::models
