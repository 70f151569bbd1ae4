#include "series/store.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace steward::series {
namespace {

using std::chrono::milliseconds;

std::int64_t count(Time time) {
    return time.time_since_epoch().count();
}

// Whether it is UTF-8 without NUL.
bool isText(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first == 0) return false;
        const std::size_t length = first < 0x80   ? 1
                                   : first < 0xc2 ? 0
                                   : first < 0xe0 ? 2
                                   : first < 0xf0 ? 3
                                   : first < 0xf5 ? 4
                                                  : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t j = 1; j < length; ++j)
            if ((static_cast<unsigned char>(text[i + j]) & 0xc0) != 0x80) return false;
        const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) || (first == 0xf0 && second < 0x90) ||
            (first == 0xf4 && second > 0x8f))
            return false;
        i += length;
    }
    return true;
}

std::string identityOf(std::string_view metric, const Labels& labels) {
    std::string text(metric);
    for (const auto& [name, value] : labels)
        text.append(1, '\0').append(name).append(1, '\0').append(value);
    return text;
}

std::string_view spell(Refusal refusal) {
    switch (refusal) {
        case Refusal::tooManySeries:
            return "of new series beyond the limit of the tenant";
        case Refusal::tooManyOfMetric:
            return "of new series beyond the limit of a metric";
        case Refusal::tooManyLabels:
            return "with too many labels";
        case Refusal::badName:
            return "with a name that no metric has (letters, digits, _ and :)";
        case Refusal::badLabel:
            return "with a label that cannot be kept (its name, its length, or no UTF-8)";
        case Refusal::tooOld:
            return "older than the newest of their series, or than an hour";
        case Refusal::ahead:
            return "more than ten minutes ahead";
        case Refusal::conflict:
            return "with another value than the one of the same time";
        case Refusal::notFinite:
            return "without a finite value";
    }
    return {};
}

}  // namespace

struct Store::Entry {
    struct Steps {
        Rollup open;
        std::string chunk;  // of steps that are over
        std::int64_t chunkAt = 0;
        bool changed = false;
        std::vector<std::pair<std::int64_t, std::string>> finished;  // chunks that are over, and not stored
    };

    mutable std::mutex mutex;
    std::uint64_t id = 0;
    std::string metric;
    Labels labels;
    Kind kind = Kind::gauge;
    SampleRing ring;
    std::int64_t newest = 0;  // 0: none yet
    double last = 0;
    bool stale = false;
    std::int64_t storedAt = 0;  // `newest` as the table has it
    std::array<Steps, tierCount> steps;

    std::optional<Refusal> add(const Sample& sample, std::int64_t now) {
        const auto at = count(sample.at);
        if (!sample.isStale && !std::isfinite(sample.value)) return Refusal::notFinite;
        if (at > now + milliseconds(farthestAhead).count()) return Refusal::ahead;
        if (at < newest || at < now - milliseconds(oldestSample).count()) return Refusal::tooOld;
        if (sample.isStale) {
            if (newest == 0 || at == newest || stale) return std::nullopt;
            newest = at;
            stale = true;
            ring.add(at, std::nan(""));
            return std::nullopt;
        }
        const double value = sample.isDelta ? last + sample.value : sample.value;
        if (at == newest && newest != 0) {
            if (stale || sample.isDelta || value != last) return Refusal::conflict;
            return std::nullopt;
        }
        const double grown = newest == 0 ? 0 : value >= last ? value - last : value;
        newest = at;
        last = value;
        stale = false;
        ring.add(at, value);
        Rollup one;
        one.add(at, value, kind == Kind::counter ? grown : value);
        feed(0, one);
        return std::nullopt;
    }

    void feed(std::size_t tier, const Rollup& part) {
        auto& own = steps[tier];
        const auto step = tiers[tier].stepMs;
        if (own.open.count > 0 && startOf(own.open.at, step) != startOf(part.at, step)) close(tier);
        own.open.merge(part);
        // The hour is stored as far as it is known, because it takes so long.
        if (tier == tierCount - 1) own.changed = true;
    }

