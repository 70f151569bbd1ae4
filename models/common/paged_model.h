// The list behind every table: rows of the platform in cursor pages, as many as there are, with bounded memory.
//
// rowCount() is the platform's total from the first page on; rows that are not here are asked for when a view looks at
// them. A jump starts at the nearest cursor known and leaves out the rows between; lists that cannot (canJump()) read
// the pages between once. At most `residentPages` stay in memory. One request is out at a time and the newest wins:
// after reload() or restart() late answers are dropped. Old rows stay until new ones replace them. GUI thread.
//
// A list may stand in groups: then each group is a row of its own, its heading, and after it come the rows of the
// group, unless it is closed. The platform counts the groups; each is paged by itself.
//
// A table is its columns and three overrides: request() asks for a page, key() names a row, value() is a cell.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <QPointer>
#include <QTimer>
#include <algorithm>
#include <map>
#include <vector>

#include "base/result.h"
#include "client/future.h"
#include "contract/endpoint.h"
#include "models/common/fetch.h"

namespace steward::models {

enum PagedRole {
    KeyRole = Qt::UserRole + 1,  // QString: the row's id; empty while it is not here, and does not ask for it
    SortRole,                    // the cell's raw value
};

struct RowGroup {
    QString value;  // of the field that the list is grouped by
    qint64 count = 0;
    bool open = true;
};

class PagedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int pageRows = 200;
    static constexpr int residentPages = 16;

    enum class State {
        loading,  // nothing yet
        ready,    // rows, or none: rowCount() says which
        failed,   // nothing, and error() says why
    };

    explicit PagedModel(QObject* parent = nullptr);

    State state() const { return state_; }
    bool isBusy() const { return busy_; }  // a request is out; with State::ready the rows are being refreshed
    // Why the last request failed; empty after one that did not. Rows that were here before still are.
    const std::optional<Error>& error() const { return error_; }
    qint64 total() const;  // without headings, with what closed groups hold
    bool totalIsExact() const { return exact_; }
    QDateTime asOf() const { return asOf_; }          // UTC, of the newest answer; invalid before the first
    QDateTime staleSince() const { return stale_; }   // valid when the rows come from the offline store: their time
    virtual bool isHere(int row) const;               // never a heading
    virtual int rowOf(const QString& key) const = 0;  // of a row that is here, or -1

    bool isGrouped() const { return grouped_; }
    int groupCount() const { return grouped_ ? int(sections_.size()) : 0; }
    const RowGroup* groupAt(int row) const;  // null unless the row is a heading
    void setOpen(int row, bool open);        // of the group with this heading

    // The same list again: rows are replaced as they arrive.
    void reload();
    // Another list (filter, sort, groups): the old rows go when the first new ones are here.
    void restart();

    int rowCount(const QModelIndex& parent = {}) const override;

Q_SIGNALS:
    void stateChanged();
    void pageLoaded();

protected:
    // Of a group, or of the whole list.
    struct PageId {
        int section = 0;
        int page = 0;
        auto operator<=>(const PageId&) const = default;
    };
    struct Spot {
        int section = 0;
        int row = -1;  // in it; -1: its heading
        PageId page() const { return {section, row / pageRows}; }
    };
    struct Arrived {
        int rows = 0;
        std::optional<std::string> nextCursor;
        qint64 total = 0;
        bool exact = true;
        QDateTime staleSince;
    };

    // Where a page starts: so many rows after the cursor, or after the beginning.
    struct Start {
        std::optional<std::string> cursor;
        qint64 skip = 0;
    };

    virtual bool canJump() const { return false; }
    virtual void fetchPage(PageId page, const Start& start) = 0;
    // Ends in groupsArrived() or pageFailed(). Only for lists that wantsGroups().
    virtual void fetchGroups() {}
    virtual bool wantsGroups() const { return false; }
    virtual void dropRequest() = 0;
    virtual void dropPages() = 0;
    virtual int generationOf(PageId page) const = 0;  // -1 when it is not here
    int generation() const { return generation_; }
    QString groupOf(int section) const;  // empty unless it is grouped
    Spot spotOf(int row) const;
    int rowAt(Spot spot) const;  // -1 in a closed group
    void want(int row) const;
    // Between these two the table's storage takes the page.
    void beginPage(PageId page, const Arrived& arrived);
    void endPage(PageId page, const Arrived& arrived);
    void groupsArrived(std::vector<RowGroup> groups, const QDateTime& staleSince);
    void pageFailed(const Error& error);

private:
    struct Section : RowGroup {
        std::map<int, std::optional<std::string>> cursors{{0, std::nullopt}};  // where each known page starts
    };

    void start(bool replace);
    void step();
    void arrived(const QDateTime& staleSince);
    int heightOf(const Section& section) const;
    int startOf(int section) const;
    void resize(int section, qint64 count);

    State state_ = State::loading;
    bool busy_ = false, exact_ = true, replacing_ = false, blocked_ = false, grouped_ = false;
    std::optional<Error> error_;
    int generation_ = 0;
    QDateTime asOf_, stale_;
    std::vector<Section> sections_ = std::vector<Section>(1);
    mutable std::vector<PageId> wanted_;  // the newest wish last
    mutable QTimer soon_;
};

