// An edit of one entity that waits on this computer until the platform can be reached: what was changed, and what it
// was changed from.
#pragma once

#include <QFuture>

#include "domain/plan.h"
#include "store/offline_store.h"

namespace steward::models {

struct EditDraft {
    domain::EntityKind entity = domain::EntityKind::tenant;
    std::string id;            // empty: of an entity that does not exist yet
    std::string key;           // of a new one (domain::Target::key)
    std::string name;          // for people
    std::int64_t version = 0;  // of `base`
    json::Value base;          // what the form showed: the members that can be changed
    json::Value patch;         // what was changed
    Time savedAt{};
    bool isNew() const { return id.empty(); }
    // What names it in the store.
    std::string storedAs() const { return isNew() ? "new/" + key : id; }
};
STEWARD_DESCRIBE(EditDraft, (entity, id, key, name, version, base, patch, savedAt))

// The members of a document that a patch of this type can change.
template <class Patch>
json::Value changeable(const json::Value& document) {
    json::Object members;
    boost::mp11::mp_for_each<Members<Patch>>([&](auto member) {
        if (const auto* value = document.get_object().if_contains(member.name)) members[member.name] = *value;
    });
    return members;
}

// Of a document that is an object; {} of any other.
const json::Object& membersOf(const json::Value& document);

domain::Target targetOf(const EditDraft& draft);

// A draft of the same entity is continued: what it changed and the new one does not stays changed, from what it was
// changed from.
QFuture<Result<>> keepDraft(store::OfflineStore& store, EditDraft draft);
// Of the store's drafts those that are edits. A draft that cannot be read is named in `unreadable` and stays.
struct KeptDrafts {
    std::vector<EditDraft> drafts;  // the latest first
    int unreadable = 0;
};
KeptDrafts editsOf(const std::vector<store::Draft>& stored);
QFuture<Result<>> discardDraft(store::OfflineStore& store, const EditDraft& draft);

}  // namespace steward::models
