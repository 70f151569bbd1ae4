// A report while somebody builds it: the definition on its shelves, the source it runs on, its result, and the report
// it was saved as. A change of the definition makes the result old until it runs again. GUI thread.
#pragma once

#include <QObject>
#include <functional>
#include <optional>
#include <stop_token>

#include "client/future.h"
#include "models/common/fetch.h"
#include "models/reports/report_engine.h"
#include "report/filter.h"

namespace steward::models {

enum class Shelf { rows, columns, measures };

struct SavedReportSource {
    Fetch<contract::ListRequest, contract::Page<contract::SavedReport>> list;
    Fetch<contract::ReportDraft, contract::SavedReport> save;
    std::function<QFuture<Result<contract::SavedReport>>(contract::ReportChange, std::int64_t version)> change;
    Fetch<contract::ById, contract::Nothing> remove;
};
// With a store, the list is kept on this computer whenever it is read or changed.
SavedReportSource savedReportSource(client::PlatformClient& client, store::OfflineStore* store = nullptr);
// The document in the offline store, a list of contract::SavedReport: what `steward export --snapshot` looks in.
inline constexpr std::string_view keptReportsKey = "reports";
QFuture<Result<contract::Page<contract::SavedReport>>> keepSavedReports(client::PlatformClient& client,
                                                                        store::OfflineStore& store);

class ReportBuilder : public QObject {
    Q_OBJECT
public:
    enum class State {
        empty,  // nothing to run: no measure and no row
        old,    // the definition changed since the result
        running,
        ready,
        failed,  // error() says why; the result before is still there
    };

    ReportBuilder(ReportEngine& engine, SavedReportSource saved, QObject* parent = nullptr);
    ~ReportBuilder() override;

    const report::Definition& definition() const { return definition_; }
    void setDefinition(report::Definition definition);  // keeps what it was saved as
    void startNew(const std::string& dataset);
    void setName(const std::string& name);
    void setDataset(const std::string& dataset);  // empties the shelves
    void setChart(const report::Chart& chart);    // needs no new run

    // Adds to the end. A field that is there already stays where it is.
    void add(Shelf shelf, const std::string& field);
    void remove(Shelf shelf, std::size_t index);
    void move(Shelf from, std::size_t index, Shelf to);  // between rows and columns
    void setBucket(Shelf shelf, std::size_t index, report::Bucket bucket);
    void setAggregate(std::size_t index, report::Aggregate aggregate);
    // Where the field stands; empty when it stands nowhere.
    std::optional<Shelf> shelfOf(const std::string& field) const;

    report::Filter filter() const;
    // Replaces one condition, or adds one at the end.
    void setCondition(std::optional<std::size_t> index, const report::Condition& condition);
    void removeCondition(std::size_t index);

    ReportSource source() const { return source_; }
    void setSource(ReportSource source);

    void run();
    void cancel();
    State state() const { return state_; }
    const std::optional<report::Report>& result() const { return result_; }
    ReportSource resultSource() const { return resultSource_; }
    const std::optional<Error>& error() const { return error_; }
    std::pair<std::int64_t, std::int64_t> progress() const { return progress_; }

    const std::optional<contract::SavedReport>& saved() const { return saved_; }
    bool isChanged() const;  // since it was saved
    QFuture<Result<contract::Page<contract::SavedReport>>> list() const;
    void open(const contract::SavedReport& saved);
    void save();
    void removeSaved(const std::string& id);

Q_SIGNALS:
    void definitionChanged();
    void chartChanged();
    void stateChanged();
    void resultChanged();
    void progressChanged();
    void savedChanged();
    void saveFailed(const steward::Error& error);

private:
    void edited();
    void setState(State state);
    void renameSort(const std::string& before, const std::string& after);
    std::vector<report::Dimension>& dimensions(Shelf shelf);
    bool canRun() const { return !definition_.measures.empty() || !definition_.rows.empty(); }

    ReportEngine& engine_;
    SavedReportSource savedSource_;
    report::Definition definition_;
    ReportSource source_ = ReportSource::platform, resultSource_ = ReportSource::platform;
    State state_ = State::empty;
    std::optional<report::Report> result_;
    std::optional<Error> error_;
    std::pair<std::int64_t, std::int64_t> progress_;
    std::optional<contract::SavedReport> saved_;
    client::Latest running_{this}, saving_{this};
    std::stop_source stop_;
};

}  // namespace steward::models
