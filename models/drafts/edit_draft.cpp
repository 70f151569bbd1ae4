#include "models/drafts/edit_draft.h"

#include <algorithm>

#include "base/json.h"

namespace steward::models {
namespace {

std::optional<domain::EntityKind> kindOf(const store::Draft& stored) {
    return enumFromName<domain::EntityKind>(stored.kind);
}

Result<EditDraft> read(const store::Draft& stored) {
    STEWARD_TRY(auto draft, json::read<EditDraft>(stored.json, json::Unknown::ignore));
    draft.savedAt = stored.savedAt;
    return draft;
}

store::Draft written(const EditDraft& draft) {
    return {std::string(enumName(draft.entity)), draft.storedAs(), draft.version, json::write(draft), draft.savedAt};
}

EditDraft continued(const EditDraft& earlier, EditDraft draft) {
    if (!earlier.patch.is_object() || !draft.patch.is_object()) return draft;
    EditDraft both = earlier;
    for (const auto& [name, value] : draft.patch.get_object())
        both.patch.get_object()[name] = value;
    both.name = draft.name;
    return both;
}

}  // namespace

const json::Object& membersOf(const json::Value& document) {
    static const json::Object none;
    return document.is_object() ? document.get_object() : none;
}

domain::Target targetOf(const EditDraft& draft) {
    domain::Target target;
    target.entity = draft.entity;
    target.patch = draft.patch;
    if (draft.isNew()) {
        target.key = draft.key;
    } else {
        target.id = draft.id;
        target.version = draft.version;
    }
    return target;
}

QFuture<Result<>> keepDraft(store::OfflineStore& store, EditDraft draft) {
    const std::string kind(enumName(draft.entity));
    const std::string id = draft.storedAs();
    return store.draft(kind, id)
        .then([&store, draft = std::move(draft)](const Result<std::optional<store::Draft>>& found) {
            const auto earlier = found && *found ? read(**found) : Result<EditDraft>(fail(ErrorCode::notFound, ""));
            return store.saveDraft(written(earlier ? continued(*earlier, draft) : draft));
        })
        .unwrap();
}

KeptDrafts editsOf(const std::vector<store::Draft>& stored) {
    KeptDrafts kept;
    for (const auto& draft : stored) {
        if (!kindOf(draft)) continue;
        auto edit = read(draft);
        if (edit)
            kept.drafts.push_back(std::move(*edit));
        else
            ++kept.unreadable;
    }
    std::ranges::stable_sort(kept.drafts, std::ranges::greater{}, &EditDraft::savedAt);
    return kept;
}

QFuture<Result<>> discardDraft(store::OfflineStore& store, const EditDraft& draft) {
    return store.removeDraft(std::string(enumName(draft.entity)), draft.storedAs());
}

}  // namespace steward::models
