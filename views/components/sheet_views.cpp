#include <QAbstractTableModel>
#include <QDateTime>
#include <QHeaderView>
#include <QStandardItemModel>

#include "ui/buttons.h"
#include "ui/jobs_list.h"
#include "ui/states.h"
#include "ui/table.h"
#include "ui/toast.h"
#include "views/components/components_page.h"
#include "views/components/sheet.h"

namespace steward::views {
namespace {

using ui::BadgeKind;

struct Row {
    QString name, revenue, state;
    int tint = 0;
    bool stale = false, loading = false;
};

// Seven rows, one for each state that a row can be in.
class RowStates : public QAbstractTableModel {
public:
    explicit RowStates(QObject* parent)
        : QAbstractTableModel(parent),
          rows_{{QStringLiteral("Tarnwick Foods"), QStringLiteral("18,400"), ComponentsPage::tr("Rest"), 0},
                {QStringLiteral("Sablecroft Legal"), QStringLiteral("5,400"), ComponentsPage::tr("Hover"), 8},
                {QStringLiteral("Oxbarrow Freight"), QStringLiteral("12,900"), ComponentsPage::tr("Selected"), 2},
                {QStringLiteral("Quillmark Press"), QStringLiteral("6,120"), ComponentsPage::tr("Focused"), 5},
                {QStringLiteral("Fernhollow Clinics"), QStringLiteral("8,640"), ComponentsPage::tr("Stale 4 min"), 4,
                 true},
                {{}, {}, ComponentsPage::tr("Loading"), 0, false, true},
                {{}, {}, {}, 0, false, true}} {}

    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : int(rows_.size()); }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : 4; }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
        return QStringList{QString(), ComponentsPage::tr("Tenant"), ComponentsPage::tr("MRR, €"),
                           ComponentsPage::tr("State")}
            .value(section);
    }

    QVariant data(const QModelIndex& index, int role) const override {
        const Row& row = rows_[index.row()];
        const int column = index.column();
        switch (role) {
            case Qt::DisplayRole:
                return QStringList{QString(), row.name, row.revenue, row.state}.value(column);
            case ui::RowKeyRole:
                return row.name;
            case ui::LogoRole:
                return QVariant::fromValue(ui::Logo{ui::logoFor(row.name).initials, row.tint});
            case ui::LoadingRole:
                return row.loading && column != 3;
            case ui::StaleSinceRole:
                return row.stale && column != 3 ? QVariant(QDateTime(QDate(2026, 11, 23), QTime(9, 37))) : QVariant();
            case ui::BadgeKindRole:
                return row.stale && column == 3 ? QVariant::fromValue(BadgeKind::warn) : QVariant();
            default:
                return {};
        }
    }

private:
    QList<Row> rows_;
};

// Keeps the place of a toast's card; the toast itself is larger by its shadow and lies over the neighbours.
class Shelf : public QWidget {
public:
    explicit Shelf(ui::Toast* toast) : toast_(toast) {
        setFixedHeight(40);
        toast->setParent(this);
    }

protected:
    void moveEvent(QMoveEvent*) override { place(); }
    void resizeEvent(QResizeEvent*) override { place(); }

private:
    void place() {
        if (toast_->parentWidget() == this) {
            toast_->setParent(parentWidget());
            toast_->show();
        }
        toast_->setGeometry(geometry().marginsAdded(ui::Toast::shadowMargins()));
    }
    ui::Toast* toast_;
};

ui::Card* card(QWidget* content, int radius) {
    auto* made = new ui::Card;
    made->setRadius(radius);
    auto* layout = new QVBoxLayout(made);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return made;
}