    void close(std::size_t tier) {
        auto& own = steps[tier];
        if (own.open.count == 0) return;
        const auto at = startOf(own.open.at, tiers[tier].chunkMs);
        if (own.chunkAt != at) {
            if (own.changed && !own.chunk.empty()) own.finished.emplace_back(own.chunkAt, std::move(own.chunk));
            own.chunk.clear();
            own.chunkAt = at;
        }
        appendStep(own.chunk, at, tiers[tier], kind, own.open);
        own.changed = true;
        const Rollup over = own.open;
        own.open = {};
        if (tier + 1 < tierCount) feed(tier + 1, over);
    }

    // The chunk that is not over, with what is known of its last step for the longest of the tiers.
    std::optional<std::pair<std::int64_t, std::string>> current(std::size_t tier) const {
        const auto& own = steps[tier];
        if (tier != tierCount - 1 || own.open.count == 0)
            return own.chunk.empty() ? std::nullopt : std::optional(std::pair(own.chunkAt, own.chunk));
        const auto at = startOf(own.open.at, tiers[tier].chunkMs);
        std::string bytes = at == own.chunkAt ? own.chunk : std::string();
        appendStep(bytes, at, tiers[tier], kind, own.open);
        return std::pair(at, std::move(bytes));
    }
};

struct Store::Tenant {
    struct OfMetric {
        Metric metric;
        std::vector<Handle> series;
    };
    std::unordered_map<std::string, Handle> byIdentity;
    std::set<std::uint64_t> ids;
    std::map<std::string, OfMetric, std::less<>> metrics;
    std::int64_t accepted = 0;
    std::map<Refusal, std::int64_t> refused;
};

struct Store::State {
    mutable std::shared_mutex mutex;
    std::map<std::string, Tenant> tenants;
    std::int64_t size = 0;
    std::map<Entry*, std::vector<Rollup>> loading;

    // Of all tenants or one, to look at one by one while samples come in. Tenants are never forgotten.
    std::vector<std::pair<const std::string*, Handle>> everything(const std::string* only = nullptr) const {
        const std::shared_lock lock(mutex);
        std::vector<std::pair<const std::string*, Handle>> all;
        for (const auto& [id, tenant] : tenants)
            if (!only || *only == id)
                for (const auto& [name, own] : tenant.metrics)
                    for (const auto& entry : own.series)
                        all.emplace_back(&id, entry);
        return all;
    }

    Handle make(Tenant& tenant, std::string identity, std::uint64_t id, const std::string& metric, Labels labels,
                Kind kind) {
        auto entry = std::make_shared<Entry>();
        while (!tenant.ids.insert(id).second)
            ++id;
        entry->id = id;
        entry->metric = metric;
        entry->labels = std::move(labels);
        entry->kind = kind;
        auto& own = tenant.metrics[metric];
        if (own.series.empty()) own.metric.kind = kind;
        own.series.push_back(entry);
        tenant.byIdentity.emplace(std::move(identity), entry);
        ++size;
        return entry;
    }
};

std::int64_t Taken::refusals() const {
    std::int64_t all = 0;
    for (const auto& [reason, number] : refused)
        all += number;
    return all;
}

std::string Taken::explain(const Limits& limits) const {
    std::string text;
    for (const auto& [reason, number] : refused) {
        text.append(text.empty() ? "Not kept: " : "; ")
            .append(std::to_string(number))
            .append(" ")
            .append(spell(reason));
        if (reason == Refusal::tooManySeries) text.append(" (").append(std::to_string(limits.perTenant)).append(")");
        if (reason == Refusal::tooManyOfMetric) text.append(" (").append(std::to_string(limits.perMetric)).append(")");
        if (reason == Refusal::tooManyLabels) text.append(" (").append(std::to_string(limits.labels)).append(")");
    }
    if (!text.empty()) text.append(". The first was of ").append(first).append(".");
    return text;
}

std::uint64_t idOf(std::string_view metric, const Labels& labels) {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : identityOf(metric, labels))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash ^= hash >> 32;
    return hash >> 1;  // a positive number of SQL
}

