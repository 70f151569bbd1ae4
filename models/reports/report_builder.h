// A report while somebody builds it: the definition on its shelves, the source it runs on, its result, and the report
// it was saved as. A change of the definition makes the result old until it runs again; each is a step that undo takes
// back. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>
#include <stop_token>

#include "client/future.h"
#include "models/common/fetch.h"
#include "models/reports/report_engine.h"
#include "report/dataset.h"
#include "report/filter.h"

namespace steward::models {

enum class Shelf { rows, columns, measures };

struct SavedReportSource {
    Fetch<contract::ListRequest, contract::Page<contract::SavedReport>> list;
    Fetch<contract::ReportDraft, contract::SavedReport> save;
    std::function<QFuture<Result<contract::SavedReport>>(contract::ReportChange, std::int64_t version)> change;
    Fetch<contract::ById, contract::Nothing> remove;
    Fetch<contract::ById, contract::ReportHistory> history = {};
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
    using Values = std::map<std::string, std::vector<std::string>>;

    ReportBuilder(ReportEngine& engine, SavedReportSource saved, QObject* parent = nullptr);
    ~ReportBuilder() override;

    const report::Definition& definition() const { return definition_; }
    // Another report; keeps what it was saved as, and forgets the steps before.
    void setDefinition(report::Definition definition);
    void startNew(const std::string& dataset);
    // A report of its own that begins with this definition.
    void startFrom(report::Definition definition);
    // One step of the person: all that is below goes through it.
    void change(report::Definition definition);
    bool canUndo() const { return !before_.empty(); }
    bool canRedo() const { return !after_.empty(); }
    void undo();
    void redo();

    void setName(const std::string& name);
    void setDataset(const std::string& dataset);  // empties the shelves
    void setChart(const report::Chart& chart);    // needs no new run

    // The dataset with the fields of its relations and the calculated ones.
    const report::Dataset& fields() const { return fields_; }
    const report::Field* field(const std::string& name) const { return fields_.find(name); }
    // What keeps it from being run as it is, in words.
    std::optional<Error> problem() const;

    // Adds to the end. A field that is there already stays where it is. A number becomes bins on rows and columns.
    // Without a name on the measures: how many rows there are.
    void add(Shelf shelf, const std::string& field);
    void remove(Shelf shelf, std::size_t index);
    // Between rows and columns, or to another place of its shelf; without a place at the end.
    void move(Shelf from, std::size_t index, Shelf to, std::optional<std::size_t> place = {});
    // What sorts by it, is made of it or draws it follows.
    void setDimension(Shelf shelf, std::size_t index, const report::Dimension& dimension);
    void setMeasure(std::size_t index, const report::Measure& measure);
    void addMeasure(const report::Measure& measure);
    void setBucket(Shelf shelf, std::size_t index, report::Bucket bucket);
    void setAggregate(std::size_t index, report::Aggregate aggregate);
    // First by this, then by what was before; nothing: no longer by it.
    void sortBy(const std::string& key, std::optional<bool> descending);
    // Where the field stands; empty when it stands nowhere.
    std::optional<Shelf> shelfOf(const std::string& field) const;
    // Under a name that is there already, it is replaced.
    void setCalculated(const std::string& name, const report::CalculatedField& field);
    void removeCalculated(const std::string& name);

    report::Filter filter() const;
    void setFilter(const report::Filter& filter);
    // Replaces one condition, or adds one at the end.
    void setCondition(std::optional<std::size_t> index, const report::Condition& condition);
    void removeCondition(std::size_t index);
    // Why the text is no filter of this report; the detail names the position.
    std::optional<Error> filterProblem(const std::string& text) const;

    // Values of parameters, until another report is opened; not part of the definition.
    const Values& values() const { return values_; }
    void setValues(Values values);
    // Whether a parameter has neither a value nor a default, or none was asked for yet.
    bool needsValues() const;
    // The definition with these values: what is run and exported.
    report::Definition runnable() const;

    ReportSource source() const { return source_; }
    void setSource(ReportSource source);

    void run();
    void cancel();
    // A step is followed by a result of the first rows, by itself.
    void setPreviewing(bool on);
    static constexpr std::int64_t previewRows = 10'000;
    State state() const { return state_; }
    const std::optional<report::Report>& result() const { return result_; }
    ReportSource resultSource() const { return resultSource_; }
    const std::optional<Error>& error() const { return error_; }
    std::pair<std::int64_t, std::int64_t> progress() const { return progress_; }

    const std::optional<contract::SavedReport>& saved() const { return saved_; }
    bool isChanged() const;  // since it was saved
    QFuture<Result<contract::Page<contract::SavedReport>>> list() const;
    QFuture<Result<contract::ReportHistory>> history() const;
    void open(const contract::SavedReport& saved);
    void save();
    // What is saved besides the definition. Before the first save it is remembered until then.
    void setFolder(const std::string& folder);
    void setSharing(const contract::ReportSharing& sharing);
    std::string folder() const { return saved_ ? saved_->folder : draft_.folder.value_or(""); }
    // From then on, this is a report of its own.
    void saveAsNew();
    void removeSaved(const std::string& id);

Q_SIGNALS:
    void definitionChanged();
    void chartChanged();
    void stateChanged();
    void resultChanged();
    void progressChanged();
    void savedChanged();
    void saveFailed(const steward::Error& error);
    // run() needs values: it is to be called again when they are set.
    void valuesNeeded();

private:
    void take(report::Definition definition);
    void begin(report::Definition definition);
    void start(std::int64_t sample);
    void setState(State state);
    void changeSaved(contract::ReportChange change);
    std::vector<report::Dimension>& dimensions(report::Definition& definition, Shelf shelf) const;
    bool canRun() const { return !definition_.measures.empty() || !definition_.rows.empty(); }

    ReportEngine& engine_;
    SavedReportSource savedSource_;
    report::Definition definition_;
    report::Dataset fields_;
    std::vector<report::Definition> before_, after_;
    bool isNaming_ = false;  // the last step was a letter of the name
    Values values_;
    bool areValuesAsked_ = false;
    ReportSource source_ = ReportSource::platform, resultSource_ = ReportSource::platform;
    State state_ = State::empty;
    std::optional<report::Report> result_;
    std::optional<Error> error_;
    std::pair<std::int64_t, std::int64_t> progress_;
    std::optional<contract::SavedReport> saved_;
    contract::ReportDraft draft_;
    client::Latest running_{this}, saving_{this};
    std::stop_source stop_;
    QTimer preview_;
    bool isPreviewing_ = false;
};

// Every key of a measure or a dimension that the definition names becomes another, those of measures made of it, too.
void rename(report::Definition& definition, const std::string& before, const std::string& after);
// The same when it goes: what is made of it goes, too.
void forget(report::Definition& definition, const std::string& key);

}  // namespace steward::models
