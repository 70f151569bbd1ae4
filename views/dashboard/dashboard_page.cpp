#include "views/dashboard/dashboard_page.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "base/json.h"
#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "models/dashboards/dashboard_templates.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/page_header.h"
#include "views/common/tenant_picker.h"
#include "views/common/words.h"
#include "views/dashboard/dashboard_dialogs.h"
#include "views/dashboard/dashboard_view.h"
#include "views/dashboard/dashboard_window.h"
#include "views/dashboard/dashboard_words.h"
#include "views/dashboard/panel_editor.h"
#include "views/dashboard/theme_charts.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

namespace {

constexpr int spans[] = {5, 15, 60, 360, 1440, 10'080};  // minutes
constexpr qint64 largestFile = 8 * 1024 * 1024;

// The triangle of audit events in the charts, for the legend in the header.
class DeedMark : public QWidget {
public:
    DeedMark() { setFixedSize(10, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(chartColors().audit);
        painter.drawPolygon(QPolygonF{{1, 5}, {9, 5}, {5, 12}});
    }
};

bool has(const domain::DashboardContent& content, domain::VariableKind kind) {
    return std::ranges::any_of(content.variables, [kind](const auto& one) { return one.kind == kind; });
}

QString documents() {
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

QString fileName(QString title) {
    for (QChar& c : title)
        if (u"/\\:*?\"<>|"_s.contains(c) || c < u' ') c = u'-';
    return title.left(80).trimmed();
}

}  // namespace

DashboardPage::DashboardPage(PageContext& context)
    : Page(context),
      catalog_(models::dashboardsFrom(context.client, context.store), context.session),
      editor_(models::dashboardsFrom(context.client, context.store), context.session),
      view_(new DashboardView(context)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeEditBar());
    column->addWidget(view_, 1);
    makeCommands();
    watch();
    open(models::dashboardTemplates().front().id);
}

QWidget* DashboardPage::makeHeader() {
    header_ = new PageHeader({});
    picker_ = ui::iconButton(u"chevron-down"_s, tr("Choose a dashboard"));
    picker_->setObjectName(u"dashboardPicker"_s);
    picker_->setButtonSize(ui::ButtonSize::small);
    header_->leading()->addWidget(picker_);
    header_->leading()->addWidget(makeVariables());
    header_->actions()->addWidget(new DeedMark);
    header_->actions()->addWidget(new ui::Text(tr("Audit event"), ui::TextStyle::small, ui::Tone::secondary));
    back_ = ui::iconButton(u"arrow-counterclockwise"_s, tr("Back to the range before"));
    back_->setObjectName(u"dashboardBack"_s);
    back_->hide();
    range_ = new ui::SegmentedControl;
    range_->setObjectName(u"dashboardRange"_s);
    range_->setAccessibleName(tr("Range of time"));
    for (const QString& name : {tr("5 min"), tr("15 min"), tr("1 h"), tr("6 h"), tr("24 h"), tr("7 d")})
        range_->addSegment(name);
    auto* custom = ui::iconButton(u"calendar3"_s, tr("Another range of time"));
    custom->setObjectName(u"dashboardCustomRange"_s);
    live_ = new ui::Switch(tr("Live"));
    live_->setObjectName(u"dashboardLive"_s);
    live_->setLive(true);
    live_->setChecked(true);
    auto* again = ui::iconButton(u"arrow-repeat"_s, tr("Read everything again"));
    again->setObjectName(u"dashboardRefresh"_s);
    edit_ = new ui::Button(tr("Edit"));
    edit_->setObjectName(u"dashboardEdit"_s);
    edit_->setIconName(u"pencil"_s);
    menu_ = ui::iconButton(u"three-dots"_s, tr("More about this dashboard"));
    menu_->setObjectName(u"dashboardMenu"_s);
    for (QWidget* widget : std::initializer_list<QWidget*>{back_, range_, custom, live_, again, edit_, menu_})
        header_->actions()->addWidget(widget);
    connect(picker_, &QAbstractButton::clicked, this, [this] {
        catalog_.load();
        pickDashboard(picker_, catalog_, editor_.id(), [this](const QString& id) { leave([this, id] { open(id); }); });
    });
    connect(range_, &ui::SegmentedControl::currentChanged, this, &DashboardPage::setRange);
    connect(custom, &QAbstractButton::clicked, this, [this] {
        askRange(this->context().shell.window(), view_->time().range,
                 [this](const ui::TimeRange& range) { view_->showRange(range); });
    });
    connect(back_, &QAbstractButton::clicked, view_, &DashboardView::goBack);
    connect(live_, &QAbstractButton::toggled, this, [this](bool on) {
        if (!asking_) view_->setLive(on);
    });
    connect(again, &QAbstractButton::clicked, this, &DashboardPage::refresh);
    connect(edit_, &QAbstractButton::clicked, this, [this] {
        if (!editing_) return setEditing(true);
        leave([this] { setEditing(false); });
    });
    connect(menu_, &QAbstractButton::clicked, this, &DashboardPage::openMenu);
    return header_;
}

QWidget* DashboardPage::makeVariables() {
    variables_ = new QWidget;
    auto* row = new QHBoxLayout(variables_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    tenant_ = new TenantPicker(models::fetchFrom(context().client, contract::listTenants));
    allTenants_ = ui::iconButton(u"x"_s, tr("All tenants"));
    allTenants_->setObjectName(u"dashboardAllTenants"_s);
    allTenants_->setButtonSize(ui::ButtonSize::small);
    region_ = new ui::Select;
    region_->setObjectName(u"dashboardRegion"_s);
    region_->setAccessibleName(tr("Region"));
    region_->addItem(tr("All regions"), QString());
    row->addWidget(tenant_);
    row->addWidget(allTenants_);
    row->addWidget(region_);
    connect(tenant_, &TenantPicker::picked, this, [this](const domain::Tenant& tenant) {
        choice_.tenantId = QString::fromStdString(tenant.id);
        choice_.tenantName = QString::fromStdString(tenant.name);
        showVariables();
        Q_EMIT placeChanged();
    });
    connect(allTenants_, &QAbstractButton::clicked, this, [this] {
        choice_.tenantId.clear();
        choice_.tenantName.clear();
        showVariables();
        Q_EMIT placeChanged();
    });
    connect(region_, &QComboBox::activated, this, [this] {
        choice_.region = region_->currentData().toString();
        view_->setChoice(choice_);
    });
    return variables_;
}

QWidget* DashboardPage::makeEditBar() {
    editBar_ = new ui::Surface("surface.panelAlt");
    editBar_->setObjectName(u"dashboardEditBar"_s);
    auto* row = new QHBoxLayout(editBar_);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    editState_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    editState_->setObjectName(u"dashboardEditState"_s);
    auto* add = new ui::Button(tr("Add panel"));
    add->setObjectName(u"dashboardAddPanel"_s);
    add->setIconName(u"plus-lg"_s);
    auto* settings = new ui::Button(tr("Settings…"));
    settings->setObjectName(u"dashboardSettings"_s);
    undo_ = ui::iconButton(u"arrow-counterclockwise"_s, tr("Undo"));
    undo_->setObjectName(u"dashboardUndo"_s);
    redo_ = ui::iconButton(u"arrow-clockwise"_s, tr("Redo"));
    redo_->setObjectName(u"dashboardRedo"_s);
    discard_ = new ui::Button(tr("Discard"));
    discard_->setObjectName(u"dashboardDiscard"_s);
    save_ = new ui::Button(tr("Save"), ui::ButtonVariant::primary);
    save_->setObjectName(u"dashboardSave"_s);
    row->addWidget(add);
    row->addWidget(settings);
    row->addWidget(undo_);
    row->addWidget(redo_);
    row->addWidget(editState_, 1);
    row->addWidget(discard_);
    row->addWidget(save_);
    editBar_->hide();
    connect(add, &QAbstractButton::clicked, this, &DashboardPage::addPanel);
    connect(settings, &QAbstractButton::clicked, this, [this] {
        askSettings(context().shell.window(), editor_.content(),
                    [this](const domain::DashboardContent& content) { editor_.replace(content); });
    });
    connect(undo_, &QAbstractButton::clicked, &editor_, &models::DashboardEditor::undo);
    connect(redo_, &QAbstractButton::clicked, &editor_, &models::DashboardEditor::redo);
    connect(discard_, &QAbstractButton::clicked, this, [this] {
        if (editor_.id().isEmpty()) return leave([this] { open(models::dashboardTemplates().front().id); });
        editor_.discard();
    });
    connect(save_, &QAbstractButton::clicked, this, [this] {
        if (editor_.maySave()) return editor_.save();
        askTitleAndSave();
    });
    return editBar_;
}

void DashboardPage::makeCommands() {
    const auto add = [this](const QString& text, const QString& name, const QString& icon, const QKeySequence& keys,
                            Permission permission, auto act) {
        menuActions_.push_back(addCommand(text, name, icon, keys, permission, act));
        return menuActions_.back();
    };
    add(tr("Choose a dashboard…"), u"dashboard.open"_s, u"folder2-open"_s, QKeySequence::Open, Permission::none,
        [this] { picker_->click(); });
    add(tr("New dashboard"), u"dashboard.new"_s, u"plus-lg"_s, {}, Permission::none, [this] {
        leave([this] {
            domain::DashboardContent content;
            content.title = tr("New dashboard").toStdString();
            editor_.start(content);
            showDashboard();
            setEditing(true);
        });
    });
    add(tr("Edit dashboard"), u"dashboard.edit"_s, u"pencil"_s, QKeySequence(Qt::CTRL | Qt::Key_E), Permission::none,
        [this] { edit_->click(); });
    add(tr("Undo the last step"), u"dashboard.undo"_s, u"arrow-counterclockwise"_s, {}, Permission::none, [this] {
        if (editing_) editor_.undo();
    });
    add(tr("Redo the step"), u"dashboard.redo"_s, u"arrow-clockwise"_s, {}, Permission::none, [this] {
        if (editing_) editor_.redo();
    });
    add(tr("Save dashboard"), u"dashboard.save"_s, u"save"_s, QKeySequence::Save, Permission::metricsRead, [this] {
        if (editing_ && save_->isEnabled()) save_->click();
    });
    add(tr("Save dashboard as…"), u"dashboard.saveAs"_s, u"save"_s, {}, Permission::metricsRead,
        [this] { askTitleAndSave(); });
    add(tr("Share dashboard…"), u"dashboard.share"_s, u"link-45deg"_s, {}, Permission::reportsWrite, [this] {
        if (!editor_.isOwn() || editor_.isDirty())
            return tell(context(),
                        Error{ErrorCode::conflict, tr("Save it as your own first.").toStdString(), {}, {}, {}}, {},
                        tr("The dashboard was not shared"));
        const bool ofPlatform = !context().session.me()->principal.tenantId;
        askSharing(context().shell.window(), *editor_.saved(), ofPlatform,
                   [this](const auto& viewers, const auto& editors) { editor_.share(viewers, editors); });
    });
    add(tr("Versions…"), u"dashboard.versions"_s, u"clock-history"_s, {}, Permission::metricsRead, [this] {
        if (editor_.saved()) return editor_.readHistory();
        tell(context(),
             Error{ErrorCode::notFound, tr("Only saved dashboards have versions.").toStdString(), {}, {}, {}}, {},
             tr("There are no versions"));
    });
    add(tr("Delete dashboard…"), u"dashboard.delete"_s, u"trash"_s, {}, Permission::metricsRead, [this] {
        if (!editor_.saved()) return;
        confirmFirst(context().shell.window(), tr("Delete “%1”?").arg(titleOf({})),
                     tr("It is gone for everybody it is shared with, and so are its versions."), tr("Delete"),
                     [this] { editor_.remove(); });
    });
    add(tr("Open in a window of its own"), u"dashboard.detach"_s, u"window"_s, {}, Permission::none,
        [this] { detach({}); });
    add(tr("Full screen"), u"dashboard.fullScreen"_s, u"fullscreen"_s, {}, Permission::none, [this] { fillScreen(); });
    add(tr("On the wall…"), u"dashboard.wall"_s, u"collection-play"_s, {}, Permission::none, [this] { startWall(); });
    add(tr("Import a dashboard…"), u"dashboard.import"_s, u"upload"_s, {}, Permission::none, [this] {
        const QString path =
            QFileDialog::getOpenFileName(window(), tr("Import a dashboard"), documents(), tr("Dashboards (*.json)"));
        if (!path.isEmpty()) importFile(path);
    });
    add(tr("Export dashboard…"), u"dashboard.export"_s, u"download"_s, {}, Permission::none, [this] {
        const QString path = QFileDialog::getSaveFileName(window(), tr("Export dashboard"),
                                                          documents() + u'/' + fileName(titleOf({})) + u".json"_s,
                                                          tr("Dashboards (*.json)"));
        if (!path.isEmpty()) write(path, QByteArray::fromStdString(json::write(editor_.content())));
    });
}

void DashboardPage::watch() {
    connect(&editor_, &models::DashboardEditor::opened, this, &DashboardPage::showDashboard);
    connect(&editor_, &models::DashboardEditor::failed, this, [this](const Error& error) {
        tell(context(), std::optional(error), {}, tr("The dashboard could not be opened"));
        open(models::dashboardTemplates().front().id);
    });
    connect(&editor_, &models::DashboardEditor::changed, this, &DashboardPage::showContent);
    connect(&editor_, &models::DashboardEditor::stateChanged, this, &DashboardPage::showState);
    connect(&editor_, &models::DashboardEditor::stored, this, [this] {
        context().toasts.show(ui::BadgeKind::ok, tr("Saved as version %1").arg(editor_.saved()->version));
        catalog_.load();
        showState();
        Q_EMIT placeChanged();
    });
    connect(&editor_, &models::DashboardEditor::refused, this, [this](const Error& error) {
        tell(context(), std::optional(error), {}, tr("The dashboard was not changed"));
    });
    connect(&editor_, &models::DashboardEditor::removed, this, [this] {
        context().toasts.show(ui::BadgeKind::ok, tr("Dashboard deleted"));
        catalog_.load();
        setEditing(false);
        open(models::dashboardTemplates().front().id);
    });
    connect(&editor_, &models::DashboardEditor::conflicted, this, [this](const contract::Dashboard& theirs) {
        askConflict(context().shell.window(), theirs, editor_.maySave(), [this](ConflictAnswer answer) {
            if (answer == ConflictAnswer::takeTheirs) return editor_.takeTheirs();
            if (answer == ConflictAnswer::overwrite) return editor_.overwrite();
            askTitleAndSave();
        });
    });
    connect(&editor_, &models::DashboardEditor::historyRead, this, [this](const contract::DashboardHistory& history) {
        showVersions(context().shell.window(), history, editor_.saved()->version,
                     editor_.maySave() && !editor_.isDirty(), [this](qint64 version) { editor_.revert(version); });
    });
    connect(view_, &DashboardView::statusChanged, this, &DashboardPage::showStatus);
    connect(view_, &DashboardView::timeChanged, this, [this] {
        asking_ = true;
        live_->setChecked(view_->isLive());
        asking_ = false;
        back_->setVisible(view_->canGoBack());
        showStatus();
    });
    connect(view_, &DashboardView::tenantOpened, this,
            [this](const QString& id) { context().shell.goTo(u"tenants"_s, {{u"id"_s, id}}); });
    connect(view_, &DashboardView::panelMenuAsked, this, &DashboardPage::openPanelMenu);
    auto* canvas = view_->canvas();
    connect(canvas, &DashboardCanvas::placesChanged, &editor_, &models::DashboardEditor::setPlaces);
    connect(canvas, &DashboardCanvas::stepAsked, &editor_, &models::DashboardEditor::step);
    connect(canvas, &DashboardCanvas::resizeAsked, &editor_, &models::DashboardEditor::resize);
    connect(canvas, &DashboardCanvas::editAsked, this, &DashboardPage::editPanel);
    connect(canvas, &DashboardCanvas::removeAsked, this, [this, canvas](const QString& id) {
        const std::size_t index = editor_.indexOf(id);
        editor_.removePanel(id);
        const auto& left = editor_.content().panels;
        if (!left.empty()) canvas->choose(QString::fromStdString(left[std::min(index, left.size() - 1)].id));
    });
    connect(canvas, &DashboardCanvas::duplicateAsked, this, [this, canvas](const QString& id) {
        const QString copy = editor_.duplicate(id);
        if (!copy.isEmpty()) canvas->choose(copy);
    });
}

void DashboardPage::visit(const QVariantMap& target) {
    catalog_.load();
    const QString id = target.value(u"id"_s).toString(), tenant = target.value(u"tenant"_s).toString();
    if (!tenant.isEmpty()) {
        choice_.tenantId = tenant;
        choice_.tenantName = target.value(u"tenantName"_s, tenant).toString();
    }
    const QString wanted = !id.isEmpty() ? id : tenant.isEmpty() ? QString() : u"one-tenant"_s;
    if (!wanted.isEmpty() && wanted != editor_.id()) return leave([this, wanted] { open(wanted); });
    showVariables();
    view_->reloadRest();
}

QVariantMap DashboardPage::place() const {
    QVariantMap place;
    if (!editor_.id().isEmpty() && editor_.id() != models::dashboardTemplates().front().id)
        place.insert(u"id"_s, editor_.id());
    if (!choice_.tenantId.isEmpty()) {
        place.insert(u"tenant"_s, choice_.tenantId);
        place.insert(u"tenantName"_s, choice_.tenantName);
    }
    return place;
}

void DashboardPage::open(const QString& id) {
    editor_.open(id);
}

void DashboardPage::leave(std::function<void()> then) {
    if (!holdsUnsaved()) return then();
    confirmFirst(context().shell.window(), tr("Leave without saving?"),
                 tr("The changes to “%1” were not saved.").arg(titleOf({})), tr("Leave"),
                 [this, then = std::move(then)] {
                     if (!editor_.id().isEmpty()) editor_.discard();
                     setEditing(false);
                     then();
                 });
}

void DashboardPage::showDashboard() {
    if (editor_.isBuiltIn()) editor_.reword(inWords(editor_.content()));
    const auto& content = editor_.content();
    setEditing(false);
    for (const auto& variable : content.variables) {
        const QString value = QString::fromStdString(variable.value);
        if (variable.kind == domain::VariableKind::tenant && choice_.tenantId.isEmpty()) choice_.tenantId = value;
        if (variable.kind == domain::VariableKind::region && choice_.region.isEmpty()) choice_.region = value;
    }
    showVariables();
    view_->setRefresh(int(content.refreshSeconds));
    int index = -1;
    for (int i = 0; i < int(std::size(spans)); ++i)
        if (spans[i] <= content.rangeMinutes) index = i;
    asking_ = true;
    range_->setCurrent(std::max(index, 0));
    asking_ = false;
    view_->setSpan(content.rangeMinutes * 60'000);
    if (isVisible()) view_->reloadRest();
    showStatus();
    Q_EMIT placeChanged();
}

void DashboardPage::showContent() {
    const auto& content = editor_.content();
    header_->setTitle(QString::fromStdString(content.title));
    header_->setToolTip(ui::plainToolTip(QString::fromStdString(content.description)));
    showVariables();
    view_->show(content);
}

void DashboardPage::showVariables() {
    const auto& content = editor_.content();
    const bool isStaff = !context().session.me() || !context().session.me()->principal.tenantId;
    const bool ofTenant = has(content, domain::VariableKind::tenant) && isStaff;
    const bool ofRegion = has(content, domain::VariableKind::region);
    variables_->setVisible(ofTenant || ofRegion);
    tenant_->setVisible(ofTenant);
    allTenants_->setVisible(ofTenant && !choice_.tenantId.isEmpty());
    region_->setVisible(ofRegion);
    if (ofTenant) {
        domain::Tenant tenant;
        tenant.id = choice_.tenantId.toStdString();
        tenant.name = choice_.tenantName.toStdString();
        tenant_->setTenant(tenant);
    }
    if (ofRegion && region_->count() == 1) {
        region_->addItem(u"…"_s, QString());
        client::whenReady(
            context().client.call(contract::countGroups, {contract::ListName::tenants, "region", std::nullopt, 200}),
            this, [this](const Result<contract::Groups>& groups) {
                region_->removeItem(1);
                if (!groups) return;
                for (const auto& group : groups->items)
                    region_->addItem(QString::fromStdString(group.value), QString::fromStdString(group.value));
                region_->setCurrentIndex(std::max(0, region_->findData(choice_.region)));
            });
    }
    view_->setChoice(choice_);
}

void DashboardPage::showState() {
    const bool dirty = editor_.isDirty();
    undo_->setEnabled(editor_.canUndo());
    redo_->setEnabled(editor_.canRedo());
    discard_->setEnabled(dirty && !editor_.isBusy());
    save_->setBusy(editor_.isBusy(), tr("Saving…"));
    const QString why = whyNot(context().session, Permission::metricsRead);
    save_->setEnabled((dirty || editor_.isBuiltIn()) && why.isEmpty());
    save_->setToolTip(why);
    save_->setText(editor_.maySave() ? tr("Save") : tr("Save as…"));
    editState_->setText(dirty                 ? tr("Not saved yet")
                        : editor_.isBuiltIn() ? tr("Built in: saved as your own")
                                              : tr("Nothing changed"));
}

void DashboardPage::setRange(int index) {
    if (!asking_) view_->setSpan(spans[std::size_t(std::clamp(index, 0, int(std::size(spans)) - 1))] * 60'000LL);
}

QWidget* DashboardPage::mainWidget() {
    return range_->segment(range_->current());
}

void DashboardPage::refresh() {
    view_->reload();
    view_->reloadRest();
}

void DashboardPage::setEditing(bool editing) {
    editing_ = editing;
    editBar_->setVisible(editing);
    edit_->setText(editing ? tr("Done") : tr("Edit"));
    view_->canvas()->setEditing(editing);
    showState();
    if (editing && !editor_.content().panels.empty())
        view_->canvas()->choose(QString::fromStdString(editor_.content().panels.front().id));
}

QString DashboardPage::titleOf(const QString& panel) const {
    const std::size_t index = editor_.indexOf(panel);
    const auto& content = editor_.content();
    return QString::fromStdString(index < content.panels.size() ? content.panels[index].title : content.title);
}

// These keys belong to fields and tables, so that they are no command's.
void DashboardPage::keyPressEvent(QKeyEvent* event) {
    if (editing_ && event->matches(QKeySequence::Undo)) return editor_.undo();
    if (editing_ && event->matches(QKeySequence::Redo)) return editor_.redo();
    Page::keyPressEvent(event);
}

void DashboardPage::openMenu() {
    auto* menu = new QMenu(this);
    menu->setObjectName(u"dashboardActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : menuActions_)
        menu->addAction(action);
    menu->popup(menu_->mapToGlobal(QPoint(menu_->width() - menu->sizeHint().width(), menu_->height() + 4)));
}

void DashboardPage::openPanelMenu(const QString& id, const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setObjectName(u"panelActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, const QString& name, const QString& icon, auto act) {
        QAction* action = menu->addAction(ui::icon(icon), text, this, act);
        action->setObjectName(name);
        return action;
    };
    const std::size_t index = editor_.indexOf(id);
    const bool hasValues = index < editor_.content().panels.size() && !editor_.content().panels[index].queries.empty();
    add(tr("Values as a table…"), u"panel.values"_s, u"table"_s, [this, id] {
        showValues(context().shell.window(), titleOf(id), view_->tableOf(id));
    })->setEnabled(hasValues);
    add(tr("Copy image"), u"panel.copyImage"_s, u"image"_s, [this, id] {
        QGuiApplication::clipboard()->setPixmap(view_->pictureOf(id));
        context().toasts.show(ui::BadgeKind::ok, tr("Image copied"));
    });
    add(tr("Copy data"), u"panel.copyData"_s, u"clipboard"_s, [this, id] {
        const auto table = view_->tableOf(id);
        QGuiApplication::clipboard()->setText(QString::fromUtf8(models::textOf(table, '\t')));
        context().toasts.show(ui::BadgeKind::ok, tr("%n row(s) copied", nullptr, int(table.times.size())));
    })->setEnabled(hasValues);
    add(tr("Save image…"), u"panel.saveImage"_s, u"download"_s, [this, id] { savePicture(id); });
    add(tr("Save data…"), u"panel.saveData"_s, u"download"_s, [this, id] { saveValues(id); })->setEnabled(hasValues);
    add(tr("Open in a window of its own"), u"panel.detach"_s, u"window"_s, [this, id] { detach(id); });
    menu->addSeparator();
    const auto change = [this](auto act) {
        return [this, act] {
            if (!editing_) setEditing(true);
            act();
        };
    };
    add(tr("Edit…"), u"panel.edit"_s, u"pencil"_s, change([this, id] { editPanel(id); }));
    add(tr("Duplicate"), u"panel.duplicate"_s, u"files"_s,
        change([this, id] { view_->canvas()->choose(editor_.duplicate(id)); }));
    add(tr("Remove"), u"panel.remove"_s, u"trash"_s, change([this, id] { editor_.removePanel(id); }));
    menu->popup(global);
}

void DashboardPage::editPanel(const QString& id) {
    const std::size_t index = editor_.indexOf(id);
    if (index >= editor_.content().panels.size()) return;
    auto* dialog = new PanelEditor(context(), editor_.content().panels[index], choice_, view_->time().range.length());
    connect(dialog, &PanelEditor::accepted, this, [this, id](const domain::DashboardPanel& panel) {
        editor_.replacePanel(id, panel);
        view_->canvas()->choose(id);
    });
}

void DashboardPage::addPanel() {
    domain::DashboardPanel panel;
    panel.title = tr("New panel").toStdString();
    panel.kind = domain::PanelKind::line;
    panel.place = {0, 0, 6, 4};
    auto* dialog = new PanelEditor(context(), panel, choice_, view_->time().range.length());
    connect(dialog, &PanelEditor::accepted, this, [this](const domain::DashboardPanel& made) {
        const QString id = editor_.add(made);
        if (id.isEmpty())
            context().toasts.show(ui::BadgeKind::warn, tr("A dashboard holds at most 40 panels"));
        else
            view_->canvas()->choose(id);
    });
}

void DashboardPage::askTitleAndSave() {
    askName(context().shell.window(), tr("Save dashboard as"), tr("Save"), titleOf({}),
            [this](const QString& title) { editor_.saveAs(title); });
}

void DashboardPage::importFile(const QString& path) {
    QFile file(path);
    const bool isRead = file.open(QIODevice::ReadOnly) && file.size() <= largestFile;
    const std::string text = isRead ? file.readAll().toStdString() : std::string();
    const auto openIt = [this](const domain::DashboardContent& content) {
        leave([this, content] {
            editor_.start(content);
            showDashboard();
            setEditing(true);
        });
    };
    if (auto own = json::read<domain::DashboardContent>(text, json::Unknown::refuse);
        own && domain::check(*own).empty())
        return openIt(*own);
    auto imported = models::readGrafana(text);
    if (!imported) return tell(context(), imported, {}, tr("The file was not taken over"));
    showImport(context().shell.window(), *imported, [openIt, content = imported->content] { openIt(content); });
}

void DashboardPage::startWall() {
    askWall(context().shell.window(), catalog_, editor_.id(), [this](const QStringList& ids, int seconds) {
        auto* wall =
            new WallWindow(context(), models::dashboardsFrom(context().client, context().store), ids, seconds, this);
        wall->showFullScreen();
    });
}

domain::DashboardContent DashboardPage::contentFor(const QString& panel) const {
    domain::DashboardContent content = editor_.content();
    content.rangeMinutes = std::max<std::int64_t>(1, view_->time().range.length() / 60'000);
    if (panel.isEmpty()) return content;
    content.title = titleOf(panel).toStdString();
    std::erase_if(content.panels, [&](const auto& one) { return one.id != panel.toStdString(); });
    for (auto& one : content.panels)
        one.place = {0, 0, domain::grid::columns, 6};
    return content;
}

void DashboardPage::detach(const QString& panel) {
    auto* made = new DashboardWindow(context(), contentFor(panel), choice_, this);
    if (!panel.isEmpty()) made->resize(640, 420);
    made->show();
}

void DashboardPage::fillScreen() {
    auto* made = new DashboardWindow(context(), contentFor({}), choice_, this);
    made->view()->canvas()->setFitting(true);
    made->showFullScreen();
}

void DashboardPage::write(const QString& path, const QByteArray& bytes) {
    client::whenReady(models::writeFile(path, bytes), this, [this, path](const Result<>& written) {
        tell(context(), written, tr("%1 written").arg(QFileInfo(path).fileName()), tr("The file was not written"));
    });
}

void DashboardPage::savePicture(const QString& panel) {
    const QString path = QFileDialog::getSaveFileName(
        window(), tr("Save image"), documents() + u'/' + fileName(titleOf(panel)) + u".png"_s, tr("Images (*.png)"));
    if (!path.isEmpty()) write(path, models::pngOf(view_->pictureOf(panel).toImage()));
}

void DashboardPage::saveValues(const QString& panel) {
    const QString path = QFileDialog::getSaveFileName(
        window(), tr("Save data"), documents() + u'/' + fileName(titleOf(panel)) + u".csv"_s, tr("Tables (*.csv)"));
    if (!path.isEmpty()) write(path, models::textOf(view_->tableOf(panel), ','));
}

void DashboardPage::showStatus() {
    const int panels = view_->panelCount();
    const bool live = view_->source().isLive() && view_->isLive();
    const auto thinning = view_->source().thinning();
    QString text = !view_->isLive()             ? tr("%n panel(s), paused", nullptr, panels)
                   : !live                      ? tr("%n panel(s), waiting for the platform", nullptr, panels)
                   : view_->source().rate() > 1 ? tr("%n panel(s), live, up to ten values a second", nullptr, panels)
                                                : tr("%n panel(s), live, one value a second", nullptr, panels);
    if (view_->source().isKept()) text += tr(". What is shown was kept on this computer");
    if (live && thinning)
        text += tr(". The connection is slow: since %1 only one of %2 values comes, with peaks; the others follow")
                    .arg(clockText(toDateTime(thinning->since)))
                    .arg(countText(thinning->factor));
    setStatusText(text);
    if (const qint64 last = view_->source().lastAt(); last > 0)
        setDataAsOf(QDateTime::fromMSecsSinceEpoch(last, Qt::UTC));
}

PageInfo dashboardPage() {
    return {u"dashboards"_s,
            DashboardPage::tr("Dashboards"),
            u"speedometer2"_s,
            PageGroup::operations,
            domain::Permission::metricsRead,
            QLatin1Char('D'),
            [](PageContext& context) -> Page* { return new DashboardPage(context); }};
}

}  // namespace steward::views