bool matches(const Labels& labels, const std::vector<domain::SeriesMatcher>& where) {
    return std::ranges::all_of(where, [&](const auto& matcher) {
        const auto found = std::ranges::find(labels, matcher.label, &Labels::value_type::first);
        const std::string_view value = found == labels.end() ? std::string_view() : std::string_view(found->second);
        const bool isOne = std::ranges::find(matcher.values, value) != matcher.values.end();
        return isOne != matcher.excluded.value_or(false);
    });
}

Store::Store(Limits limits) : limits_(limits), state_(std::make_unique<State>()) {}
Store::~Store() = default;

Taken Store::add(const std::string& tenantId, const Batch& batch, Time now, bool withSamples) {
    Taken taken;
    std::optional<std::uint32_t> lastRefused;
    const auto refuse = [&](const Sample& sample, Refusal reason) {
        ++taken.refused[reason];
        taken.refusedPoints += lastRefused != sample.point;
        lastRefused = sample.point;
        if (taken.first.empty())
            taken.first = isText(sample.metric) ? sample.metric.substr(0, 200) : "one without a name";
    };
    const auto check = [&](const Sample& sample) -> std::optional<Refusal> {
        if (!domain::isMetricName(sample.metric)) return Refusal::badName;
        if (static_cast<std::int64_t>(sample.labels.size()) > limits_.labels) return Refusal::tooManyLabels;
        for (const auto& [name, value] : sample.labels)
            if (!domain::isLabelName(name) || static_cast<std::int64_t>(value.size()) > limits_.labelValueBytes ||
                !isText(value))
                return Refusal::badLabel;
        return std::nullopt;
    };

    const std::unique_lock lock(state_->mutex);
    auto& tenant = state_->tenants[tenantId];
    for (const auto& sample : batch.samples) {
        auto identity = identityOf(sample.metric, sample.labels);
        const auto found = tenant.byIdentity.find(identity);
        Handle entry = found == tenant.byIdentity.end() ? nullptr : found->second;
        if (!entry) {
            if (sample.isStale) continue;
            auto refusal = check(sample);
            const auto known = tenant.metrics.find(sample.metric);
            const auto ofMetric =
                known == tenant.metrics.end() ? 0 : static_cast<std::int64_t>(known->second.series.size());
            if (!refusal && (static_cast<std::int64_t>(tenant.byIdentity.size()) >= limits_.perTenant ||
                             state_->size >= limits_.inAll))
                refusal = Refusal::tooManySeries;
            if (!refusal && ofMetric >= limits_.perMetric) refusal = Refusal::tooManyOfMetric;
            // Nothing is made of a sample that is refused.
            if (Entry trial; !refusal) {
                trial.kind = sample.kind;
                refusal = trial.add(sample, count(now));
            }
            if (refusal) {
                refuse(sample, *refusal);
                continue;
            }
            entry = state_->make(tenant, std::move(identity), series::idOf(sample.metric, sample.labels), sample.metric,
                                 sample.labels, sample.kind);
        }
        const std::lock_guard own(entry->mutex);
        if (const auto refusal = entry->add(sample, count(now))) {
            refuse(sample, *refusal);
            continue;
        }
        ++taken.accepted;
        if (!withSamples) continue;
        auto& one = taken.samples.emplace_back(sample);
        if (!one.isStale) one.value = entry->last;
        one.isDelta = false;
    }
    for (const auto& [name, metric] : batch.metrics)
        if (const auto own = tenant.metrics.find(name); own != tenant.metrics.end() && isText(metric.help))
            own->second.metric.help = metric.help.substr(0, 400);
    tenant.accepted += taken.accepted;
    for (const auto& [reason, number] : taken.refused)
        tenant.refused[reason] += number;
    return taken;
}

std::vector<Store::Handle> Store::select(const std::string& tenantId, const std::string& metric,
                                         const std::vector<domain::SeriesMatcher>& where) const {
    const std::shared_lock lock(state_->mutex);
    std::vector<Handle> found;
    const auto tenant = state_->tenants.find(tenantId);
    if (tenant == state_->tenants.end()) return found;
    const auto own = tenant->second.metrics.find(metric);
    if (own == tenant->second.metrics.end()) return found;
    std::ranges::copy_if(own->second.series, std::back_inserter(found),
                         [&](const auto& entry) { return matches(entry->labels, where); });
    return found;
}

