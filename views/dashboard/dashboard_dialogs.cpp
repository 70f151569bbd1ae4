#include "views/dashboard/dashboard_dialogs.h"

#include <QAbstractTableModel>
#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QListWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/common/dialog_parts.h"
#include "views/common/form_dialog.h"
#include "views/common/role_sharing.h"
#include "views/common/words.h"
#include "views/dashboard/dashboard_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

struct DashboardDialogs {
    Q_DECLARE_TR_FUNCTIONS(DashboardDialogs)
};

ui::Text* addText(ui::OverlayDialog* dialog, const QString& text) {
    auto* words = new ui::Text(text, ui::TextStyle::body, ui::Tone::secondary);
    words->setWordWrap(true);
    dialog->body()->addWidget(words);
    return words;
}

QListWidget* addList(ui::OverlayDialog* dialog, const QString& name, const QString& accessible) {
    auto* list = new QListWidget;
    list->setObjectName(name);
    list->setAccessibleName(accessible);
    list->setFrameShape(QFrame::NoFrame);
    dialog->body()->addWidget(list, 1);
    return list;
}

QString rangeName(int minutes) {
    if (minutes % 1440 == 0) return DashboardDialogs::tr("%n day(s)", nullptr, minutes / 1440);
    if (minutes % 60 == 0) return DashboardDialogs::tr("%n hour(s)", nullptr, minutes / 60);
    return DashboardDialogs::tr("%n minute(s)", nullptr, minutes);
}

// The values of a panel without a copy of them.
class ValuesModel : public QAbstractTableModel {
public:
    ValuesModel(models::PanelTable table, QObject* parent) : QAbstractTableModel(parent), table_(std::move(table)) {}
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : int(table_.times.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : int(table_.columns.size()) + 1;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
        return section == 0 ? DashboardDialogs::tr("Time (UTC)") : table_.columns[section - 1];
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::TextAlignmentRole)
            return int((index.column() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        if (role != Qt::DisplayRole) return {};
        // The latest first.
        const auto row = table_.times.size() - 1 - std::size_t(index.row());
        if (index.column() == 0)
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(table_.times[row], Qt::UTC),
                                      u"d MMM yyyy HH:mm:ss"_s);
        const double value = table_.rows[row][std::size_t(index.column() - 1)];
        return std::isnan(value) ? u"–"_s : QLocale().toString(value, 'g', 6);
    }

private:
    models::PanelTable table_;
};

}  // namespace

void askName(QWidget* window, const QString& title, const QString& submit, const QString& name,
             std::function<void(QString)> then) {
    auto* field = new ui::LineField;
    field->setLarge(true);
    field->setText(name);
    field->setMaxLength(int(domain::dashboard::longestTitle));
    auto* dialog = new FormDialog(window, title, submit);
    dialog->addField(u"/title"_s, DashboardDialogs::tr("Name"), field);
    QObject::connect(dialog, &FormDialog::submitted, dialog, [dialog, field, then = std::move(then)] {
        const QString text = field->text().trimmed();
        if (text.isEmpty()) {
            Error error;
            error.fields.push_back({"/title", DashboardDialogs::tr("A dashboard needs a name").toStdString()});
            return dialog->showError(error);
        }
        dialog->close(1);
        then(text);
    });
    dialog->open(field);
    field->selectAll();
}

