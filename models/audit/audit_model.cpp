#include "models/audit/audit_model.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

// Times are in the order of the numbers.
QStringList fields() {
    return {{}, u"seq"_s, {}, {}, {}, {}, {}};
}

}  // namespace

// What was written is never changed, so no entity is of its kind.
AuditModel::AuditModel(AuditSource source, QObject* parent)
    : ListModelOf("audit", domain::EntityKind::configuration, fields(), u"-seq"_s,
                  {std::move(source.list), std::move(source.one), source.store, std::move(source.groups),
                   contract::ListName::audit},
                  parent) {
    afterwards(addedSoon_, 1000, [this] { reload(); });
}

void AuditModel::entriesAdded() {
    if (!addedSoon_.isActive()) addedSoon_.start();
}

QVariant AuditModel::value(const domain::AuditEntry& entry, int column) const {
    switch (column) {
        case At:
            return qlonglong(entry.at.time_since_epoch().count());
        case Actor:
            return QString::fromStdString(entry.actorName);
        case Action:
            return QString::fromStdString(entry.action);
        case Entity:
            return QString::fromStdString(entry.entityName);
        case Reason:
            return QString::fromStdString(entry.reason.value_or(""));
        case Seq:
            return qlonglong(entry.seq);
        default:
            return {};
    }
}

std::vector<SavedView> auditViews() {
    const QString newest = u"-seq"_s;
    return {{u"all"_s, {}, {}, newest},
            {u"today"_s, {}, {{u"at"_s, Comparison::last, {u"1 day"_s}}}, newest},
            {u"signIns"_s, {}, {{u"entity"_s, Comparison::is, {u"session"_s}}}, newest},
            {u"access"_s,
             {},
             {{u"entity"_s, Comparison::is, {u"role"_s, u"apiKey"_s, u"secondFactor"_s, u"supportAccess"_s}}},
             newest}};
}

}  // namespace steward::models