const Labels& Store::labelsOf(const Handle& handle) {
    return handle->labels;
}
Kind Store::kindOf(const Handle& handle) {
    return handle->kind;
}
std::uint64_t Store::idOf(const Handle& handle) {
    return handle->id;
}

void Store::samples(const Handle& handle, std::int64_t from, std::int64_t to, std::vector<TimedValue>& out) {
    const std::lock_guard lock(handle->mutex);
    handle->ring.copy(from, to, out);
}

void Store::overlay(const Handle& handle, std::size_t tier, std::map<std::int64_t, std::string>& chunks,
                    std::vector<Rollup>& open) {
    const std::lock_guard lock(handle->mutex);
    const auto& own = handle->steps[tier];
    for (const auto& [at, data] : own.finished)
        chunks[at] = data;
    if (!own.chunk.empty()) chunks[own.chunkAt] = own.chunk;
    // What is stored of the hour that is not over is part of `open`.
    if (tier == tierCount - 1 && own.open.count > 0)
        if (const auto at = startOf(own.open.at, tiers[tier].chunkMs); at != own.chunkAt) chunks.erase(at);
    for (std::size_t i = tier + 1; i-- > 0;)
        if (handle->steps[i].open.count > 0) open.push_back(handle->steps[i].open);
}

contract::SeriesCatalog Store::catalog(const std::string& tenantId,
                                       const contract::SeriesCatalogRequest& request) const {
    const auto limit = static_cast<std::size_t>(request.limit.value_or(200));
    contract::SeriesCatalog catalog;
    const std::shared_lock lock(state_->mutex);
    const auto tenant = state_->tenants.find(tenantId);
    if (tenant == state_->tenants.end()) return catalog;
    const auto& metrics = tenant->second.metrics;
    const auto entryOf = [](const auto& named) {
        return contract::MetricEntry{named.first, std::string(enumName(named.second.metric.kind)),
                                     named.second.metric.help, static_cast<std::int64_t>(named.second.series.size())};
    };
    if (!request.metric) {
        const auto prefix = request.prefix.value_or(std::string());
        for (auto at = metrics.lower_bound(prefix); at != metrics.end() && at->first.starts_with(prefix); ++at) {
            if (catalog.metrics.size() == limit) {
                catalog.complete = false;
                break;
            }
            catalog.metrics.push_back(entryOf(*at));
        }
        return catalog;
    }
    const auto own = metrics.find(*request.metric);
    if (own == metrics.end()) return catalog;
    catalog.metrics.push_back(entryOf(*own));
    std::map<std::string_view, std::set<std::string_view>> labels;
    for (const auto& entry : own->second.series)
        for (const auto& [name, value] : entry->labels)
            labels[name].insert(value);
    for (const auto& [name, values] : labels) {
        contract::LabelEntry label{std::string(name), {}, values.size() <= limit};
        for (const auto value : values) {
            if (label.values.size() == limit) break;
            label.values.emplace_back(value);
        }
        catalog.complete = catalog.complete && label.complete;
        catalog.labels.push_back(std::move(label));
    }
    return catalog;
}

contract::SeriesUsage Store::usage(const std::string& tenantId) const {
    contract::SeriesUsage usage;
    usage.seriesLimit = limits_.perTenant;
    usage.seriesPerMetricLimit = limits_.perMetric;
    const std::shared_lock lock(state_->mutex);
    const auto found = state_->tenants.find(tenantId);
    if (found == state_->tenants.end()) return usage;
    const auto& tenant = found->second;
    usage.series = static_cast<std::int64_t>(tenant.byIdentity.size());
    usage.accepted = tenant.accepted;
    for (const auto& [reason, number] : tenant.refused)
        usage.refused[std::string(enumName(reason))] = number;
    for (const auto& [name, own] : tenant.metrics) {
        usage.largest.push_back(
            {name, std::string(enumName(own.metric.kind)), own.metric.help, std::int64_t(own.series.size())});
        for (const auto& entry : own.series) {
            const std::lock_guard inner(entry->mutex);
            usage.samplesInMemory += static_cast<std::int64_t>(entry->ring.size());
        }
    }
    std::ranges::stable_sort(usage.largest, std::ranges::greater(), &contract::MetricEntry::series);
    if (usage.largest.size() > 20) usage.largest.resize(20);
    return usage;
}