void askSettings(QWidget* window, const domain::DashboardContent& content,
                 std::function<void(domain::DashboardContent)> then) {
    auto* title = new ui::LineField;
    title->setLarge(true);
    title->setText(QString::fromStdString(content.title));
    title->setMaxLength(int(domain::dashboard::longestTitle));
    auto* description = new ui::LineField;
    description->setLarge(true);
    description->setText(QString::fromStdString(content.description));
    description->setMaxLength(int(domain::dashboard::longestDescription));
    auto* range = new ui::Select;
    range->setLarge(true);
    for (const int minutes : {15, 60, 360, 1440, 10'080})
        range->addItem(rangeName(minutes), minutes);
    if (range->findData(int(content.rangeMinutes)) < 0)
        range->addItem(rangeName(int(content.rangeMinutes)), int(content.rangeMinutes));
    range->setCurrentIndex(range->findData(int(content.rangeMinutes)));
    auto* refresh = new ui::Select;
    refresh->setLarge(true);
    refresh->addItem(DashboardDialogs::tr("Only when asked"), 0);
    for (const int seconds : {5, 10, 30, 60, 300})
        refresh->addItem(seconds < 60 ? DashboardDialogs::tr("Every %n second(s)", nullptr, seconds)
                                      : DashboardDialogs::tr("Every %n minute(s)", nullptr, seconds / 60),
                         seconds);
    if (refresh->findData(int(content.refreshSeconds)) < 0)
        refresh->addItem(DashboardDialogs::tr("Every %n second(s)", nullptr, int(content.refreshSeconds)),
                         int(content.refreshSeconds));
    refresh->setCurrentIndex(refresh->findData(int(content.refreshSeconds)));
    const auto has = [&](domain::VariableKind kind) {
        return std::ranges::any_of(content.variables, [&](const auto& one) { return one.kind == kind; });
    };
    auto* tenant = new QCheckBox(DashboardDialogs::tr("A tenant is chosen above the panels"));
    tenant->setChecked(has(domain::VariableKind::tenant));
    auto* region = new QCheckBox(DashboardDialogs::tr("A region is chosen above the panels"));
    region->setChecked(has(domain::VariableKind::region));
    auto* dialog =
        new FormDialog(window, DashboardDialogs::tr("Settings of the dashboard"), DashboardDialogs::tr("Take over"));
    dialog->addField(u"/title"_s, DashboardDialogs::tr("Name"), title);
    dialog->addField(u"/description"_s, DashboardDialogs::tr("Description"), description);
    dialog->addField(u"/rangeMinutes"_s, DashboardDialogs::tr("Shown at first"), range);
    dialog->addField(u"/refreshSeconds"_s, DashboardDialogs::tr("Read again"), refresh,
                     DashboardDialogs::tr("What the platform sends live needs none."));
    dialog->addField(u"/tenant"_s, DashboardDialogs::tr("Variables"), tenant);
    dialog->addField(u"/region"_s, QString(), region);
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, then = std::move(then)] {
        domain::DashboardContent changed = content;
        changed.title = title->text().trimmed().toStdString();
        changed.description = description->text().trimmed().toStdString();
        changed.rangeMinutes = range->currentData().toInt();
        changed.refreshSeconds = refresh->currentData().toInt();
        const auto put = [&](domain::VariableKind kind, bool wanted) {
            const auto known = std::ranges::find(changed.variables, kind, &domain::DashboardVariable::kind);
            if (known == changed.variables.end() && wanted) changed.variables.push_back({kind, {}});
            if (known != changed.variables.end() && !wanted) changed.variables.erase(known);
        };
        put(domain::VariableKind::tenant, tenant->isChecked());
        put(domain::VariableKind::region, region->isChecked());
        if (auto errors = domain::check(changed); !errors.empty())
            return dialog->showError({ErrorCode::invalid, {}, {}, {}, std::move(errors)});
        dialog->close(1);
        then(changed);
    });
    dialog->open(title);
}

void askSharing(QWidget* window, const contract::Dashboard& dashboard, bool ofPlatform,
                std::function<void(std::vector<domain::Role>, std::vector<domain::Role>)> then) {
    auto* dialog = makeDialog(window, DashboardDialogs::tr("Share"), u"shareDialog"_s, {460, 0});
    addText(dialog,
            DashboardDialogs::tr("Who has one of these roles sees or edits “%1”. Its owner, %2, always does.")
                .arg(QString::fromStdString(dashboard.content.title), QString::fromStdString(dashboard.ownerName)));
    const auto has = [](const std::vector<domain::Role>& roles) {
        return [&roles](domain::Role role) { return std::ranges::find(roles, role) != roles.end(); };
    };
    auto* roles = new RoleSharing(ofPlatform, has(dashboard.viewers), has(dashboard.editors));
    dialog->body()->addWidget(roles);
    auto* cancel = addButton(dialog, DashboardDialogs::tr("Cancel"), u"cancelShare"_s);
    auto* share = addButton(dialog, DashboardDialogs::tr("Share"), u"applyShare"_s, ui::ButtonVariant::primary);
    closeBy(dialog, cancel);
    closeWith(dialog, share, [roles, then = std::move(then)] {
        auto viewers = roles->viewers(), editors = roles->editors();
        std::erase_if(viewers, [&](domain::Role role) { return std::ranges::find(editors, role) != editors.end(); });
        then(std::move(viewers), std::move(editors));
    });
    dialog->open(roles->first() ? roles->first() : cancel);
}

