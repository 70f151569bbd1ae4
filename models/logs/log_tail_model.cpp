#include "models/logs/log_tail_model.h"

#include <algorithm>

namespace steward::models {

void LogTailModel::setMatcher(LogMatcher matcher) {
    matcher_ = std::move(matcher);
    clear();
}

void LogTailModel::clear() {
    beginResetModel();
    rows_.clear();
    waiting_.clear();
    endResetModel();
    Q_EMIT waitingChanged();
}

void LogTailModel::add(const std::vector<domain::LogRecord>& records, qint64 left, const QDateTime& now) {
    std::vector<Row> rows;
    for (const auto& record : records)
        if (matcher_.matches(record)) rows.push_back({record});
    if (left > 0) rows.push_back({std::nullopt, now, left});
    put(std::move(rows));
}

void LogTailModel::addGap(const QDateTime& at, qint64 missing) {
    put({{std::nullopt, at, missing}});
}

void LogTailModel::put(std::vector<Row> rows) {
    if (rows.empty()) return;
    if (paused_) {
        std::ranges::move(rows, std::back_inserter(waiting_));
        // What there is no room for is a gap when it comes.
        if (waiting_.size() > std::size_t(mostRows)) {
            const auto surplus = waiting_.size() - std::size_t(mostRows) + 1;
            const bool wasGap = !waiting_.front().record && waiting_.front().missing > 0;
            const qint64 missing = qint64(surplus) + (wasGap ? waiting_.front().missing - 1 : 0);
            const QDateTime at = waiting_[surplus - 1].record
                                     ? QDateTime::fromMSecsSinceEpoch(
                                           waiting_[surplus - 1].record->time.time_since_epoch().count(), Qt::UTC)
                                     : waiting_[surplus - 1].gapAt;
            waiting_.erase(waiting_.begin(), waiting_.begin() + std::ptrdiff_t(surplus));
            waiting_.push_front({std::nullopt, at, missing});
        }
        Q_EMIT waitingChanged();
        return;
    }
    if (rows.size() > std::size_t(mostRows)) rows.erase(rows.begin(), rows.end() - mostRows);
    beginInsertRows({}, 0, int(rows.size()) - 1);
    for (auto& row : rows)
        rows_.push_front(std::move(row));
    endInsertRows();
    if (rows_.size() > std::size_t(mostRows)) {
        beginRemoveRows({}, mostRows, int(rows_.size()) - 1);
        rows_.resize(std::size_t(mostRows));
        endRemoveRows();
    }
}

void LogTailModel::pause() {
    if (std::exchange(paused_, true)) return;
    Q_EMIT waitingChanged();
}

void LogTailModel::resume() {
    if (!std::exchange(paused_, false)) return;
    std::vector<Row> rows(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end()));
    waiting_.clear();
    put(std::move(rows));
    Q_EMIT waitingChanged();
}

const domain::LogRecord* LogTailModel::at(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const Row& found = rows_[std::size_t(row)];
    return found.record ? &*found.record : nullptr;
}

QVariant LogTailModel::data(const QModelIndex& index, int role) const {
    const auto* record = role == Qt::UserRole ? at(index.row()) : nullptr;
    return record ? QVariant(QString::fromStdString(record->id)) : QVariant();
}

}  // namespace steward::models
