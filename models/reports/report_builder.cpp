#include "models/reports/report_builder.h"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>

#include "contract/endpoints.h"
#include "report/dataset.h"

namespace steward::models {

using report::Definition;

namespace {

using ReportPage = contract::Page<contract::SavedReport>;
constexpr std::int64_t mostReports = 500;

// What the store has, while the platform cannot be reached.
QFuture<Result<ReportPage>> listAndKeep(client::PlatformClient& client, store::OfflineStore& store,
                                        contract::ListRequest request) {
    const bool whole = !request.cursor && !request.filter;
    auto promise = std::make_shared<QPromise<Result<ReportPage>>>();
    promise->start();
    const auto settle = [promise](Result<ReportPage> page) {
        promise->addResult(std::move(page));
        promise->finish();
    };
    client::whenReady(client.call(contract::listReports, std::move(request)), &client,
                      [&client, &store, whole, settle](const Result<ReportPage>& read) {
                          if (whole && read && !read->nextCursor)
                              store.keep(std::string(keptReportsKey), json::write(read->items));
                          if (read || !whole || !isAway(read.error())) return settle(read);
                          client::whenReady(store.recall(std::string(keptReportsKey)), &client,
                                            [settle, away = read](const Result<std::optional<store::Kept>>& kept) {
                                                if (!kept || !*kept) return settle(away);
                                                auto items = json::read<std::vector<contract::SavedReport>>(
                                                    (*kept)->json, json::Unknown::ignore);
                                                if (!items) return settle(away);
                                                const auto total = std::int64_t(items->size());
                                                settle(ReportPage{std::move(*items), {}, total});
                                            });
                      });
    return promise->future();
}

// After a change that succeeded.
template <class T>
QFuture<Result<T>> thenKeep(QFuture<Result<T>> changed, client::PlatformClient& client, store::OfflineStore* store) {
    if (store)
        client::whenReady(changed, &client, [&client, store](const Result<T>& done) {
            if (done) keepSavedReports(client, *store);
        });
    return changed;
}

}  // namespace

QFuture<Result<ReportPage>> keepSavedReports(client::PlatformClient& client, store::OfflineStore& store) {
    contract::ListRequest request;
    request.limit = mostReports;
    return listAndKeep(client, store, std::move(request));
}

SavedReportSource savedReportSource(client::PlatformClient& client, store::OfflineStore* store) {
    return {[&client, store](contract::ListRequest request) {
                return store ? listAndKeep(client, *store, std::move(request))
                             : client.call(contract::listReports, std::move(request));
            },
            [&client, store](contract::ReportDraft draft) {
                return thenKeep(client.call(contract::saveReport, std::move(draft)), client, store);
            },
            [&client, store](contract::ReportChange change, std::int64_t version) {
                return thenKeep(client.call(contract::changeReport, std::move(change), {.ifMatch = version}), client,
                                store);
            },
            [&client, store](contract::ById id) {
                return thenKeep(client.call(contract::deleteReport, std::move(id)), client, store);
            }};
}

ReportBuilder::ReportBuilder(ReportEngine& engine, SavedReportSource saved, QObject* parent)
    : QObject(parent), engine_(engine), savedSource_(std::move(saved)) {
    definition_.dataset = "subscriptions";
    definition_.name = tr("New report").toStdString();
}

ReportBuilder::~ReportBuilder() {
    stop_.request_stop();
}

void ReportBuilder::edited() {
    Q_EMIT definitionChanged();
    if (state_ != State::running) setState(canRun() ? State::old : State::empty);
}

void ReportBuilder::setState(State state) {
    state_ = state;
    Q_EMIT stateChanged();
}

void ReportBuilder::setDefinition(Definition definition) {
    definition_ = std::move(definition);
    edited();
    Q_EMIT chartChanged();
}

void ReportBuilder::startNew(const std::string& dataset) {
    cancel();
    saved_.reset();
    result_.reset();
    Definition fresh;
    fresh.dataset = dataset;
    fresh.name = tr("New report").toStdString();
    setDefinition(std::move(fresh));
    Q_EMIT savedChanged();
    Q_EMIT resultChanged();
}

void ReportBuilder::setName(const std::string& name) {
    if (definition_.name == name) return;
    definition_.name = name;
    Q_EMIT definitionChanged();
    Q_EMIT savedChanged();
}

void ReportBuilder::setDataset(const std::string& dataset) {
    if (definition_.dataset == dataset) return;
    definition_.dataset = dataset;
    definition_.rows.clear();
    definition_.columns.clear();
    definition_.measures.clear();
    definition_.sort.clear();
    definition_.filter.clear();
    result_.reset();
    Q_EMIT resultChanged();
    edited();
}

void ReportBuilder::setChart(const report::Chart& chart) {
    if (definition_.chart == chart) return;
    definition_.chart = chart;
    Q_EMIT chartChanged();
    Q_EMIT savedChanged();
}

std::vector<report::Dimension>& ReportBuilder::dimensions(Shelf shelf) {
    return shelf == Shelf::rows ? definition_.rows : definition_.columns;
}

std::optional<Shelf> ReportBuilder::shelfOf(const std::string& field) const {
    const auto has = [&](const auto& list) {
        return std::ranges::any_of(list, [&](const auto& entry) { return entry.field == field; });
    };
    if (has(definition_.rows)) return Shelf::rows;
    if (has(definition_.columns)) return Shelf::columns;
    if (has(definition_.measures)) return Shelf::measures;
    return std::nullopt;
}

void ReportBuilder::add(Shelf shelf, const std::string& field) {
    const auto* dataset = report::findDataset(definition_.dataset);
    const auto* declared = dataset ? dataset->find(field) : nullptr;
    if (!declared || (shelf != Shelf::measures && shelfOf(field))) return;
    if (shelf == Shelf::measures) {
        const auto aggregate =
            declared->role == report::Role::measure ? report::Aggregate::sum : report::Aggregate::distinct;
        if (std::ranges::find(definition_.measures, report::Measure{field, aggregate}) != definition_.measures.end())
            return;
        definition_.measures.push_back({field, aggregate});
    } else {
        if (declared->role != report::Role::dimension) return;
        const bool isTime = declared->type == report::FieldType::dateTime || declared->type == report::FieldType::date;
        const auto usual = declared->type == report::FieldType::date ? declared->grain : report::Bucket::month;
        dimensions(shelf).push_back({field, isTime ? usual : report::Bucket::none});
    }
    edited();
}

void ReportBuilder::remove(Shelf shelf, std::size_t index) {
    const auto take = [&](auto& list) {
        if (index >= list.size()) return;
        const std::string key = keyOf(list[index]);
        list.erase(list.begin() + std::ptrdiff_t(index));
        std::erase_if(definition_.sort, [&](const report::Sort& sort) { return sort.by == key; });
    };
    if (shelf == Shelf::measures)
        take(definition_.measures);
    else
        take(dimensions(shelf));
    edited();
}

void ReportBuilder::move(Shelf from, std::size_t index, Shelf to) {
    if (from == to || from == Shelf::measures || to == Shelf::measures || index >= dimensions(from).size()) return;
    dimensions(to).push_back(dimensions(from)[index]);
    dimensions(from).erase(dimensions(from).begin() + std::ptrdiff_t(index));
    edited();
}

void ReportBuilder::setBucket(Shelf shelf, std::size_t index, report::Bucket bucket) {
    if (shelf == Shelf::measures || index >= dimensions(shelf).size()) return;
    auto& dimension = dimensions(shelf)[index];
    const std::string before = keyOf(dimension);
    dimension.bucket = bucket;
    renameSort(before, keyOf(dimension));
    edited();
}

void ReportBuilder::setAggregate(std::size_t index, report::Aggregate aggregate) {
    auto& measures = definition_.measures;
    if (index >= measures.size()) return;
    report::Measure changed = measures[index];
    changed.aggregate = aggregate;
    if (std::ranges::find(measures, changed) != measures.end()) return;
    renameSort(keyOf(measures[index]), keyOf(changed));
    measures[index] = changed;
    edited();
}

void ReportBuilder::renameSort(const std::string& before, const std::string& after) {
    for (auto& sort : definition_.sort)
        if (sort.by == before) sort.by = after;
}

report::Filter ReportBuilder::filter() const {
    return report::parseFilter(definition_.filter).value_or(report::Filter{});
}

void ReportBuilder::setCondition(std::optional<std::size_t> index, const report::Condition& condition) {
    report::Filter all = filter();
    if (index && *index < all.conditions.size())
        all.conditions[*index] = condition;
    else
        all.conditions.push_back(condition);
    definition_.filter = report::spellFilter(all);
    edited();
}

void ReportBuilder::removeCondition(std::size_t index) {
    report::Filter all = filter();
    if (index >= all.conditions.size()) return;
    all.conditions.erase(all.conditions.begin() + std::ptrdiff_t(index));
    definition_.filter = report::spellFilter(all);
    edited();
}

void ReportBuilder::setSource(ReportSource source) {
    if (source_ == source) return;
    source_ = source;
    edited();
}

void ReportBuilder::run() {
    if (!canRun()) return;
    cancel();
    stop_ = std::stop_source();
    error_.reset();
    progress_ = {};
    setState(State::running);
    // Called in the thread that works, which may outlive the builder.
    const auto onProgress = [guard = QPointer(this), stop = stop_.get_token()](std::int64_t done, std::int64_t total) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, stop, done, total] {
            if (!guard || stop.stop_requested()) return;
            guard->progress_ = {done, total};
            Q_EMIT guard->progressChanged();
        });
    };
    running_.take(engine_.run(definition_, source_, stop_.get_token(), onProgress),
                  [this, asked = definition_, source = source_](Result<report::Report> report) {
                      if (!report) {
                          error_ = report.error();
                          return setState(error_->code == ErrorCode::cancelled ? State::old : State::failed);
                      }
                      result_ = std::move(*report);
                      resultSource_ = source;
                      Q_EMIT resultChanged();
                      Definition now = definition_;
                      now.chart = asked.chart;
                      now.name = asked.name;
                      setState(now == asked ? State::ready : State::old);
                  });
}

