#include "views/environments/environments_page.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPointer>
#include <QStandardPaths>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/row_selection.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/common/page_header.h"
#include "views/common/words.h"
#include "views/environments/comparison_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

namespace {

QString partText(const std::string& part) {
    if (part == "plans") return EnvironmentsPage::tr("plans");
    if (part == "tenants") return EnvironmentsPage::tr("tenants");
    if (part == "roles") return EnvironmentsPage::tr("roles");
    if (part == "brands") return EnvironmentsPage::tr("brands");
    if (part == "slos") return EnvironmentsPage::tr("objectives");
    if (part == "alertRules") return EnvironmentsPage::tr("alert rules");
    if (part == "alertChannels") return EnvironmentsPage::tr("channels");
    return QString::fromStdString(part);
}

}  // namespace

PageInfo environmentsPage() {
    return {u"environments"_s,
            EnvironmentsPage::tr("Environments"),
            u"diagram-3"_s,
            PageGroup::platform,
            Permission::plansApply,
            u'N',
            [](PageContext& context) { return new EnvironmentsPage(context); }};
}

EnvironmentsPage::EnvironmentsPage(PageContext& context)
    : EnvironmentsPage(context,
                       new models::ComparisonModel(models::fetchFrom(context.client, contract::getConfiguration))) {}

EnvironmentsPage::EnvironmentsPage(PageContext& context, models::ComparisonModel* model)
    : TablePage(context, {new ComparisonTable(model), ComparisonTable::columns(), u"comparisonTable"_s,
                          tr("Environments"), tr("Could not compare")}),
      model_(model),
      promote_(addHeaderButton(tr("Promote…"), u"promote"_s, u"rocket-takeoff"_s, true)) {
    setObjectName(u"page.environments"_s);
    model_->setParent(this);
    auto* take = addHeaderButton(tr("Export configuration…"), u"exportConfiguration"_s, u"download"_s);
    column()->addWidget(header());
    column()->addWidget(makeChoice());
    column()->addWidget(states(), 1);
    table()->horizontalHeader()->setSectionsClickable(false);
    connect(take, &QAbstractButton::clicked, this, &EnvironmentsPage::askWhereTo);
    connect(promote_, &QAbstractButton::clicked, this, &EnvironmentsPage::promote);
    connect(table()->selection(), &ui::RowSelection::changed, this, &EnvironmentsPage::showSelection);
    connect(&context.session, &models::Session::changed, this, &EnvironmentsPage::showSelection);
    addCommand(tr("Compare with a file…"), u"environments.file"_s, u"file-diff"_s, QKeySequence::Open, Permission::none,
               [this] { askForFile(); });
    addCommand(tr("Export configuration…"), u"environments.export"_s, u"download"_s, {}, Permission::tenantsRead,
               [this] { askWhereTo(); });
    addCommand(tr("Promote what is chosen…"), u"environments.promote"_s, u"rocket-takeoff"_s, {},
               Permission::plansApply, [this] { promote(); });
    offerWorkspaces();
    model_->reload();
}

QWidget* EnvironmentsPage::makeChoice() {
    auto* bar = new ui::Surface;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    other_ = new ui::Select;
    other_->setObjectName(u"otherEnvironment"_s);
    other_->setAccessibleName(tr("Compare with"));
    auto* file = new ui::Button(tr("Compare with a file…"));
    file->setObjectName(u"compareFile"_s);
    file->setIconName(u"folder2-open"_s);
    note_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    note_->setObjectName(u"comparisonNote"_s);
    note_->setElided(true);
    row->addWidget(new ui::Text(tr("Compare with"), ui::TextStyle::small, ui::Tone::secondary));
    row->addWidget(other_);
    row->addWidget(file);
    row->addWidget(note_, 1);
    connect(other_, &QComboBox::activated, this,
            [this](int index) { compareWithWorkspace(other_->itemData(index).toString()); });
    connect(file, &QAbstractButton::clicked, this, &EnvironmentsPage::askForFile);
    return bar;
}

void EnvironmentsPage::visit(const QVariantMap&) {
    offerWorkspaces();
}

