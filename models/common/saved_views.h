// The tabs over a list: views that are always there, and those a person saved, which the workspace's store keeps on
// this computer. Each with how many rows it holds. GUI thread.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "models/common/fetch.h"
#include "models/common/filter.h"
#include "store/offline_store.h"

namespace steward::models {

struct SavedView {
    QString id;    // "all", always there; "pastDue", … or "own-1"
    QString name;  // of own views; the others are named by the view
    Clauses clauses;
    QString sort;  // "-mrrMinor"
    bool own = false;
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

class SavedViews : public QObject {
    Q_OBJECT
public:
    // `name` ("tenants") keeps its own views apart in the store, which may be null.
    SavedViews(std::string name, std::vector<SavedView> standard, CountRows count, store::OfflineStore* store,
               QObject* parent = nullptr);

    const std::vector<SavedView>& all() const { return views_; }
    const SavedView* find(const QString& id) const;
    std::optional<qint64> count(const QString& id) const;

    void load();        // own views; changed() follows
    void readCounts();  // countChanged() for each

    // Gives it an id.
    QString add(const QString& name, const Clauses& clauses, const QString& sort);
    void remove(const QString& id);  // own ones only

Q_SIGNALS:
    void changed();
    void countChanged(const QString& id);
    void notKept(const steward::Error& error);

private:
    void keep();
    std::string storeKey_;
    CountRows countRows_;
    store::OfflineStore* store_;
    std::vector<SavedView> views_;
    QHash<QString, qint64> counts_;
};

}  // namespace steward::models
