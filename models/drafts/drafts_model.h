// The drafts of edits on this computer, and what the platform says of each: they are planned again whenever the list is
// read and the platform can be reached. GUI thread.
#pragma once

#include "models/common/fetch.h"
#include "models/common/paged_model.h"
#include "models/drafts/edit_draft.h"

namespace steward::models {

enum class DraftState {
    waiting,   // the platform cannot be reached
    ready,     // would be applied as it is
    conflict,  // the entity was changed meanwhile: `change` says by whom
    refused,   // a rule leaves it out: `change` says which
    done,      // the platform has it already
};
STEWARD_DESCRIBE_ENUM(DraftState, waiting, ready, conflict, refused, done)

struct DraftRow {
    EditDraft draft;
    DraftState state = DraftState::waiting;
    std::optional<domain::PlanChange> change;  // once it was planned again
};

class DraftsModel : public PagedModelOf<DraftRow> {
    Q_OBJECT
public:
    enum Column { Name, Kind, Changes, SavedAt, State, ColumnCount };

    struct Source {
        Fetch<domain::PlanRequest, domain::Plan> plan;
        Fetch<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> changes;
    };
    // The store outlives the model.
    DraftsModel(store::OfflineStore& store, Source source, QObject* parent = nullptr);

    // Those in this state, as a plan; without targets when there are none.
    domain::PlanRequest planOf(DraftState state) const;
    int count(DraftState state) const;
    const std::vector<DraftRow>& rows() const { return rows_; }
    int unreadable() const { return unreadable_; }
    // Drafts that the platform has by now go; then the list is read again.
    void settle();

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<DraftRow>>> request(int limit, const std::optional<std::string>& cursor) override;
    QString key(const DraftRow& row) const override { return QString::fromStdString(row.draft.storedAs()); }
    QVariant value(const DraftRow& row, int column) const override;

private:
    class Reading;
    store::OfflineStore& store_;
    Source source_;
    std::vector<DraftRow> rows_;
    int unreadable_ = 0;
    bool settling_ = false;
};

}  // namespace steward::models
