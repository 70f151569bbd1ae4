#include "views/reports/report_dialogs.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>
#include <algorithm>

#include "report/compiler.h"
#include "ui/labels.h"
#include "ui/theme.h"
#include "views/common/words.h"
#include "views/reports/dialog_parts.h"
#include "views/reports/report_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::ReportBuilder;
using report::FieldType;

namespace {

constexpr std::size_t shownRows = 1000;

std::string spelledValue(const sql::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value.holder())) return "'" + *text + "'";
    if (const auto* number = std::get_if<std::int64_t>(&value.holder())) return std::to_string(*number);
    if (const auto* number = std::get_if<double>(&value.holder())) return std::to_string(*number);
    return "NULL";
}

// A table of text that cannot be changed.
class RowsTable : public QAbstractTableModel {
public:
    RowsTable(models::RowsBehind rows, const report::Definition& definition, QObject* parent)
        : QAbstractTableModel(parent), rows_(std::move(rows)) {
        for (const auto& column : rows_.columns)
            titles_ << fieldTitle(definition, column.key);
    }
    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : int(rows_.rows.size()); }
    int columnCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : int(rows_.columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
        return titles_[section];
    }
    QVariant data(const QModelIndex& index, int role) const override {
        const auto& column = rows_.columns[std::size_t(index.column())];
        const bool isNumber =
            column.type == FieldType::integer || column.type == FieldType::decimal || column.type == FieldType::money;
        if (role == Qt::TextAlignmentRole) return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
        const auto& value = rows_.rows[std::size_t(index.row())][std::size_t(index.column())];
        if (column.type == FieldType::dateTime && value.is_number())
            return momentText(toDateTime(Time(Duration(value.to_number<std::int64_t>()))));
        return cellText(value, column, locale_);
    }

private:
    models::RowsBehind rows_;
    QStringList titles_;
    QLocale locale_;
};

}  // namespace

void showSql(QWidget* window, const ReportBuilder& builder) {
    auto* dialog = makeDialog(window, ReportDialogs::tr("SQL of this report"), u"sqlDialog"_s, {820, 560});
    auto* engines = new ui::SegmentedControl;
    engines->setObjectName(u"sqlEngine"_s);
    engines->setAccessibleName(ReportDialogs::tr("Engine"));
    engines->addSegment(u"PostgreSQL"_s);
    engines->addSegment(u"SQLite"_s);
    auto* shown = new QPlainTextEdit;
    shown->setObjectName(u"sqlText"_s);
    shown->setAccessibleName(ReportDialogs::tr("SQL"));
    shown->setReadOnly(true);
    shown->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    const auto textOf = [definition = builder.runnable()](sql::Dialect dialect) {
        const auto query = report::compileGroups(definition, {.dialect = dialect, .now = SystemClock().now()});
        if (!query) return QString::fromStdString(query.error().detail);
        QString text;
        for (const auto& statement : query->statements) {
            QString lines = QString::fromStdString(statement.text);
            // A line for each clause, so that it can be read.
            for (const char* word : {" FROM ", " LEFT JOIN ", " WHERE ", " GROUP BY ", " ORDER BY "})
                lines.replace(QLatin1String(word), u'\n' + QString::fromLatin1(word).mid(1));
            text += lines + u";\n\n"_s;
        }
        const auto& parameters = query->statements.front().parameters;
        for (std::size_t i = 0; i < parameters.size(); ++i)
            text += u"-- ?%1 = %2\n"_s.arg(i + 1).arg(QString::fromStdString(spelledValue(parameters[i])));
        text += u"-- "_s + ReportDialogs::tr(":tenant(…) is the condition of whose rows may be seen.") + u'\n';
        for (const auto* dimensions : {&definition.rows, &definition.columns})
            for (const auto& dimension : *dimensions)
                if (dimension.top)
                    text += u"-- "_s +
                            ReportDialogs::tr("The values of %1 are asked for first.")
                                .arg(dimensionText(definition, dimension)) +
                            u'\n';
        return text;
    };
    const auto show = [=] {
        shown->setPlainText(textOf(engines->current() == 0 ? sql::Dialect::postgres : sql::Dialect::sqlite));
    };
    QObject::connect(engines, &ui::SegmentedControl::currentChanged, dialog, show);
    show();
    dialog->body()->addWidget(engines, 0, Qt::AlignLeft);
    dialog->body()->addWidget(shown, 1);
    auto* copy = addButton(dialog, ReportDialogs::tr("Copy"), u"copySql"_s);
    QObject::connect(copy, &QAbstractButton::clicked, dialog,
                     [shown] { QGuiApplication::clipboard()->setText(shown->toPlainText()); });
    closeBy(dialog, addButton(dialog, ReportDialogs::tr("Close"), u"closeSql"_s, ui::ButtonVariant::primary));
    dialog->open(shown);
}

void showRows(QWidget* window, models::ReportEngine& engine, ReportBuilder& builder, const models::CellPlace& place) {
    auto* dialog = makeDialog(window, ReportDialogs::tr("Rows behind this cell"), u"rowsDialog"_s, {960, 560});
    auto* said = new ui::Text(ReportDialogs::tr("Loading…"), ui::TextStyle::small, ui::Tone::secondary);
    said->setObjectName(u"rowsSaid"_s);
    said->setWordWrap(true);
    auto* table = new QTableView;
    table->setObjectName(u"rowsTable"_s);
    table->setAccessibleName(ReportDialogs::tr("Rows"));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(28);
    table->horizontalHeader()->setResizeContentsPrecision(50);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    dialog->body()->addWidget(said);
    dialog->body()->addWidget(table, 1);
    closeBy(dialog, addButton(dialog, ReportDialogs::tr("Close"), u"closeRows"_s, ui::ButtonVariant::primary));
    dialog->open(table);
    const auto definition = models::drilled(*builder.result(), place, std::nullopt);
    if (!definition) return said->setText(QString::fromStdString(definition.error().message));
    auto stop = std::make_shared<std::stop_source>();
    QObject::connect(dialog, &ui::OverlayDialog::closed, dialog, [stop] { stop->request_stop(); });
    client::whenReady(
        engine.rows(*definition, builder.resultSource(), shownRows, stop->get_token()), dialog,
        [=, asked = *definition](const Result<models::RowsBehind>& rows) {
            if (!rows) return said->setText(QString::fromStdString(rows.error().message));
            const auto count = qint64(rows->rows.size());
            said->setText(count < rows->total
                              ? ReportDialogs::tr("The first %1 of %2 rows. Export the underlying rows to have all.")
                                    .arg(countText(count), countText(rows->total))
                              : ReportDialogs::tr("All %1 rows").arg(countText(count)));
            table->setModel(new RowsTable(*rows, asked, table));
            table->resizeColumnsToContents();
            for (int column = 0; column < table->model()->columnCount(); ++column)
                table->setColumnWidth(column, std::clamp(table->columnWidth(column), 72, 260));
        });
}

}  // namespace steward::views