void Store::eachNewest(
    const std::string* only,
    const std::function<void(const std::string&, const std::string&, Kind, const Labels&, TimedValue)>& visit) const {
    auto all = state_->everything(only);
    std::ranges::stable_sort(all, {}, [](const auto& one) { return std::string_view(one.second->metric); });
    for (const auto& [id, entry] : all) {
        TimedValue newest;
        {
            const std::lock_guard inner(entry->mutex);
            if (entry->stale || entry->newest == 0) continue;
            newest = {entry->newest, entry->last};
        }
        visit(*id, entry->metric, entry->kind, entry->labels, newest);
    }
}

std::int64_t Store::size() const {
    const std::shared_lock lock(state_->mutex);
    return state_->size;
}

Unstored Store::takeUnstored(Time now, bool all) {
    constexpr std::int64_t keepTimeFor = 3'600'000;
    Unstored rows;
    for (const auto& [id, entry] : state_->everything()) {
        const auto& tenantId = *id;
        const std::lock_guard inner(entry->mutex);
        for (std::size_t tier = 0; tier < tierCount; ++tier) {
            auto& own = entry->steps[tier];
            const auto step = tiers[tier].stepMs;
            if (own.open.count > 0 && (all || startOf(own.open.at, step) + step <= count(now))) entry->close(tier);
            for (auto& [at, data] : own.finished)
                rows.chunks.push_back({tenantId, entry->id, step, at, std::move(data)});
            own.finished.clear();
            if (!own.changed) continue;
            own.changed = false;
            if (auto current = entry->current(tier))
                rows.chunks.push_back({tenantId, entry->id, step, current->first, std::move(current->second)});
            // The day before may have ended with the hour that is not over yet.
            if (tier == tierCount - 1 && own.open.count > 0 && !own.chunk.empty() &&
                startOf(own.open.at, tiers[tier].chunkMs) != own.chunkAt)
                rows.chunks.push_back({tenantId, entry->id, step, own.chunkAt, own.chunk});
        }
        if (entry->newest - entry->storedAt >= keepTimeFor || (all && entry->newest != entry->storedAt)) {
            rows.series.push_back({tenantId, entry->id, entry->metric, entry->labels, entry->kind, entry->newest});
            entry->storedAt = entry->newest;
        }
    }
    return rows;
}

void Store::giveBack(Unstored rows, Time since) {
    std::map<std::pair<std::string_view, std::uint64_t>, Handle> wanted;
    for (const auto& row : rows.chunks)
        wanted[{row.tenantId, row.series}] = nullptr;
    for (const auto& row : rows.series)
        wanted[{row.tenantId, row.id}] = nullptr;
    for (const auto& [tenantId, entry] : state_->everything())
        if (const auto found = wanted.find({*tenantId, entry->id}); found != wanted.end()) found->second = entry;
    for (auto& row : rows.chunks) {
        const auto& entry = wanted[{row.tenantId, row.series}];
        if (!entry) continue;
        const std::lock_guard inner(entry->mutex);
        for (std::size_t tier = 0; tier < tierCount; ++tier) {
            auto& own = entry->steps[tier];
            if (tiers[tier].stepMs != row.stepMs) continue;
            const bool isCurrent = row.at == own.chunkAt || (own.open.count > 0 && tier == tierCount - 1 &&
                                                             row.at == startOf(own.open.at, tiers[tier].chunkMs));
            if (isCurrent)
                own.changed = true;
            else if (row.at + tiers[tier].chunkMs >= count(since) &&
                     std::ranges::find(own.finished, row.at, &std::pair<std::int64_t, std::string>::first) ==
                         own.finished.end())
                own.finished.emplace_back(row.at, std::move(row.data));
        }
    }
    for (const auto& row : rows.series)
        if (const auto& entry = wanted[{row.tenantId, row.id}]) {
            const std::lock_guard inner(entry->mutex);
            entry->storedAt = 0;
        }
}