void ReportBuilder::cancel() {
    if (state_ != State::running) return;
    stop_.request_stop();
    running_.drop();
    setState(canRun() ? State::old : State::empty);
}

bool ReportBuilder::isChanged() const {
    if (!saved_) return true;
    const auto saved = report::readDefinition(json::write(saved_->definition));
    return !saved || *saved != definition_;
}

QFuture<Result<contract::Page<contract::SavedReport>>> ReportBuilder::list() const {
    contract::ListRequest request;
    request.limit = 200;
    return savedSource_.list(request);
}

void ReportBuilder::open(const contract::SavedReport& saved) {
    auto definition = report::readDefinition(json::write(saved.definition));
    if (!definition) {
        Q_EMIT saveFailed(definition.error());
        return;
    }
    cancel();
    saved_ = saved;
    result_.reset();
    setDefinition(std::move(*definition));
    Q_EMIT savedChanged();
    Q_EMIT resultChanged();
    run();
}

void ReportBuilder::save() {
    const auto taken = [this](Result<contract::SavedReport> saved) {
        if (!saved) {
            Q_EMIT saveFailed(saved.error());
            return;
        }
        saved_ = std::move(*saved);
        Q_EMIT savedChanged();
    };
    if (saved_)
        saving_.take(savedSource_.change({saved_->id, json::toValue(definition_)}, saved_->version), taken);
    else
        saving_.take(savedSource_.save({json::toValue(definition_)}), taken);
}

void ReportBuilder::removeSaved(const std::string& id) {
    client::whenReady(savedSource_.remove({id}), this, [this, id](Result<contract::Nothing> removed) {
        if (!removed) {
            Q_EMIT saveFailed(removed.error());
            return;
        }
        if (saved_ && saved_->id == id) saved_.reset();
        Q_EMIT savedChanged();
    });
}

}  // namespace steward::models
