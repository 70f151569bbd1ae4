#include "models/reports/report_builder.h"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>

#include "contract/endpoints.h"
#include "report/resolved.h"

namespace steward::models {

using report::Definition;

namespace {

using ReportPage = contract::Page<contract::SavedReport>;
constexpr std::int64_t mostReports = 500;
constexpr std::size_t mostSteps = 200;
constexpr int beforePreview = 300;  // milliseconds

bool isNumber(const report::Field& field) {
    return field.type == report::FieldType::integer || field.type == report::FieldType::decimal ||
           field.type == report::FieldType::money;
}

// What the numbers do not depend on.
Definition numbersOf(Definition definition) {
    definition.name.clear();
    definition.chart = {};
    definition.highlights.clear();
    for (auto& measure : definition.measures)
        measure.title.reset();
    for (auto& parameter : definition.parameters)
        parameter.value.reset();
    return definition;
}

report::Dataset fieldsOf(const Definition& definition) {
    Definition names;
    names.dataset = definition.dataset;
    names.fields = definition.fields;
    names.parameters = definition.parameters;
    names.timeZone = definition.timeZone;
    if (auto resolved = report::resolve(names, report::Missing::leaveOut)) return std::move(resolved->dataset);
    const auto* dataset = report::findDataset(definition.dataset);
    return dataset ? report::withRelations(*dataset) : report::Dataset{};
}

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
            },
            [&client](contract::ById id) { return client.call(contract::reportHistory, std::move(id)); }};
}

void rename(Definition& definition, const std::string& before, const std::string& after) {
    if (before == after) return;
    const auto follow = [&](std::optional<std::string>& key) {
        if (key == before) key = after;
    };
    for (auto& sort : definition.sort)
        if (sort.by == before) sort.by = after;
    for (auto* list : {&definition.rows, &definition.columns})
        for (auto& dimension : *list)
            if (dimension.top && dimension.top->by == before) dimension.top->by = after;
    for (auto& highlight : definition.highlights)
        if (highlight.measure == before) highlight.measure = after;
    for (auto* key :
         {&definition.chart.category, &definition.chart.series, &definition.chart.value, &definition.chart.across})
        follow(*key);
    for (std::size_t i = 0; i < definition.measures.size(); ++i) {
        auto& measure = definition.measures[i];
        const std::string own = keyOf(measure);
        for (auto* key : {&measure.of, &measure.over, &measure.dimension})
            follow(*key);
        rename(definition, own, keyOf(definition.measures[i]));
    }
}

void forget(Definition& definition, const std::string& key) {
    std::erase_if(definition.sort, [&](const report::Sort& sort) { return sort.by == key; });
    std::erase_if(definition.highlights, [&](const report::Highlight& one) { return one.measure == key; });
    for (auto* list : {&definition.rows, &definition.columns})
        for (auto& dimension : *list)
            if (dimension.top && dimension.top->by == key) dimension.top.reset();
    for (auto* drawn :
         {&definition.chart.category, &definition.chart.series, &definition.chart.value, &definition.chart.across})
        if (*drawn == key) drawn->reset();
    for (auto& measure : definition.measures)
        if (measure.dimension == key) measure.dimension.reset();
    for (std::size_t i = 0; i < definition.measures.size();) {
        const auto& measure = definition.measures[i];
        if (measure.of != key && measure.over != key) {
            ++i;
            continue;
        }
        const std::string own = keyOf(measure);
        definition.measures.erase(definition.measures.begin() + std::ptrdiff_t(i));
        forget(definition, own);
        i = 0;
    }
}

ReportBuilder::ReportBuilder(ReportEngine& engine, SavedReportSource saved, QObject* parent)
    : QObject(parent), engine_(engine), savedSource_(std::move(saved)) {
    definition_.dataset = "subscriptions";
    definition_.name = tr("New report").toStdString();
    fields_ = fieldsOf(definition_);
    preview_.setSingleShot(true);
    preview_.setInterval(beforePreview);
    connect(&preview_, &QTimer::timeout, this, [this] {
        if (state_ == State::old && !needsValues() && !problem()) start(previewRows);
    });
}

ReportBuilder::~ReportBuilder() {
    stop_.request_stop();
}

void ReportBuilder::take(Definition definition) {
    const bool numbers = numbersOf(definition_) != numbersOf(definition);
    const bool looks = definition_.chart != definition.chart || definition_.highlights != definition.highlights;
    definition_ = std::move(definition);
    fields_ = fieldsOf(definition_);
    Q_EMIT definitionChanged();
    if (looks) Q_EMIT chartChanged();
    Q_EMIT savedChanged();
    if (!numbers) return;
    if (state_ != State::running) setState(canRun() ? State::old : State::empty);
    if (isPreviewing_) preview_.start();
}