template <class T>
class PagedModelOf : public PagedModel {
public:
    using PagedModel::PagedModel;

    // Null while the row is not here; then it is asked for. Valid until the event loop runs again.
    const T* at(int row) const {
        const Spot spot = spotOf(row);
        if (spot.row < 0) return nullptr;
        const auto found = pages_.find(spot.page());
        if (found == pages_.end()) {
            want(row);
            return nullptr;
        }
        found->second.lastUse = ++uses_;
        if (found->second.generation != generation()) want(row);
        const std::size_t offset = std::size_t(spot.row % pageRows);
        return offset < found->second.rows.size() ? &found->second.rows[offset] : nullptr;
    }
    bool isHere(int row) const override {
        const Spot spot = spotOf(row);
        if (spot.row < 0) return false;
        const auto found = pages_.find(spot.page());
        return found != pages_.end() && std::size_t(spot.row % pageRows) < found->second.rows.size();
    }
    int rowOf(const QString& wanted) const override {
        const auto spot = spotWith(wanted);
        return spot ? rowAt(*spot) : -1;
    }
    // Lays a newer version over the row with the same key; nothing happens when it is not here.
    void replace(const T& newer) {
        const auto spot = spotWith(key(newer));
        if (!spot) return;
        pages_[spot->page()].rows[std::size_t(spot->row % pageRows)] = newer;
        if (const int row = rowAt(*spot); row >= 0) Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid() || (role != Qt::DisplayRole && role != KeyRole && role != SortRole)) return {};
        if (role == KeyRole) return isHere(index.row()) ? QVariant(key(*at(index.row()))) : QVariant();
        const T* row = at(index.row());
        return row ? value(*row, index.column()) : QVariant();
    }

protected:
    struct Stored {
        contract::Page<T> page;
        QDateTime time;
    };

    virtual QFuture<Result<contract::Page<T>>> request(int limit, const std::optional<std::string>& cursor) = 0;
    // Of one group; that of the whole list unless there are groups.
    virtual QFuture<Result<contract::Page<T>>> requestIn(const QString&, int limit, const Start& start) {
        return request(limit, start.cursor);
    }
    virtual QString key(const T& row) const = 0;
    virtual QVariant value(const T& row, int column) const = 0;
    // For lists that are kept for offline work: keep() sees each page that arrived, stored() is asked instead of the
    // platform when that cannot be reached, and may know nothing. `group`: of which it is.
    virtual void keep(const QString&, const Start&, const contract::Page<T>&) {}
    virtual QFuture<std::optional<Stored>> stored(const QString&, const Start&) {
        return client::readyFuture(std::optional<Stored>());
    }

    // Late answers find another number and are dropped.
    template <class Future, class F>
    void await(Future future, F handler) {
        dropRequest();
        waiting_ = client::whenReady(std::move(future), this,
                                     [this, number = number_, handler = std::move(handler)](auto answer) mutable {
                                         if (number == number_) handler(std::move(answer));
                                     });
    }

private:
    struct Held {
        int generation = 0;
        std::uint64_t lastUse = 0;
        std::vector<T> rows;
    };

    std::optional<Spot> spotWith(const QString& wanted) const {
        for (const auto& [page, held] : pages_)
            for (std::size_t i = 0; i < held.rows.size(); ++i)
                if (key(held.rows[i]) == wanted) return Spot{page.section, page.page * pageRows + int(i)};
        return {};
    }
    void fetchPage(PageId page, const Start& start) override {
        const QString group = groupOf(page.section);
        await(requestIn(group, pageRows, start), [this, page, group, start](Result<contract::Page<T>> answer) {
            if (answer) {
                keep(group, start, *answer);
                return take(page, std::move(*answer), {});
            }
            const Error error = answer.error();
            if (!isAway(error)) return pageFailed(error);
            await(stored(group, start), [this, page, error](std::optional<Stored> kept) {
                if (kept)
                    take(page, std::move(kept->page), kept->time);
                else
                    pageFailed(error);
            });
        });
    }
    void take(PageId page, contract::Page<T> answer, const QDateTime& staleSince) {
        const Arrived arrived{int(answer.items.size()), answer.nextCursor, answer.total, answer.totalIsExact,
                              staleSince};
        beginPage(page, arrived);
        pages_[page] = {generation(), ++uses_, std::move(answer.items)};
        while (pages_.size() > std::size_t(residentPages))
            pages_.erase(std::min_element(pages_.begin(), pages_.end(), [](const auto& a, const auto& b) {
                return a.second.lastUse < b.second.lastUse;
            }));
        endPage(page, arrived);
    }
    void dropRequest() override {
        ++number_;
        if (waiting_) waiting_->deleteLater();
    }
    void dropPages() override { pages_.clear(); }
    int generationOf(PageId page) const override {
        const auto found = pages_.find(page);
        return found == pages_.end() ? -1 : found->second.generation;
    }

    mutable std::map<PageId, Held> pages_;
    mutable std::uint64_t uses_ = 0;
    QPointer<QObject> waiting_;
    int number_ = 0;
};

}  // namespace steward::models
