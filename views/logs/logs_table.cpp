#include "views/logs/logs_table.h"

#include <QLocale>

#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::LogSeverity;
using models::LogsModel;

namespace {

// The day only where it is another one.
QString momentInTable(const QDateTime& time) {
    const QString clock = time.toString(u"HH:mm:ss.zzz"_s);
    if (time.date() == QDateTime::currentDateTimeUtc().date()) return clock;
    //: how a day of this year is written
    return QLocale().toString(time.date(), LogsTable::tr("d MMM")) + u' ' + clock;
}

QString gapText(const models::LogTailModel::Row& row) {
    const QString at = clockText(row.gapAt);
    if (row.missing < 0) return LogTailTable::tr("Records are missing here (%1). Search to find them.").arg(at);
    return LogTailTable::tr("%n more record(s) are not shown here (%1). Search to find them.", nullptr,
                            int(std::min<qint64>(row.missing, 1'000'000'000)))
        .arg(at);
}

}  // namespace

QString text(LogSeverity severity) {
    switch (severity) {
        case LogSeverity::trace:
            return LogsTable::tr("Trace");
        case LogSeverity::debug:
            return LogsTable::tr("Debug");
        case LogSeverity::info:
            return LogsTable::tr("Info");
        case LogSeverity::warning:
            return LogsTable::tr("Warning");
        case LogSeverity::error:
            return LogsTable::tr("Error");
        case LogSeverity::fatal:
            break;
    }
    return LogsTable::tr("Fatal");
}

ui::BadgeKind kindOf(LogSeverity severity) {
    switch (severity) {
        case LogSeverity::trace:
        case LogSeverity::debug:
            return ui::BadgeKind::neutral;
        case LogSeverity::info:
            return ui::BadgeKind::info;
        case LogSeverity::warning:
            return ui::BadgeKind::warn;
        default:
            return ui::BadgeKind::bad;
    }
}

QString lineOf(const domain::LogRecord& record) {
    constexpr std::size_t most = 2000;
    return QString::fromStdString(record.body.substr(0, most)).simplified();
}

LogsTable::LogsTable(LogsModel* model, QObject* parent) : TableDecoration(model, titles(), parent), model_(model) {}

QStringList LogsTable::titles() {
    return {tr("Time"), tr("Severity"), tr("Service"), tr("Text"), tr("Tenant")};
}

QList<ui::Column> LogsTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::mono, 152, false, u"at"_s},
            {Kind::badge, 96, false, u"severity"_s},
            {Kind::secondary, 120, false, u"service"_s},
            {Kind::text, 240, true, u"body"_s},
            {Kind::mono, 224, false, u"tenantId"_s, true}};
}

QVariant LogsTable::cell(const domain::LogRecord& record, int column, int role) {
    if (role == ui::BadgeKindRole && column == LogsModel::Severity) return QVariant::fromValue(kindOf(record.severity));
    if (role == Qt::ToolTipRole && column == LogsModel::Body) return ui::plainToolTip(lineOf(record));
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case LogsModel::At:
            return momentInTable(toDateTime(record.time));
        case LogsModel::Severity:
            return text(record.severity);
        case LogsModel::Service:
            return QString::fromStdString(record.service);
        case LogsModel::Body:
            return lineOf(record);
        case LogsModel::Tenant:
            return QString::fromStdString(record.tenantId.value_or(""));
        default:
            return {};
    }
}

QVariant LogsTable::decorated(int row, int column, int role) const {
    const auto* record = model_->at(row);
    return record ? cell(*record, column, role) : QVariant();
}

LogTailTable::LogTailTable(models::LogTailModel* model, QObject* parent) : QIdentityProxyModel(parent), model_(model) {
    setSourceModel(model);
}

QVariant LogTailTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& row = model_->rowAt(index.row());
    if (role == ui::RowKeyRole) return row.record ? QString::fromStdString(row.record->id) : QString();
    const auto shown = [&](int asked) -> QVariant {
        if (row.record) return LogsTable::cell(*row.record, index.column(), asked);
        if (asked == ui::BadgeKindRole && index.column() == LogsModel::Severity)
            return QVariant::fromValue(ui::BadgeKind::warn);
        if (asked != Qt::DisplayRole) return {};
        if (index.column() == LogsModel::At) return momentInTable(row.gapAt);
        if (index.column() == LogsModel::Severity) return tr("Gap");
        return index.column() == LogsModel::Body ? gapText(row) : QVariant();
    };
    if (role != Qt::AccessibleTextRole) return shown(role);
    const QString text = shown(Qt::DisplayRole).toString();
    return text.isEmpty() ? QVariant() : QVariant(LogsTable::titles().value(index.column()) + u' ' + text);
}

QVariant LogTailTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) return LogsTable::titles().value(section);
    return {};
}

}  // namespace steward::views