void ReportBuilder::setState(State state) {
    state_ = state;
    Q_EMIT stateChanged();
}

void ReportBuilder::change(Definition definition) {
    if (definition == definition_) return;
    isNaming_ = false;
    before_.push_back(definition_);
    if (before_.size() > mostSteps) before_.erase(before_.begin());
    after_.clear();
    take(std::move(definition));
}

void ReportBuilder::undo() {
    if (before_.empty()) return;
    isNaming_ = false;
    after_.push_back(definition_);
    Definition earlier = std::move(before_.back());
    before_.pop_back();
    take(std::move(earlier));
}

void ReportBuilder::redo() {
    if (after_.empty()) return;
    isNaming_ = false;
    before_.push_back(definition_);
    Definition later = std::move(after_.back());
    after_.pop_back();
    take(std::move(later));
}

void ReportBuilder::begin(Definition definition) {
    before_.clear();
    after_.clear();
    isNaming_ = false;
    values_.clear();
    areValuesAsked_ = false;
    for (auto& parameter : definition.parameters)
        parameter.value.reset();
    definition_ = std::move(definition);
    fields_ = fieldsOf(definition_);
    Q_EMIT definitionChanged();
    if (state_ != State::running) setState(canRun() ? State::old : State::empty);
    Q_EMIT chartChanged();
}

void ReportBuilder::setDefinition(Definition definition) {
    begin(std::move(definition));
}

void ReportBuilder::startNew(const std::string& dataset) {
    Definition fresh;
    fresh.dataset = dataset;
    fresh.name = tr("New report").toStdString();
    startFrom(std::move(fresh));
}

void ReportBuilder::startFrom(Definition definition) {
    cancel();
    saved_.reset();
    draft_ = {};
    result_.reset();
    Q_EMIT resultChanged();
    begin(std::move(definition));
    Q_EMIT savedChanged();
}

void ReportBuilder::setName(const std::string& name) {
    if (definition_.name == name) return;
    Definition changed = definition_;
    changed.name = name;
    if (isNaming_) return take(std::move(changed));
    change(std::move(changed));
    isNaming_ = true;
}

void ReportBuilder::setDataset(const std::string& dataset) {
    if (definition_.dataset == dataset) return;
    Definition changed;
    changed.name = definition_.name;
    changed.chart = definition_.chart;
    changed.chart.category = changed.chart.series = changed.chart.value = changed.chart.across = {};
    changed.timeZone = definition_.timeZone;
    changed.weekStart = definition_.weekStart;
    changed.dataset = dataset;
    result_.reset();
    Q_EMIT resultChanged();
    change(std::move(changed));
}

void ReportBuilder::setChart(const report::Chart& chart) {
    Definition changed = definition_;
    changed.chart = chart;
    change(std::move(changed));
}

std::optional<Error> ReportBuilder::problem() const {
    const auto valid = report::validate(definition_);
    return valid ? std::nullopt : std::optional(valid.error());
}

