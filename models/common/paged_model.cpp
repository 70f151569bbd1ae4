#include "models/common/paged_model.h"

#include <limits>

namespace steward::models {

PagedModel::PagedModel(QObject* parent) : QAbstractTableModel(parent), cursors_{std::nullopt} {
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &PagedModel::step);
}

int PagedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(std::min<qint64>(total_, std::numeric_limits<int>::max()));
}

bool PagedModel::isHere(int row) const {
    return generationOf(row / pageRows) >= 0;
}

void PagedModel::reload() {
    start(false);
}
void PagedModel::restart() {
    start(true);
}

void PagedModel::start(bool replace) {
    dropRequest();
    ++generation_;
    replacing_ = replacing_ || replace;
    blocked_ = false;
    cursors_ = {std::nullopt};
    wanted_.clear();
    if (state_ == State::failed) state_ = State::loading;
    busy_ = true;
    Q_EMIT stateChanged();
    fetchPage(0, std::nullopt);
}

void PagedModel::want(int row) const {
    if (blocked_ || row < 0 || row >= rowCount()) return;
    const int page = row / pageRows;
    std::erase(wanted_, page);
    wanted_.push_back(page);
    if (wanted_.size() > 3) wanted_.erase(wanted_.begin());
    if (!busy_ && !soon_.isActive()) soon_.start();
}

void PagedModel::step() {
    if (busy_ || blocked_) return;
    std::erase_if(wanted_, [this](int page) { return generationOf(page) == generation_ || page * pageRows >= total_; });
    if (wanted_.empty()) return;
    const int page = std::min(wanted_.back(), int(cursors_.size()) - 1);
    if (generationOf(page) == generation_ && page + 1 == int(cursors_.size())) return wanted_.clear();
    busy_ = true;
    Q_EMIT stateChanged();
    fetchPage(page, cursors_[std::size_t(page)]);
}

void PagedModel::setTotal(qint64 total) {
    const int before = rowCount();
    const int after = int(std::min<qint64>(total, std::numeric_limits<int>::max()));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        total_ = total;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        total_ = total;
        endRemoveRows();
    }
    total_ = total;
}

void PagedModel::beginPage(int page, const Arrived& arrived) {
    const qint64 end = qint64(page) * pageRows + arrived.rows;
    const qint64 total = arrived.nextCursor ? std::max(arrived.total, end + 1) : end;
    exact_ = arrived.exact || !arrived.nextCursor;
    if (replacing_) {
        beginResetModel();
        dropPages();
        total_ = total;
    } else {
        setTotal(total);
    }
}

void PagedModel::endPage(int page, const Arrived& arrived) {
    if (replacing_) {
        replacing_ = false;
        endResetModel();
    } else if (arrived.rows > 0) {
        const int first = page * pageRows;
        Q_EMIT dataChanged(index(first, 0), index(first + arrived.rows - 1, columnCount() - 1));
    }
    if (arrived.nextCursor && page + 1 == int(cursors_.size())) cursors_.push_back(arrived.nextCursor);
    state_ = State::ready;
    busy_ = false;
    error_.reset();
    stale_ = arrived.staleSince;
    asOf_ = stale_.isValid() ? stale_ : QDateTime::currentDateTimeUtc();
    Q_EMIT pageLoaded();
    Q_EMIT stateChanged();
    if (!wanted_.empty()) soon_.start();
}

void PagedModel::pageFailed(const Error& error) {
    busy_ = false;
    blocked_ = true;
    error_ = error;
    if (rowCount() == 0 || replacing_) state_ = State::failed;
    Q_EMIT stateChanged();
}

}  // namespace steward::models
