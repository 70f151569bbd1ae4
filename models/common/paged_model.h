// The list behind every table: rows of the platform in cursor pages, as many as there are, with bounded memory.
//
// rowCount() is the platform's total from the first page on; rows that are not here are asked for when a view looks at
// them. Cursors only lead forward, so a jump reads the pages between once; at most `residentPages` stay in memory. One
// request is out at a time and the newest wins: after reload() or restart() late answers are dropped. Old rows stay
// until new ones replace them. GUI thread.
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
    qint64 total() const { return total_; }
    bool totalIsExact() const { return exact_; }
    QDateTime asOf() const { return asOf_; }         // UTC, of the newest answer; invalid before the first
    QDateTime staleSince() const { return stale_; }  // valid when the rows come from the offline store: their time
    virtual bool isHere(int row) const = 0;
    virtual int rowOf(const QString& key) const = 0;  // of a row that is here, or -1

    // The same list again: rows are replaced as they arrive.
    void reload();
    // Another list (filter, sort): the old rows go when the first new ones are here.
    void restart();

    int rowCount(const QModelIndex& parent = {}) const override;

Q_SIGNALS:
    void stateChanged();
    void pageLoaded();

protected:
    struct Arrived {
        int rows = 0;
        std::optional<std::string> nextCursor;
        qint64 total = 0;
        bool exact = true;
        QDateTime staleSince;
    };

    virtual void fetchPage(int page, const std::optional<std::string>& cursor) = 0;
    virtual void dropRequest() = 0;
    virtual void dropPages() = 0;
    virtual int generationOf(int page) const = 0;  // -1 when it is not here
    int generation() const { return generation_; }
    void want(int row) const;
    // Between these two the table's storage takes the page.
    void beginPage(int page, const Arrived& arrived);
    void endPage(int page, const Arrived& arrived);
    void pageFailed(const Error& error);

private:
    void start(bool replace);
    void step();
    void setTotal(qint64 total);

    State state_ = State::loading;
    bool busy_ = false, exact_ = true, replacing_ = false, blocked_ = false;
    std::optional<Error> error_;
    qint64 total_ = 0;
    int generation_ = 0;
    QDateTime asOf_, stale_;
    std::vector<std::optional<std::string>> cursors_;  // where each known page starts
    mutable std::vector<int> wanted_;                  // pages, the newest wish last
    mutable QTimer soon_;
};

template <class T>
class PagedModelOf : public PagedModel {
public:
    using PagedModel::PagedModel;

    // Null while the row is not here; then it is asked for. Valid until the event loop runs again.
    const T* at(int row) const {
        const auto found = pages_.find(row / pageRows);
        if (found == pages_.end() || row < 0) {
            want(row);
            return nullptr;
        }
        found->second.lastUse = ++uses_;
        if (found->second.generation != generation()) want(row);
        const std::size_t offset = std::size_t(row % pageRows);
        return offset < found->second.rows.size() ? &found->second.rows[offset] : nullptr;
    }
    bool isHere(int row) const override {
        const auto found = pages_.find(row / pageRows);
        return row >= 0 && found != pages_.end() && std::size_t(row % pageRows) < found->second.rows.size();
    }
    int rowOf(const QString& wanted) const override {
        for (const auto& [page, stored] : pages_)
            for (std::size_t i = 0; i < stored.rows.size(); ++i)
                if (key(stored.rows[i]) == wanted) return page * pageRows + int(i);
        return -1;
    }
    // Lays a newer version over the row with the same key; nothing happens when it is not here.
    void replace(const T& newer) {
        const int row = rowOf(key(newer));
        if (row < 0) return;
        pages_[row / pageRows].rows[std::size_t(row % pageRows)] = newer;
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
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
    virtual QString key(const T& row) const = 0;
    virtual QVariant value(const T& row, int column) const = 0;
    // For lists that are kept for offline work: keep() sees each page that arrived, stored() is asked instead of the
    // platform when that cannot be reached, and may know nothing.
    virtual void keep(const std::optional<std::string>&, const contract::Page<T>&) {}
    virtual QFuture<std::optional<Stored>> stored(const std::optional<std::string>&) {
        return client::readyFuture(std::optional<Stored>());
    }

private:
    struct Held {
        int generation = 0;
        std::uint64_t lastUse = 0;
        std::vector<T> rows;
    };

    void fetchPage(int page, const std::optional<std::string>& cursor) override {
        await(request(pageRows, cursor), [this, page, cursor](Result<contract::Page<T>> answer) {
            if (answer) {
                keep(cursor, *answer);
                return take(page, std::move(*answer), {});
            }
            const Error error = answer.error();
            if (!isAway(error)) return pageFailed(error);
            await(stored(cursor), [this, page, error](std::optional<Stored> kept) {
                if (kept)
                    take(page, std::move(kept->page), kept->time);
                else
                    pageFailed(error);
            });
        });
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
    void take(int page, contract::Page<T> answer, const QDateTime& staleSince) {
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
    int generationOf(int page) const override {
        const auto found = pages_.find(page);
        return found == pages_.end() ? -1 : found->second.generation;
    }

    mutable std::map<int, Held> pages_;
    mutable std::uint64_t uses_ = 0;
    QPointer<QObject> waiting_;
    int number_ = 0;
};

}  // namespace steward::models
