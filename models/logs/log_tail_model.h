// Log records as they arrive, the newest first: those that a filter lets through, the last few thousand of them, and a
// row for every gap, where records are missing. GUI thread.
//
// While paused nothing moves; what arrives is counted, and comes with resume().
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <deque>

#include "contract/log_messages.h"
#include "models/logs/log_matcher.h"

namespace steward::models {

class LogTailModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int mostRows = 5000;
    static constexpr int columns = 5;  // as LogsModel has them

    struct Row {
        std::optional<domain::LogRecord> record;
        // Of a gap: when, and how many are missing; -1: not known.
        QDateTime gapAt = {};
        qint64 missing = 0;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setMatcher(LogMatcher matcher);  // for what comes; what is here goes
    // Oldest first, as the feed brings them. `left`: how many more were written.
    void add(const std::vector<domain::LogRecord>& records, qint64 left, const QDateTime& now);
    void addGap(const QDateTime& at, qint64 missing = -1);
    void pause();
    void resume();
    bool isPaused() const { return paused_; }
    int waiting() const { return int(waiting_.size()); }  // rows that come with resume()
    void clear();

    // Null for a gap.
    const domain::LogRecord* at(int row) const;
    const Row& rowAt(int row) const { return rows_[std::size_t(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(rows_.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : columns; }
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void waitingChanged();

private:
    void put(std::vector<Row> rows);  // the newest last

    LogMatcher matcher_;
    std::deque<Row> rows_;     // the newest first
    std::deque<Row> waiting_;  // the newest last
    bool paused_ = false;
};

}  // namespace steward::models
