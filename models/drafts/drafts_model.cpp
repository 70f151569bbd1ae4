#include "models/drafts/drafts_model.h"

#include <QPromise>
#include <map>

#include "client/future.h"
#include "models/common/fetch.h"

namespace steward::models {
namespace {

domain::PlanRequest requestOf(const std::vector<const EditDraft*>& drafts) {
    domain::PlanRequest request;
    request.entity = domain::EntityKind::configuration;
    request.operation = domain::Operation::converge;
    if (drafts.empty()) return request;
    request.targets.emplace();
    for (const EditDraft* draft : drafts)
        request.targets->push_back(targetOf(*draft));
    return request;
}

DraftState stateOf(const domain::PlanChange& change) {
    switch (change.state) {
        case domain::ChangeState::willChange:
            return DraftState::ready;
        case domain::ChangeState::changedMeanwhile:
            return DraftState::conflict;
        case domain::ChangeState::excluded:
            break;
    }
    return change.reason == domain::ExclusionReason::alreadySo ? DraftState::done : DraftState::refused;
}

// What names a change of a plan and the draft it comes from alike.
std::string nameOf(const domain::PlanChange& change) {
    return std::string(enumName(change.entity)) + (change.key.empty() ? " " + change.entityId : " new/" + change.key);
}
std::string nameOf(const EditDraft& draft) {
    return std::string(enumName(draft.entity)) + " " + draft.storedAs();
}

}  // namespace

// One reading: the store's drafts, a plan of them, all pages of its changes. Deletes itself.
class DraftsModel::Reading : public QObject {
public:
    explicit Reading(DraftsModel& model) : QObject(&model), model_(model) { promise_.start(); }
    QFuture<Result<contract::Page<DraftRow>>> future() { return promise_.future(); }

    void begin() {
        client::whenReady(model_.store_.drafts(), this, [this](const Result<std::vector<store::Draft>>& stored) {
            if (!stored) return finish(fail(stored.error()));
            KeptDrafts kept = editsOf(*stored);
            unreadable_ = kept.unreadable;
            std::vector<const EditDraft*> drafts;
            for (auto& draft : kept.drafts)
                rows_.push_back({std::move(draft), DraftState::waiting, {}});
            if (rows_.empty()) return finish({});
            for (const auto& row : rows_)
                drafts.push_back(&row.draft);
            plan(requestOf(drafts));
        });
    }

private:
    void plan(const domain::PlanRequest& request) {
        client::whenReady(model_.source_.plan(request), this, [this](const Result<domain::Plan>& plan) {
            if (!plan) return finish(isAway(plan.error()) ? Result<>() : fail(plan.error()));
            planId_ = plan->id;
            readChanges({});
        });
    }
    void readChanges(const std::optional<std::string>& cursor) {
        contract::PlanChangesRequest request;
        request.id = planId_;
        request.limit = 500;
        request.cursor = cursor;
        client::whenReady(model_.source_.changes(request), this,
                          [this](const Result<contract::Page<domain::PlanChange>>& page) {
                              if (!page) return finish(isAway(page.error()) ? Result<>() : fail(page.error()));
                              for (const auto& change : page->items)
                                  changes_.emplace(nameOf(change), change);
                              if (page->nextCursor) return readChanges(page->nextCursor);
                              judge();
                          });
    }
    void judge() {
        for (auto& row : rows_) {
            const auto found = changes_.find(nameOf(row.draft));
            if (found == changes_.end()) continue;
            row.state = stateOf(found->second);
            row.change = found->second;
        }
        if (!std::exchange(model_.settling_, false)) return finish({});
        std::erase_if(rows_, [this](const DraftRow& row) {
            if (row.state == DraftState::done) discardDraft(model_.store_, row.draft);
            return row.state == DraftState::done;
        });
        finish({});
    }
    void finish(Result<> outcome) {
        if (!outcome) {
            promise_.addResult(Result<contract::Page<DraftRow>>(fail(outcome.error())));
        } else {
            contract::Page<DraftRow> page;
            page.items = rows_;
            page.total = std::int64_t(rows_.size());
            model_.rows_ = std::move(rows_);
            model_.unreadable_ = unreadable_;
            promise_.addResult(Result<contract::Page<DraftRow>>(std::move(page)));
        }
        promise_.finish();
        deleteLater();
    }

    DraftsModel& model_;
    QPromise<Result<contract::Page<DraftRow>>> promise_;
    std::vector<DraftRow> rows_;
    std::map<std::string, domain::PlanChange> changes_;
    std::string planId_;
    int unreadable_ = 0;
};

DraftsModel::DraftsModel(store::OfflineStore& store, Source source, QObject* parent)
    : PagedModelOf(parent), store_(store), source_(std::move(source)) {}

QFuture<Result<contract::Page<DraftRow>>> DraftsModel::request(int, const std::optional<std::string>&) {
    auto* reading = new Reading(*this);
    auto future = reading->future();
    reading->begin();
    return future;
}

void DraftsModel::settle() {
    settling_ = true;
    reload();
}

domain::PlanRequest DraftsModel::planOf(DraftState state) const {
    std::vector<const EditDraft*> drafts;
    for (const auto& row : rows_)
        if (row.state == state) drafts.push_back(&row.draft);
    return requestOf(drafts);
}

int DraftsModel::count(DraftState state) const {
    return int(std::ranges::count(rows_, state, &DraftRow::state));
}

QVariant DraftsModel::value(const DraftRow& row, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(row.draft.name);
        case Kind:
            return int(row.draft.entity);
        case SavedAt:
            return QDateTime::fromMSecsSinceEpoch(row.draft.savedAt.time_since_epoch().count(), Qt::UTC);
        case State:
            return int(row.state);
        default:
            return {};
    }
}

}  // namespace steward::models