void showVersions(QWidget* window, const contract::DashboardHistory& history, qint64 current, bool mayRevert,
                  std::function<void(qint64)> revert) {
    auto* dialog = makeDialog(window, DashboardDialogs::tr("Versions"), u"versionsDialog"_s, {640, 480});
    auto* list = addList(dialog, u"versionsList"_s, DashboardDialogs::tr("Versions of the dashboard"));
    for (const auto& one : history.items) {
        //: %1 a number, %2 a date and time, %3 a person
        QString line = DashboardDialogs::tr("Version %1, %2, %3")
                           .arg(one.version)
                           .arg(momentText(toDateTime(one.savedAt)), QString::fromStdString(one.savedBy));
        line += u" · "_s + DashboardDialogs::tr("%n panel(s)", nullptr, int(one.panels));
        if (one.revertedTo) line += u" · "_s + DashboardDialogs::tr("as version %1 was").arg(*one.revertedTo);
        if (!one.note.empty()) line += u" · "_s + QString::fromStdString(one.note);
        auto* item = new QListWidgetItem(line, list);
        item->setToolTip(ui::plainToolTip(line));
        item->setData(Qt::UserRole, qlonglong(one.version));
    }
    auto* close = addButton(dialog, DashboardDialogs::tr("Close"), u"closeVersions"_s);
    auto* back =
        addButton(dialog, DashboardDialogs::tr("Go back to it"), u"revertVersion"_s, ui::ButtonVariant::primary);
    back->setEnabled(false);
    back->setToolTip(mayRevert ? QString()
                               : DashboardDialogs::tr("Save your changes first, and only who may edit it goes back"));
    QObject::connect(list, &QListWidget::currentItemChanged, back, [=](QListWidgetItem* item) {
        back->setEnabled(mayRevert && item && item->data(Qt::UserRole).toLongLong() != current);
    });
    closeBy(dialog, close);
    closeWith(dialog, back, [list, revert = std::move(revert)] {
        if (const auto* item = list->currentItem()) revert(item->data(Qt::UserRole).toLongLong());
    });
    dialog->open(list);
    list->setCurrentRow(0);
}

void askRange(QWidget* window, const ui::TimeRange& shown, std::function<void(ui::TimeRange)> then) {
    const auto field = [](qint64 time) {
        auto* edit = new QDateTimeEdit(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC));
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(u"d MMM yyyy HH:mm:ss"_s);
        edit->setCalendarPopup(true);
        edit->setMaximumDateTime(QDateTime::currentDateTimeUtc().addSecs(60));
        return edit;
    };
    auto* from = field(shown.from);
    auto* to = field(shown.to);
    auto* dialog = new FormDialog(window, DashboardDialogs::tr("Range of time"), DashboardDialogs::tr("Show"));
    dialog->addField(u"/from"_s, DashboardDialogs::tr("From (UTC)"), from);
    dialog->addField(u"/to"_s, DashboardDialogs::tr("To (UTC)"), to);
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, then = std::move(then)] {
        const ui::TimeRange range{from->dateTime().toMSecsSinceEpoch(), to->dateTime().toMSecsSinceEpoch()};
        if (range.length() < 5000 || range.length() > domain::dashboard::longestRangeMinutes * 60'000) {
            Error error;
            error.fields.push_back(
                {"/to", DashboardDialogs::tr("must be 5 seconds to 90 days after the start").toStdString()});
            return dialog->showError(error);
        }
        dialog->close(1);
        then(range);
    });
    dialog->open(from);
}