void EnvironmentsPage::offerWorkspaces() {
    const QString chosen = other_->currentData().toString();
    other_->clear();
    other_->addItem(tr("Choose a workspace"), QString());
    for (const OtherWorkspace& workspace : context().shell.otherWorkspaces())
        other_->addItem(
            tr("%1 (%2)", "workspace (environment)").arg(workspace.name, text(environmentOf(workspace.environment))),
            workspace.id);
    other_->setCurrentIndex(std::max(0, other_->findData(chosen)));
    other_->setEnabled(other_->count() > 1);
    other_->setToolTip(other_->count() > 1 ? QString() : tr("There is no other workspace yet."));
}

void EnvironmentsPage::compareWithWorkspace(const QString& id) {
    table()->selection()->clear();
    otherName_ = id.isEmpty() ? QString() : other_->currentText();
    if (id.isEmpty()) return model_->forget();
    client::PlatformClient* other = context().shell.clientOf(id);
    if (!other) {
        context().toasts.show(ui::BadgeKind::warn,
                              tr("Nobody is signed in to %1. Open it once, then compare.").arg(other_->currentText()));
        other_->setCurrentIndex(0);
        return model_->forget();
    }
    // The other session may end at any time.
    model_->compareWith([shell = &context().shell, id](contract::ConfigurationRequest request) {
        client::PlatformClient* there = shell->clientOf(id);
        if (there) return there->call(contract::getConfiguration, std::move(request));
        return client::readyFuture<Result<domain::Configuration>>(fail(
            ErrorCode::unauthenticated, EnvironmentsPage::tr("Nobody is signed in there any more.").toStdString()));
    });
}

void EnvironmentsPage::compareWithFile(const QString& path) {
    other_->setCurrentIndex(0);
    otherName_ = QFileInfo(path).fileName();
    table()->selection()->clear();
    model_->compareWithFile(path);
}

void EnvironmentsPage::askForFile() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path =
        QFileDialog::getOpenFileName(window(), tr("Compare with"), folder, tr("Configurations (*.json *.yaml *.yml)"));
    if (!path.isEmpty()) compareWithFile(path);
}

void EnvironmentsPage::askWhereTo() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path =
        QFileDialog::getSaveFileName(window(), tr("Export configuration"), folder + u"/configuration.yaml"_s,
                                     tr("Configurations (*.json *.yaml *.yml)"));
    if (!path.isEmpty()) exportTo(path);
}

void EnvironmentsPage::exportTo(const QString& path) {
    auto writing = models::exportConfiguration(context().client.call(contract::getConfiguration, {}), path);
    client::whenReady(std::move(writing), this, [this, path](Result<> written) {
        tell(context(), written, tr("Configuration written to %1").arg(QFileInfo(path).fileName()),
             tr("The configuration was not written"));
    });
}

void EnvironmentsPage::promote() {
    if (!promote_->isEnabled()) return;
    auto targets = model_->targetsOf(table()->selection()->keys());
    if (!targets) return tell(context(), targets.error(), {}, tr("This cannot be promoted"));
    PlanAsk ask;
    ask.request.entity = domain::EntityKind::configuration;
    ask.request.operation = domain::Operation::converge;
    ask.request.targets = std::move(*targets);
    ask.title = tr("Promote from %1").arg(otherName_);
    ask.applied = [page = QPointer(this)](const domain::Batch&) {
        if (!page) return;
        page->table()->selection()->clear();
        page->model_->reload();
    };
    context().shell.openPlan(std::move(ask));
}

void EnvironmentsPage::rowsShown() {
    QStringList parts;
    for (const std::string& part : model_->notCompared())
        parts << partText(part);
    note_->setText(parts.isEmpty() ? QString()
                                   : tr("Not compared, because only one side says them: %1").arg(parts.join(u", "_s)));
    showSelection();
}

void EnvironmentsPage::showSelection() {
    const QString why = whyNot(context().session, Permission::plansApply);
    const auto chosen = table()->selection()->count();
    promote_->setText(chosen > 0 ? tr("Promote %n…", nullptr, int(chosen)) : tr("Promote…"));
    promote_->setEnabled(why.isEmpty() && chosen > 0);
    promote_->setToolTip(why.isEmpty() && chosen == 0 ? tr("Choose what is to be as it is there.") : why);
}

void EnvironmentsPage::showNothing() {
    if (model_->hasOther())
        return states()->showEmpty(u"check-circle-fill"_s, tr("No change"),
                                   tr("%1 is set to the same as this platform.").arg(otherName_));
    states()->showEmpty(u"diagram-3"_s, tr("Nothing to compare with yet"),
                        tr("Choose another workspace above, or a configuration in a file."));
}

}  // namespace steward::views
