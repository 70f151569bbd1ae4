// Log records that a search found, newest first, in pages as PagedModel has them. GUI thread.
#pragma once

#include "contract/log_messages.h"
#include "models/common/paged_model.h"
#include "models/common/saved_views.h"
#include "store/offline_store.h"

namespace steward::models {

struct LogsSource {
    Fetch<contract::ListRequest, contract::LogPage> list;
    store::OfflineStore* store = nullptr;  // the first page of each search is kept here; may be null
};

class LogsModel : public PagedModelOf<domain::LogRecord> {
    Q_OBJECT
public:
    enum Column { At, Severity, Service, Body, Tenant, ColumnCount };

    explicit LogsModel(LogsSource source, QObject* parent = nullptr);

    void setFilter(const QString& filter);
    const QString& filter() const { return filter_; }
    // What older records are not among the rows, because the search took too long: how far it came. Invalid when it
    // came to its end.
    QDateTime searchedTo() const { return searchedTo_; }

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::LogRecord>>> request(int limit,
                                                               const std::optional<std::string>& cursor) override;
    QString key(const domain::LogRecord& record) const override { return QString::fromStdString(record.id); }
    QVariant value(const domain::LogRecord& record, int column) const override;
    void keep(const QString& group, const Start& start, const contract::Page<domain::LogRecord>& page) override;
    QFuture<std::optional<Stored>> stored(const QString& group, const Start& start) override;

private:
    Result<contract::Page<domain::LogRecord>> pageOf(Result<contract::LogPage> found, const QString& filter);
    std::string storeKey() const { return "logs?" + kept_.toStdString(); }

    LogsSource source_;
    QString filter_, kept_;
    QDateTime searchedTo_;
};

// The views of logs that are always there.
std::vector<SavedView> logViews();

}  // namespace steward::models