void showImport(QWidget* window, const models::GrafanaImport& imported, std::function<void()> open) {
    auto* dialog = makeDialog(window, DashboardDialogs::tr("Dashboard of Grafana"), u"importDialog"_s, {680, 480});
    const int panels = int(imported.content.panels.size()), left = int(imported.leftOut.size());
    auto* words = addText(dialog, DashboardDialogs::tr("“%1” with %n panel(s).", nullptr, panels)
                                          .arg(QString::fromStdString(imported.content.title)) +
                                      u' ' +
                                      (left == 0 ? DashboardDialogs::tr("Nothing was left out.")
                                                 : DashboardDialogs::tr("%n thing(s) were left out:", nullptr, left)));
    words->setObjectName(u"importSummary"_s);
    auto* list = addList(dialog, u"importLeftOut"_s, DashboardDialogs::tr("What was left out"));
    for (const auto& one : imported.leftOut) {
        auto* item = new QListWidgetItem(text(one), list);
        item->setToolTip(ui::plainToolTip(item->text()));
    }
    auto* cancel = addButton(dialog, DashboardDialogs::tr("Cancel"), u"cancelImport"_s);
    auto* yes = addButton(dialog, DashboardDialogs::tr("Open it"), u"openImport"_s, ui::ButtonVariant::primary);
    yes->setEnabled(panels > 0);
    closeBy(dialog, cancel);
    closeWith(dialog, yes, std::move(open));
    dialog->open(yes);
}

void askConflict(QWidget* window, const contract::Dashboard& theirs, bool mayOverwrite,
                 std::function<void(ConflictAnswer)> then) {
    auto* dialog =
        makeDialog(window, DashboardDialogs::tr("Somebody else saved this dashboard"), u"conflictDialog"_s, {560, 0});
    addText(dialog, DashboardDialogs::tr("%1 saved version %2 since you opened it, %3. Nothing of yours was saved yet.")
                        .arg(QString::fromStdString(theirs.savedBy))
                        .arg(theirs.version)
                        .arg(momentText(toDateTime(theirs.savedAt))))
        ->setObjectName(u"conflictText"_s);
    auto* take = addButton(dialog, DashboardDialogs::tr("Take theirs"), u"conflictTheirs"_s);
    auto* asNew = addButton(dialog, DashboardDialogs::tr("Save mine as another"), u"conflictNew"_s);
    auto* over = addButton(dialog, DashboardDialogs::tr("Save mine over it"), u"conflictOver"_s,
                           ui::ButtonVariant::dangerOutline);
    over->setEnabled(mayOverwrite);
    over->setToolTip(DashboardDialogs::tr("Theirs stays in the history"));
    closeWith(dialog, take, [then] { then(ConflictAnswer::takeTheirs); });
    closeWith(dialog, asNew, [then] { then(ConflictAnswer::saveAsNew); });
    closeWith(dialog, over, [then] { then(ConflictAnswer::overwrite); });
    dialog->open(asNew);
}

void askWall(QWidget* window, const models::DashboardCatalog& catalog, const QString& current,
             std::function<void(QStringList, int)> then) {
    auto* dialog = makeDialog(window, DashboardDialogs::tr("On the wall"), u"wallDialog"_s, {520, 460});
    addText(dialog,
            DashboardDialogs::tr(
                "The chosen dashboards fill the screen in turn. Space holds the turning, arrows go on and back, "
                "Esc ends it."));
    auto* list = addList(dialog, u"wallList"_s, DashboardDialogs::tr("Dashboards on the wall"));
    for (const auto& entry : catalog.all()) {
        auto* item = new QListWidgetItem(templateText(entry.title.toStdString()), list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(entry.id == current ? Qt::Checked : Qt::Unchecked);
        item->setData(Qt::UserRole, entry.id);
    }
    auto* every = new ui::Select;
    every->setLarge(true);
    every->setObjectName(u"wallSeconds"_s);
    every->setAccessibleName(DashboardDialogs::tr("Time for each"));
    for (const int seconds : {10, 30, 60, 300})
        every->addItem(seconds < 60 ? DashboardDialogs::tr("%n second(s) each", nullptr, seconds)
                                    : DashboardDialogs::tr("%n minute(s) each", nullptr, seconds / 60),
                       seconds);
    every->setCurrentIndex(1);
    dialog->body()->addWidget(new ui::FormField(DashboardDialogs::tr("Time for each"), every));
    auto* cancel = addButton(dialog, DashboardDialogs::tr("Cancel"), u"cancelWall"_s);
    auto* start = addButton(dialog, DashboardDialogs::tr("Start"), u"startWall"_s, ui::ButtonVariant::primary);
    closeBy(dialog, cancel);
    closeWith(dialog, start, [list, every, then = std::move(then)] {
        QStringList ids;
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->checkState() == Qt::Checked) ids << list->item(row)->data(Qt::UserRole).toString();
        if (!ids.isEmpty()) then(ids, every->currentData().toInt());
    });
    const auto count = [list, start] {
        bool any = false;
        for (int row = 0; row < list->count(); ++row)
            any = any || list->item(row)->checkState() == Qt::Checked;
        start->setEnabled(any);
    };
    QObject::connect(list, &QListWidget::itemChanged, start, count);
    count();
    dialog->open(list);
    list->setCurrentRow(0);
}

