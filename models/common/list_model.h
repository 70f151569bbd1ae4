// A list of entities that the platform sorts and filters, is kept for offline work, and follows the feed. GUI thread.
//
// A table is its fields, one per column, and value(); the rest is here.
#pragma once

#include <QSet>
#include <QTimer>

#include "base/json.h"
#include "contract/list_messages.h"
#include "contract/topics.h"
#include "models/common/paged_model.h"
#include "store/offline_store.h"

namespace steward::models {

// What a list is asked for, whatever its rows are.
class ListQuery {
public:
    virtual ~ListQuery() = default;

    // The platform's grammar; the same filter again changes nothing.
    virtual void setFilter(const QString& filter) = 0;
    const QString& filter() const { return filter_; }
    const QString& sortField() const { return sort_; }  // "-mrrMinor"
    QString fieldOf(int column) const;                  // empty: cannot be sorted by
    int columnOf(const QString& field) const;           // -1: of no column
    // By a field of texts, its groups in the order of `known`, others after them by their name. Empty: no groups.
    virtual void setGroups(const QString& field, const QStringList& known = {}) = 0;
    const QString& groupField() const { return groupField_; }

protected:
    ListQuery(QStringList fields, QString sort) : fields_(std::move(fields)), sort_(std::move(sort)) {}

    QString filterOf(const QString& group) const;  // with that of the list
    std::vector<RowGroup> inOrder(const contract::Groups& groups) const;

    QStringList fields_, knownGroups_;
    QString filter_, sort_, groupField_;
};

template <class T>
struct ListSource {
    Fetch<contract::ListRequest, contract::Page<T>> list;
    Fetch<contract::ById, T> one;
    store::OfflineStore* store = nullptr;  // pages are kept here for offline work; may be null
    // Counts the groups of `name`; may be empty for lists that have none.
    Fetch<contract::GroupsRequest, contract::Groups> groups = {};
    contract::ListName name = contract::ListName::tenants;
};

template <class T>
class ListModelOf : public PagedModelOf<T>, public ListQuery {
public:
    // `name` ("tenants") keeps its pages apart in the store. `fields`: what each column is sorted by, empty where it
    // is not. `sort`: to begin with.
    ListModelOf(std::string name, domain::EntityKind kind, QStringList fields, QString sort, ListSource<T> source,
                QObject* parent)
        : PagedModelOf<T>(parent),
          ListQuery(std::move(fields), std::move(sort)),
          name_(std::move(name)),
          kind_(kind),
          source_(std::move(source)) {
        afterwards(changedSoon_, 100, [this] { readChanged(); });
        afterwards(reloadSoon_, 1000, [this] { this->reload(); });
    }

    void setFilter(const QString& filter) override {
        if (filter_ == filter && this->state() != PagedModel::State::loading) return;
        filter_ = filter;
        this->restart();
    }

    void setGroups(const QString& field, const QStringList& known = {}) override {
        if (groupField_ == field || !source_.groups) return;
        groupField_ = field;
        knownGroups_ = known;
        this->restart();
    }

    void sort(int column, Qt::SortOrder order) override {
        const QString field = fieldOf(column);
        if (field.isEmpty()) return;
        const QString sort = order == Qt::DescendingOrder ? QLatin1Char('-') + field : field;
        if (sort == sort_) return;
        sort_ = sort;
        this->restart();
    }

    // From the feed.
    void entityChanged(const contract::EntityChanged& change) {
        if (change.kind != kind_) return;
        const QString id = QString::fromStdString(change.id);
        if (this->rowOf(id) >= 0) {
            changed_.insert(id);
            if (!changedSoon_.isActive()) changedSoon_.start();
        } else if (change.version <= 1 && !reloadSoon_.isActive()) {
            reloadSoon_.start();
        }
    }

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : int(fields_.size());
    }

protected:
    using Start = PagedModel::Start;

    // What this computer kept, and when.
    template <class D>
    using Recalled = std::optional<std::pair<D, QDateTime>>;

