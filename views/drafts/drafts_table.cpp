#include "views/drafts/drafts_table.h"

#include "views/common/words.h"
#include "views/plan/plan_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::DraftsModel;
using models::DraftState;

namespace {

QString text(DraftState state) {
    switch (state) {
        case DraftState::waiting:
            return DraftsTable::tr("Waiting");
        case DraftState::ready:
            return DraftsTable::tr("Ready");
        case DraftState::conflict:
            return DraftsTable::tr("Conflict");
        case DraftState::refused:
            return DraftsTable::tr("Refused");
        case DraftState::done:
            return DraftsTable::tr("Already so");
    }
    return {};
}

ui::BadgeKind kindOf(DraftState state) {
    switch (state) {
        case DraftState::ready:
            return ui::BadgeKind::ok;
        case DraftState::conflict:
            return ui::BadgeKind::warn;
        case DraftState::refused:
            return ui::BadgeKind::bad;
        case DraftState::waiting:
        case DraftState::done:
            break;
    }
    return ui::BadgeKind::neutral;
}

QString kindText(const models::EditDraft& draft) {
    if (draft.isNew()) return DraftsTable::tr("New tenant");
    return valueText(u"entity"_s,
                     QString::fromUtf8(enumName(draft.entity).data(), qsizetype(enumName(draft.entity).size())));
}

QString whyText(const models::DraftRow& row) {
    if (!row.change) return {};
    if (row.state == DraftState::conflict && row.change->edited) return editText(*row.change->edited);
    return row.state == DraftState::refused ? exclusionText(*row.change) : QString();
}

QString changesText(const models::EditDraft& draft) {
    const json::Object& base = models::membersOf(draft.base);
    QStringList parts;
    for (const auto& [name, value] : models::membersOf(draft.patch)) {
        const std::string field(name);
        const auto* before = draft.isNew() ? nullptr : base.if_contains(name);
        const QString title = fieldText(QString::fromStdString(field));
        const QString after = valueText(field, value);
        parts << (before ? DraftsTable::tr("%1: %2 → %3").arg(title, valueText(field, *before), after)
                         : u"%1: %2"_s.arg(title, after));
    }
    return parts.join(u"; "_s);
}

}  // namespace

DraftsTable::DraftsTable(DraftsModel* model, QObject* parent)
    : TableDecoration(model, {tr("Name"), tr("Kind"), tr("Changes"), tr("Kept"), tr("State")}, parent), model_(model) {}

QList<ui::Column> DraftsTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::strong, 220},
            {Kind::secondary, 110},
            {Kind::text, 420, true},
            {Kind::secondary, 130},
            {Kind::badge, 120}};
}

QVariant DraftsTable::decorated(int row, int column, int role) const {
    const models::DraftRow* draft = model_->at(row);
    if (!draft) return {};
    if (role == ui::BadgeKindRole && column == DraftsModel::State) return QVariant::fromValue(kindOf(draft->state));
    if (role == Qt::ToolTipRole) {
        if (column == DraftsModel::Changes) return changesText(draft->draft);
        if (column == DraftsModel::SavedAt) return momentText(toDateTime(draft->draft.savedAt));
        return column == DraftsModel::State ? QVariant(whyText(*draft)) : QVariant();
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case DraftsModel::Name:
            return QString::fromStdString(draft->draft.name);
        case DraftsModel::Kind:
            return kindText(draft->draft);
        case DraftsModel::Changes:
            return changesText(draft->draft);
        case DraftsModel::SavedAt:
            return ageText(toDateTime(draft->draft.savedAt), QDateTime::currentDateTimeUtc());
        case DraftsModel::State:
            return text(draft->state);
        default:
            return {};
    }
}

}  // namespace steward::views