void pickDashboard(QWidget* anchor, const models::DashboardCatalog& catalog, const QString& current,
                   std::function<void(QString)> then) {
    auto* popup = new ui::Popup(anchor);
    popup->setObjectName(u"dashboardPopup"_s);
    auto* field = new ui::SearchField(DashboardDialogs::tr("Find a dashboard"));
    field->setObjectName(u"dashboardSearch"_s);
    field->setAccessibleName(DashboardDialogs::tr("Find a dashboard"));
    auto* list = new QListWidget;
    list->setObjectName(u"dashboardList"_s);
    list->setAccessibleName(DashboardDialogs::tr("Dashboards"));
    list->setFixedSize(360, 300);
    list->setFrameShape(QFrame::NoFrame);
    popup->content()->addWidget(field);
    popup->content()->addWidget(list);
    const auto fill = [list, &catalog, current](const QString& wanted) {
        list->clear();
        for (const auto& entry : catalog.all()) {
            const QString title = templateText(entry.title.toStdString());
            if (!title.contains(wanted, Qt::CaseInsensitive)) continue;
            const QString origin = entry.origin == models::DashboardOrigin::builtIn  ? DashboardDialogs::tr("built in")
                                   : entry.origin == models::DashboardOrigin::shared ? entry.ownerName
                                   : entry.isShared                                  ? DashboardDialogs::tr("shared")
                                                                                     : DashboardDialogs::tr("private");
            auto* item = new QListWidgetItem(title + u" · "_s + origin, list);
            item->setData(Qt::UserRole, entry.id);
            item->setToolTip(ui::plainToolTip(templateText(entry.description.toStdString())));
            if (entry.id == current) list->setCurrentItem(item);
        }
        if (list->currentRow() < 0) list->setCurrentRow(0);
    };
    const auto choose = [popup, list, then = std::move(then)] {
        const auto* item = list->currentItem();
        if (!item) return;
        const QString id = item->data(Qt::UserRole).toString();
        popup->close();
        then(id);
    };
    QObject::connect(field, &QLineEdit::textChanged, list, fill);
    QObject::connect(field, &QLineEdit::returnPressed, list, choose);
    QObject::connect(list, &QListWidget::itemActivated, list, choose);
    QObject::connect(list, &QListWidget::itemClicked, list, choose);
    QObject::connect(&catalog, &models::DashboardCatalog::changed, list, [field, fill] { fill(field->text()); });
    QObject::connect(popup, &ui::Popup::closed, popup, &QObject::deleteLater);
    fill({});
    popup->open();
    field->setFocus(Qt::PopupFocusReason);
}

void showValues(QWidget* window, const QString& title, const models::PanelTable& table) {
    auto* dialog = makeDialog(window, title, u"valuesDialog"_s, {760, 560});
    const int rows = int(table.times.size());
    addText(dialog, table.complete ? DashboardDialogs::tr("Complete: %n row(s), the latest first.", nullptr, rows)
                                   : DashboardDialogs::tr("The latest %n row(s); there are more.", nullptr, rows));
    auto* view = new QTableView;
    view->setObjectName(u"valuesTable"_s);
    view->setAccessibleName(DashboardDialogs::tr("Values of %1").arg(title));
    view->setModel(new ValuesModel(table, view));
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(28);
    view->horizontalHeader()->setDefaultSectionSize(130);
    view->setColumnWidth(0, 190);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    dialog->body()->addWidget(view, 1);
    closeBy(dialog, addButton(dialog, DashboardDialogs::tr("Close"), u"closeValues"_s));
    dialog->open(view);
    if (rows > 0) view->setCurrentIndex(view->model()->index(0, 0));
}

}  // namespace steward::views