    template <class F>
    void afterwards(QTimer& timer, int milliseconds, F act) {
        timer.setSingleShot(true);
        timer.setInterval(milliseconds);
        QObject::connect(&timer, &QTimer::timeout, this, std::move(act));
    }

    QFuture<Result<contract::Page<T>>> request(int limit, const std::optional<std::string>& cursor) override {
        return requestIn({}, limit, {cursor});
    }
    bool canJump() const override { return true; }
    QFuture<Result<contract::Page<T>>> requestIn(const QString& group, int limit, const Start& start) override {
        contract::ListRequest request;
        request.limit = limit;
        request.cursor = start.cursor;
        if (start.skip > 0) request.skip = start.skip;
        request.sort = sort_.toStdString();
        if (const QString filter = filterOf(group); !filter.isEmpty()) request.filter = filter.toStdString();
        return source_.list(request);
    }
    bool wantsGroups() const override { return !groupField_.isEmpty(); }
    void fetchGroups() override {
        contract::GroupsRequest request{source_.name, groupField_.toStdString(), {}, mostGroups};
        if (!filter_.isEmpty()) request.filter = filter_.toStdString();
        const std::string key = name_ + "#" + groupField_.toStdString() + "&" + filter_.toStdString();
        this->await(source_.groups(request), [this, key](Result<contract::Groups> answer) {
            if (answer) {
                if (source_.store) source_.store->keep(key, json::write(*answer));
                return this->groupsArrived(inOrder(*answer), {});
            }
            const Error error = answer.error();
            if (!isAway(error)) return this->pageFailed(error);
            this->await(recalled<contract::Groups>(key), [this, error](Recalled<contract::Groups> kept) {
                if (kept)
                    this->groupsArrived(inOrder(kept->first), kept->second);
                else
                    this->pageFailed(error);
            });
        });
    }
    QString key(const T& row) const override { return QString::fromStdString(row.id); }

    void keep(const QString& group, const Start& start, const contract::Page<T>& page) override {
        if (source_.store) source_.store->keep(storeKey(group, start), json::write(page));
    }

    QFuture<std::optional<typename PagedModelOf<T>::Stored>> stored(const QString& group, const Start& start) override {
        using Found = typename PagedModelOf<T>::Stored;
        return recalled<contract::Page<T>>(storeKey(group, start)).then([](Recalled<contract::Page<T>> kept) {
            return kept ? std::optional(Found{std::move(kept->first), kept->second}) : std::nullopt;
        });
    }

private:
    static constexpr std::int64_t mostGroups = 200;

    template <class D>
    QFuture<Recalled<D>> recalled(std::string key) {
        if (!source_.store) return client::readyFuture(Recalled<D>());
        return source_.store->recall(std::move(key)).then([](Result<std::optional<store::Kept>> kept) -> Recalled<D> {
            if (!kept || !*kept) return {};
            auto document = json::read<D>((*kept)->json, json::Unknown::ignore);
            if (!document) return {};
            return std::pair(std::move(*document),
                             QDateTime::fromMSecsSinceEpoch((*kept)->at.time_since_epoch().count(), Qt::UTC));
        });
    }
    std::string storeKey(const QString& group, const Start& start) const {
        return name_ + "?" + sort_.toStdString() + "&" + filterOf(group).toStdString() + "&" +
               start.cursor.value_or("") + (start.skip > 0 ? "+" + std::to_string(start.skip) : "");
    }
    void readChanged() {
        // Many at once are cheaper as pages.
        const QSet<QString> ids = std::exchange(changed_, {});
        if (ids.size() > 20) return this->reload();
        for (const QString& id : ids)
            client::whenReady(source_.one({id.toStdString()}), this, [this](Result<T> entity) {
                if (!entity) return;
                this->replace(*entity);
                // It may belong to another group now.
                if (this->isGrouped() && !reloadSoon_.isActive()) reloadSoon_.start();
            });
    }

    std::string name_;
    domain::EntityKind kind_;
    ListSource<T> source_;
    QSet<QString> changed_;
    QTimer changedSoon_, reloadSoon_;
};

}  // namespace steward::models