void Store::sweep(Time now) {
    const std::unique_lock lock(state_->mutex);
    const auto isSilent = [&](const Handle& entry) {
        const std::lock_guard inner(entry->mutex);
        entry->ring.forgetBefore(count(now) - SampleRing::lengthMs);
        const bool isStored = std::ranges::none_of(
            entry->steps, [](const auto& own) { return own.changed || !own.finished.empty() || own.open.count > 0; });
        return isStored && entry->newest < count(now) - milliseconds(longestSilence).count();
    };
    for (auto& [id, tenant] : state_->tenants) {
        for (auto at = tenant.byIdentity.begin(); at != tenant.byIdentity.end();) {
            if (!isSilent(at->second)) {
                ++at;
                continue;
            }
            const auto own = tenant.metrics.find(at->second->metric);
            std::erase(own->second.series, at->second);
            if (own->second.series.empty()) tenant.metrics.erase(own);
            tenant.ids.erase(at->second->id);
            at = tenant.byIdentity.erase(at);
            --state_->size;
        }
    }
}

void Store::load(const SeriesRow& row) {
    const std::unique_lock lock(state_->mutex);
    auto& tenant = state_->tenants[row.tenantId];
    auto identity = identityOf(row.metric, row.labels);
    if (tenant.byIdentity.contains(identity)) return;
    const auto entry = state_->make(tenant, std::move(identity), row.id, row.metric, row.labels, row.kind);
    entry->storedAt = row.lastAt;
    state_->loading[entry.get()];
    // Rows of chunks find their series by this.
    tenant.byIdentity.emplace(std::string(1, '\0') + std::to_string(row.id), entry);
}

void Store::load(const ChunkRow& row) {
    const std::unique_lock lock(state_->mutex);
    const auto tenant = state_->tenants.find(row.tenantId);
    if (tenant == state_->tenants.end()) return;
    const auto found = tenant->second.byIdentity.find(std::string(1, '\0') + std::to_string(row.series));
    if (found == tenant->second.byIdentity.end()) return;
    auto& entry = *found->second;
    for (std::size_t tier = 0; tier < tierCount; ++tier) {
        if (tiers[tier].stepMs != row.stepMs) continue;
        std::vector<Rollup> steps;
        if (!readSteps(row.data, row.at, tiers[tier], entry.kind, steps) || steps.empty()) return;
        auto& own = entry.steps[tier];
        if (row.at >= own.chunkAt) {
            own.chunkAt = row.at;
            own.chunk = row.data;
        }
        if (steps.back().at > entry.newest) {
            entry.newest = steps.back().at;
            entry.last = steps.back().last;
        }
        auto& seconds = state_->loading[&entry];
        if (tier == 0) seconds.insert(seconds.end(), steps.begin(), steps.end());
    }
}

void Store::loaded() {
    const std::unique_lock lock(state_->mutex);
    for (auto& [id, tenant] : state_->tenants)
        std::erase_if(tenant.byIdentity, [](const auto& named) { return named.first.starts_with('\0'); });
    for (auto& [entry, seconds] : state_->loading) {
        std::ranges::stable_sort(seconds, {}, &Rollup::at);
        auto& minutes = entry->steps[1];
        std::vector<Rollup> known;
        std::int64_t end = 0;
        if (readSteps(minutes.chunk, minutes.chunkAt, tiers[1], entry->kind, known) && !known.empty())
            end = startOf(known.back().at, tiers[1].stepMs) + tiers[1].stepMs;
        for (const auto& second : seconds) {
            entry->ring.add(second.at, second.last);
            if (second.at >= end) entry->feed(1, second);
        }
    }
    state_->loading.clear();
}

}  // namespace steward::series
