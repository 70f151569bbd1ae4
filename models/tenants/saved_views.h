// The tabs over the list of tenants: views that are always there, and those a person saved, which the workspace's store
// keeps on this computer. Each with how many tenants it holds. GUI thread.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "models/common/fetch.h"
#include "models/common/filter.h"
#include "store/offline_store.h"

namespace steward::models {

struct SavedView {
    QString id;    // "all", "pastDue", … or "own-1"
    QString name;  // of own views; the others are named by the view
    Clauses clauses;
    QString sort;  // "-mrrMinor"
    bool own = false;
};

class SavedViews : public QObject {
    Q_OBJECT
public:
    SavedViews(Fetch<contract::ListRequest, contract::Page<domain::Tenant>> list, store::OfflineStore* store,
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
    Fetch<contract::ListRequest, contract::Page<domain::Tenant>> list_;
    store::OfflineStore* store_;
    std::vector<SavedView> views_;
    QHash<QString, qint64> counts_;
};

}  // namespace steward::models