std::vector<report::Dimension>& ReportBuilder::dimensions(Definition& definition, Shelf shelf) const {
    return shelf == Shelf::rows ? definition.rows : definition.columns;
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

void ReportBuilder::add(Shelf shelf, const std::string& name) {
    if (name.empty() && shelf == Shelf::measures) return addMeasure({"", report::Aggregate::count});
    const auto* declared = field(name);
    if (!declared || declared->role == report::Role::filter) return;
    Definition changed = definition_;
    if (shelf == Shelf::measures) {
        const auto aggregate = !isNumber(*declared) ? report::Aggregate::distinct
                               : declared->repeated ? report::Aggregate::max
                                                    : report::Aggregate::sum;
        if (std::ranges::find(changed.measures, report::Measure{name, aggregate}) != changed.measures.end()) return;
        changed.measures.push_back({name, aggregate});
    } else {
        if (std::ranges::any_of(changed.rows, [&](const auto& one) { return one.field == name; }) ||
            std::ranges::any_of(changed.columns, [&](const auto& one) { return one.field == name; }))
            return;
        report::Dimension dimension{name};
        if (declared->type == report::FieldType::date) dimension.bucket = declared->grain;
        if (declared->type == report::FieldType::dateTime) dimension.bucket = report::Bucket::month;
        if (declared->role == report::Role::measure)
            dimension.bin = report::Bin{declared->type == report::FieldType::money     ? 10'000
                                        : declared->type == report::FieldType::decimal ? 10 * report::decimalUnits
                                                                                       : 10,
                                        0};
        dimensions(changed, shelf).push_back(std::move(dimension));
    }
    change(std::move(changed));
}

void ReportBuilder::remove(Shelf shelf, std::size_t index) {
    Definition changed = definition_;
    const auto takeFrom = [&](auto& list) {
        if (index >= list.size()) return;
        const std::string key = keyOf(list[index]);
        list.erase(list.begin() + std::ptrdiff_t(index));
        forget(changed, key);
    };
    if (shelf == Shelf::measures)
        takeFrom(changed.measures);
    else
        takeFrom(dimensions(changed, shelf));
    change(std::move(changed));
}

void ReportBuilder::move(Shelf from, std::size_t index, Shelf to, std::optional<std::size_t> place) {
    Definition changed = definition_;
    const auto moveIn = [&](auto& source, auto& target) {
        if (index >= source.size() || (&source == &target && !place)) return;
        auto moved = source[index];
        source.erase(source.begin() + std::ptrdiff_t(index));
        const std::size_t at = std::min(place.value_or(target.size()), target.size());
        target.insert(target.begin() + std::ptrdiff_t(at), std::move(moved));
    };
    if ((from == Shelf::measures) != (to == Shelf::measures)) return;
    if (from == Shelf::measures)
        moveIn(changed.measures, changed.measures);
    else
        moveIn(dimensions(changed, from), dimensions(changed, to));
    change(std::move(changed));
}

void ReportBuilder::setDimension(Shelf shelf, std::size_t index, const report::Dimension& dimension) {
    Definition changed = definition_;
    if (shelf == Shelf::measures || index >= dimensions(changed, shelf).size()) return;
    auto& known = dimensions(changed, shelf)[index];
    const std::string before = keyOf(known);
    known = dimension;
    rename(changed, before, keyOf(dimension));
    change(std::move(changed));
}

void ReportBuilder::setMeasure(std::size_t index, const report::Measure& measure) {
    Definition changed = definition_;
    if (index >= changed.measures.size()) return;
    const std::string before = keyOf(changed.measures[index]);
    const auto* same = report::findMeasure(definition_, keyOf(measure));
    if (same && same != &definition_.measures[index]) return;
    changed.measures[index] = measure;
    rename(changed, before, keyOf(measure));
    change(std::move(changed));
}

void ReportBuilder::addMeasure(const report::Measure& measure) {
    if (report::findMeasure(definition_, keyOf(measure))) return;
    Definition changed = definition_;
    changed.measures.push_back(measure);
    change(std::move(changed));
}

void ReportBuilder::setBucket(Shelf shelf, std::size_t index, report::Bucket bucket) {
    if (shelf == Shelf::measures) return;
    const auto& list = shelf == Shelf::rows ? definition_.rows : definition_.columns;
    if (index >= list.size()) return;
    report::Dimension dimension = list[index];
    dimension.bucket = bucket;
    setDimension(shelf, index, dimension);
}

void ReportBuilder::setAggregate(std::size_t index, report::Aggregate aggregate) {
    if (index >= definition_.measures.size()) return;
    report::Measure measure = definition_.measures[index];
    measure.aggregate = aggregate;
    measure.perMille.reset();
    setMeasure(index, measure);
}

void ReportBuilder::sortBy(const std::string& key, std::optional<bool> descending) {
    Definition changed = definition_;
    std::erase_if(changed.sort, [&](const report::Sort& sort) { return sort.by == key; });
    if (descending) changed.sort.insert(changed.sort.begin(), report::Sort{key, *descending});
    change(std::move(changed));
}

void ReportBuilder::setCalculated(const std::string& name, const report::CalculatedField& field) {
    Definition changed = definition_;
    const auto known = std::ranges::find(changed.fields, name, &report::CalculatedField::name);
    if (known == changed.fields.end())
        changed.fields.push_back(field);
    else
        *known = field;
    change(std::move(changed));
}

void ReportBuilder::removeCalculated(const std::string& name) {
    Definition changed = definition_;
    std::erase_if(changed.fields, [&](const auto& field) { return field.name == name; });
    const auto drop = [&](auto& list) {
        for (std::size_t i = list.size(); i-- > 0;) {
            if (i >= list.size() || list[i].field != name) continue;
            const std::string key = keyOf(list[i]);
            list.erase(list.begin() + std::ptrdiff_t(i));
            forget(changed, key);
        }
    };
    drop(changed.rows);
    drop(changed.columns);
    drop(changed.measures);
    change(std::move(changed));
}

report::Filter ReportBuilder::filter() const {
    return report::parseFilter(definition_.filter).value_or(report::Filter{});
}

void ReportBuilder::setFilter(const report::Filter& filter) {
    Definition changed = definition_;
    changed.filter = report::spellFilter(filter);
    change(std::move(changed));
}

void ReportBuilder::setCondition(std::optional<std::size_t> index, const report::Condition& condition) {
    report::Filter all = filter();
    if (index && *index < all.conditions.size())
        all.conditions[*index] = condition;
    else
        all.conditions.push_back(condition);
    setFilter(all);
}

void ReportBuilder::removeCondition(std::size_t index) {
    report::Filter all = filter();
    if (index >= all.conditions.size()) return;
    all.conditions.erase(all.conditions.begin() + std::ptrdiff_t(index));
    setFilter(all);
}

std::optional<Error> ReportBuilder::filterProblem(const std::string& text) const {
    Definition asked;
    asked.dataset = definition_.dataset;
    asked.fields = definition_.fields;
    asked.parameters = definition_.parameters;
    asked.filter = text;
    const auto resolved = report::resolve(asked, report::Missing::leaveOut);
    if (!resolved) {
        for (const auto& field : resolved.error().fields)
            if (field.path == "/filter") return Error{ErrorCode::invalid, field.message, field.message, {}, {}};
        return resolved.error();
    }
    const auto sql = report::filterToSql(resolved->filter, resolved->dataset.fields, sql::Dialect::sqlite, {});
    return sql ? std::nullopt : std::optional(sql.error());
}

void ReportBuilder::setValues(Values values) {
    values_ = std::move(values);
    areValuesAsked_ = true;
    Q_EMIT definitionChanged();
    if (state_ != State::running) setState(canRun() ? State::old : State::empty);
}

bool ReportBuilder::needsValues() const {
    return std::ranges::any_of(definition_.parameters, [&](const report::Parameter& parameter) {
        return !values_.contains(parameter.name) && (!parameter.fallback || !areValuesAsked_);
    });
}

Definition ReportBuilder::runnable() const {
    Definition whole = definition_;
    for (auto& parameter : whole.parameters)
        if (const auto given = values_.find(parameter.name); given != values_.end()) parameter.value = given->second;
    return whole;
}

void ReportBuilder::setSource(ReportSource source) {
    if (source_ == source) return;
    source_ = source;
    Q_EMIT definitionChanged();
    if (state_ != State::running) setState(canRun() ? State::old : State::empty);
}

void ReportBuilder::setPreviewing(bool on) {
    isPreviewing_ = on;
    if (!on) preview_.stop();
}

void ReportBuilder::run() {
    if (!canRun()) return;
    if (needsValues()) {
        Q_EMIT valuesNeeded();
        return;
    }
    start(0);
}

void ReportBuilder::start(std::int64_t sample) {
    preview_.stop();
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
    const Definition asked = runnable();
    running_.take(engine_.run(asked, source_, stop_.get_token(), onProgress, sample),
                  [this, asked, source = source_](Result<report::Report> report) {
                      if (!report) {
                          error_ = report.error();
                          return setState(error_->code == ErrorCode::cancelled ? State::old : State::failed);
                      }
                      result_ = std::move(*report);
                      resultSource_ = source;
                      Q_EMIT resultChanged();
                      setState(numbersOf(runnable()) == numbersOf(asked) ? State::ready : State::old);
                      if (state_ == State::old && isPreviewing_) preview_.start();
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

QFuture<Result<contract::ReportHistory>> ReportBuilder::history() const {
    return savedSource_.history({saved_ ? saved_->id : std::string()});
}

void ReportBuilder::open(const contract::SavedReport& saved) {
    auto definition = report::readDefinition(json::write(saved.definition));
    if (!definition) {
        Q_EMIT saveFailed(definition.error());
        return;
    }
    cancel();
    saved_ = saved;
    draft_ = {};
    result_.reset();
    Q_EMIT resultChanged();
    begin(std::move(*definition));
    Q_EMIT savedChanged();
    run();
}

void ReportBuilder::changeSaved(contract::ReportChange change) {
    saving_.take(savedSource_.change(std::move(change), saved_->version), [this](Result<contract::SavedReport> saved) {
        if (!saved) {
            Q_EMIT saveFailed(saved.error());
            return;
        }
        saved_ = std::move(*saved);
        Q_EMIT savedChanged();
    });
}

void ReportBuilder::save() {
    if (saved_) return changeSaved({saved_->id, json::toValue(definition_)});
    contract::ReportDraft draft = draft_;
    draft.definition = json::toValue(definition_);
    saving_.take(savedSource_.save(std::move(draft)), [this](Result<contract::SavedReport> saved) {
        if (!saved) {
            Q_EMIT saveFailed(saved.error());
            return;
        }
        saved_ = std::move(*saved);
        Q_EMIT savedChanged();
    });
}

// Moving and sharing change the report as it is saved, not what is being edited.
void ReportBuilder::setFolder(const std::string& folder) {
    if (saved_) return changeSaved({saved_->id, saved_->definition, folder});
    draft_.folder = folder;
    Q_EMIT savedChanged();
}

void ReportBuilder::setSharing(const contract::ReportSharing& sharing) {
    if (saved_) return changeSaved({saved_->id, saved_->definition, std::nullopt, sharing});
    draft_.sharing = sharing;
    Q_EMIT savedChanged();
}

void ReportBuilder::saveAsNew() {
    saved_.reset();
    save();
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