void addTable(SheetColumn& column) {
    column.section(ComponentsPage::tr("Table rows"));
    auto* table = named(new ui::TableView, QStringLiteral("rowStates"));
    table->setAccessibleName(ComponentsPage::tr("Table rows"));
    table->setModel(new RowStates(table));
    table->setDensity(ui::Density::compact);
    table->setRowHeight(32);
    table->setHeaderHeight(28);
    table->setFirstPadding(12);
    table->setColumns({{ui::ColumnKind::check, 34},
                       {ui::ColumnKind::logo, 140, true},
                       {ui::ColumnKind::figure, 68},
                       {ui::ColumnKind::secondary, 82}});
    table->horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
    table->selection()->set(QStringLiteral("Oxbarrow Freight"), true);
    table->pinStates(1, 3);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFixedHeight(28 + 7 * 32 - 1);
    column.add(card(table, 6));
}

void addStates(SheetColumn& column) {
    column.section(ComponentsPage::tr("Empty state"));
    auto* empty = new ui::EmptyState(QStringLiteral("inbox"), ComponentsPage::tr("No tenants match"),
                                     ComponentsPage::tr("3 filters hide all 1,284 tenants."));
    empty->setIconSize(24);
    empty->addAction(ComponentsPage::tr("Clear filters"))->setAccessibleName(ComponentsPage::tr("Clear filters"));
    empty->addAction(ComponentsPage::tr("New tenant"), ui::ButtonVariant::ghost)
        ->setAccessibleName(ComponentsPage::tr("New tenant"));
    column.add(card(empty, 10));
    column.section(ComponentsPage::tr("Error state"));
    auto* error = named(new ui::ErrorState, QStringLiteral("errorSample"));
    error->set({ErrorCode::unavailable,
                ComponentsPage::tr("The billing service did not answer in 10 s. Nothing was changed.").toStdString(),
                ComponentsPage::tr("Connecting to the billing service timed out. Check its health under Overview.")
                    .toStdString(),
                "req_8c1f",
                {}},
               ComponentsPage::tr("Could not load invoices"), QStringLiteral("503"));
    column.add(error);
}

void addToasts(SheetColumn& column) {
    column.section(ComponentsPage::tr("Toasts"));
    for (const BadgeKind kind : {BadgeKind::ok, BadgeKind::bad}) {
        const bool ok = kind == BadgeKind::ok;
        auto* toast =
            ok ? new ui::Toast(kind, ComponentsPage::tr("485 roles changed"), ComponentsPage::tr("Undo"))
               : new ui::Toast(kind, ComponentsPage::tr("Branding was not published"), ComponentsPage::tr("Details"));
        column.add(new Shelf(named(toast, ok ? QStringLiteral("toastOk") : QStringLiteral("toastBad"))), 8);
    }
}

void addJobs(SheetColumn& column) {
    column.section(ComponentsPage::tr("Jobs"));
    auto* jobs = named(new ui::JobsList, QStringLiteral("jobs"));
    jobs->setAccessibleName(ComponentsPage::tr("Jobs"));
    auto* model = new QStandardItemModel(jobs);
    auto* running = new QStandardItem(ComponentsPage::tr("Export of 48,210 rows"));
    running->setData(QVariant::fromValue(ui::JobState::running), ui::JobStateRole);
    running->setData(0.62, ui::ProgressRole);
    running->setData(ComponentsPage::tr("62 %, 0:08 left"), ui::SecondaryTextRole);
    running->setData(ComponentsPage::tr("Cancel"), ui::ActionTextRole);
    auto* done = new QStandardItem(ComponentsPage::tr("Role change, 485 users"));
    done->setData(QVariant::fromValue(ui::JobState::done), ui::JobStateRole);
    done->setData(QStringLiteral("09:46"), ui::SecondaryTextRole);
    done->setData(ComponentsPage::tr("Open"), ui::ActionTextRole);
    model->appendRow(running);
    model->appendRow(done);
    jobs->setModel(model);
    jobs->setFixedHeight(jobs->sizeHint().height());
    column.add(card(jobs, 6));
}

}  // namespace

void addViews(SheetColumn& column) {
    addTable(column);
    addStates(column);
    addToasts(column);
    addJobs(column);
}

}  // namespace steward::views
