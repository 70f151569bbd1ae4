#include "views/branding/branding_page.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/branding/brand_form.h"
#include "views/branding/preview_pane.h"
#include "views/common/page_header.h"
#include "views/common/tenant_picker.h"
#include "views/common/words.h"

namespace steward::views {
namespace {

// Logos are pictures in base64: nothing to read in a list of changes.
QString shown(const std::string& field, const json::Value& value) {
    if (field == "logoPng") return value.as_string().empty() ? BrandingPage::tr("none") : BrandingPage::tr("a picture");
    return valueText(field, value);
}

}  // namespace

BrandingPage::BrandingPage(PageContext& context)
    : Page(context),
      editor_(models::brandSource(context.client)),
      picker_(new TenantPicker(models::fetchFrom(context.client, contract::listTenants))),
      form_(new BrandForm(editor_)),
      preview_(new PreviewPane(editor_)),
      history_(new ui::Button(tr("History"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new PageHeader(tr("Branding"));
    header->leading()->addWidget(picker_);
    history_->setIconName(QStringLiteral("clock-history"));
    history_->setObjectName(QStringLiteral("brandHistory"));
    header->actions()->addWidget(history_);
    column->addWidget(header);

    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    bar_ = makeBar();
    inside->addWidget(bar_);
    inside->addWidget(new ui::Separator);
    auto* split = new QHBoxLayout;
    split->setSpacing(0);
    form_->setFixedWidth(496);
    split->addWidget(form_);
    split->addWidget(preview_, 1);
    inside->addLayout(split, 1);
    stack_ = new ui::StateStack(content);
    column->addWidget(stack_, 1);

    connect(picker_, &TenantPicker::picked, this, [this](const domain::Tenant& tenant) {
        openTenant(QString::fromStdString(tenant.id));
        Q_EMIT placeChanged();
    });
    connect(history_, &QAbstractButton::clicked, this, &BrandingPage::showHistory);
    connect(stack_, &ui::StateStack::retried, this, [this] { wanted_.isEmpty() ? openFirst() : openTenant(wanted_); });
    connect(&editor_, &models::BrandEditor::opened, this, [this] { stack_->showContent(); });
    connect(&editor_, &models::BrandEditor::openFailed, this, [this](const Error& error) {
        if (editor_.isOpen()) {
            stack_->showContent();
            this->context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(error.message));
        } else {
            stack_->showError(error, tr("The brand could not be read"));
        }
    });
    connect(&editor_, &models::BrandEditor::leftUnsaved, this, [this](const Error& error) {
        this->context().toasts.show(
            ui::BadgeKind::bad,
            tr("The last changes to the brand before were not saved: %1").arg(QString::fromStdString(error.message)));
    });
    connect(&editor_, &models::BrandEditor::brandChanged, this, &BrandingPage::showState);
    connect(&editor_, &models::BrandEditor::savingChanged, this, &BrandingPage::showState);
    connect(&context.session, &models::Session::changed, this, &BrandingPage::showState);
    connect(&context.session, &models::Session::cameOnline, this, &BrandingPage::refresh);
    entities_ = context.feed.subscribe(contract::entitiesTopic,
                                       [this](const client::FeedEvents<contract::EntityChanged>& events) {
                                           for (const auto& event : events)
                                               editor_.entityChanged(event.data);
                                       });
}

QWidget* BrandingPage::makeBar() {
    auto* bar = new ui::Surface("surface.panelAlt");
    bar->setFixedHeight(44);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    draft_ = new ui::Badge(tr("Draft"), ui::BadgeKind::warn);
    draftText_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    draftText_->setObjectName(QStringLiteral("draftText"));
    savedText_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    savedText_->setObjectName(QStringLiteral("savedText"));
    savedText_->setElided(true);
    takeTheirs_ = new ui::Button(tr("Take theirs"), ui::ButtonVariant::link);
    takeTheirs_->setObjectName(QStringLiteral("takeTheirs"));
    keepMine_ = new ui::Button(tr("Keep mine"), ui::ButtonVariant::link);
    keepMine_->setObjectName(QStringLiteral("keepMine"));
    published_ = new ui::Badge(tr("Published"), ui::BadgeKind::ok);
    publishedText_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    publishedText_->setObjectName(QStringLiteral("publishedText"));
    discard_ = new ui::Button(tr("Discard"), ui::ButtonVariant::ghost);
    discard_->setObjectName(QStringLiteral("discardDraft"));
    difference_ = new ui::Button(tr("Preview diff"));
    difference_->setIconName(QStringLiteral("file-diff"));
    difference_->setObjectName(QStringLiteral("brandDifference"));
    publish_ = new ui::Button(tr("Publish…"), ui::ButtonVariant::primary);
    publish_->setIconName(QStringLiteral("rocket-takeoff"));
    publish_->setObjectName(QStringLiteral("publishBrand"));
    for (QWidget* widget : std::initializer_list<QWidget*>{draft_, draftText_, savedText_, takeTheirs_, keepMine_,
                                                           new ui::Separator(Qt::Vertical), published_, publishedText_})
        row->addWidget(widget);
    row->addStretch();
    for (QWidget* widget : {discard_, difference_, publish_})
        row->addWidget(widget);
    connect(discard_, &QAbstractButton::clicked, &editor_, &models::BrandEditor::discard);
    connect(difference_, &QAbstractButton::clicked, this, &BrandingPage::showDifference);
    connect(publish_, &QAbstractButton::clicked, this, &BrandingPage::publish);
    connect(takeTheirs_, &QAbstractButton::clicked, &editor_, &models::BrandEditor::reload);
    connect(keepMine_, &QAbstractButton::clicked, &editor_, &models::BrandEditor::overwrite);
    return bar;
}

void BrandingPage::visit(const QVariantMap& target) {
    const QString id = target.value(QStringLiteral("id")).toString();
    if (!id.isEmpty() && id != editor_.tenantId()) return openTenant(id);
    if (editor_.tenantId().isEmpty()) openFirst();
}

bool BrandingPage::holdsUnsaved() const {
    return editor_.isOpen() && editor_.saving() != models::BrandEditor::Saving::saved;
}

QVariantMap BrandingPage::place() const {
    return editor_.tenantId().isEmpty() ? QVariantMap() : QVariantMap{{QStringLiteral("id"), editor_.tenantId()}};
}

// What is typed and not on the platform is saved, not replaced.
void BrandingPage::refresh() {
    using Saving = models::BrandEditor::Saving;
    if (!editor_.isOpen()) return wanted_.isEmpty() ? openFirst() : openTenant(wanted_);
    if (editor_.saving() == Saving::saved) return editor_.reload();
    if (editor_.saving() != Saving::conflict) editor_.save();
}

void BrandingPage::openTenant(const QString& id) {
    wanted_ = id;
    stack_->showLoading();
    opening_.take(context().client.call(contract::getTenant, {id.toStdString()}),
                  [this](Result<domain::Tenant> tenant) {
                      if (!tenant) return stack_->showError(tenant.error(), tr("The tenant could not be read"));
                      tenantName_ = QString::fromStdString(tenant->name);
                      picker_->setTenant(*tenant);
                      preview_->setAddress(QString::fromStdString(tenant->domain) + QStringLiteral("/sign-in"));
                      editor_.open(QString::fromStdString(tenant->id));
                  });
}

void BrandingPage::openFirst() {
    stack_->showLoading();
    contract::ListRequest request;
    request.limit = 1;
    request.sort = "-mrrMinor";
    request.filter = "status!=archived";
    opening_.take(context().client.call(contract::listTenants, request),
                  [this](Result<contract::Page<domain::Tenant>> page) {
                      if (!page) return stack_->showError(page.error(), tr("The tenants could not be read"));
                      if (page->items.empty())
                          return stack_->showEmpty(QStringLiteral("palette"), tr("No tenant to brand"),
                                                   tr("Create a tenant first."));
                      openTenant(QString::fromStdString(page->items.front().id));
                  });
}

void BrandingPage::showState() {
    if (!editor_.isOpen()) return;
    using Saving = models::BrandEditor::Saving;
    const auto& state = editor_.state();
    const int changes = int(editor_.changes().size());
    const Saving saving = editor_.saving();
    draft_->setVisible(changes > 0);
    draftText_->setText(changes == 0        ? tr("No changes")
                        : state.version > 0 ? tr("%n change(s) since v%1", nullptr, changes).arg(state.version)
                                            : tr("%n change(s), not published yet", nullptr, changes));
    QString saved;
    if (saving == Saving::waiting || saving == Saving::saving)
        saved = tr("saving…");
    else if (saving == Saving::failed)
        saved = tr("not saved: %1").arg(QString::fromStdString(editor_.error()->message));
    else if (saving == Saving::conflict)
        saved = tr("Somebody else saved this draft. Yours is not saved.");
    else if (state.draftSavedAt)
        saved = tr("saved %1 by %2")
                    .arg(clockText(toDateTime(*state.draftSavedAt)), QString::fromStdString(state.draftSavedBy));
    savedText_->setText(saved);
    savedText_->setTone(saving == Saving::failed || saving == Saving::conflict ? ui::Tone::danger
                                                                               : ui::Tone::secondary);
    takeTheirs_->setVisible(saving == Saving::conflict);
    keepMine_->setVisible(saving == Saving::conflict);
    published_->setVisible(state.version > 0);
    publishedText_->setText(state.publishedAt
                                ? tr("v%1, %2, %3")
                                      .arg(QString::number(state.version), dateText(toDateTime(*state.publishedAt)),
                                           QString::fromStdString(state.publishedBy))
                                : tr("Nothing is published; users see the standard page."));
    const QString why = whyNot(context().session, domain::Permission::brandingWrite);
    const bool canWrite = why.isEmpty();
    form_->setEditable(canWrite);
    difference_->setEnabled(changes > 0);
    discard_->setEnabled(canWrite && changes > 0);
    const bool valid = domain::check(editor_.brand()).empty();
    publish_->setEnabled(canWrite && changes > 0 && saving == Saving::saved && valid);
    publish_->setToolTip(!canWrite ? why : valid ? QString() : tr("The brand breaks a rule; see under the form."));
    setDataAsOf(state.draftSavedAt ? toDateTime(*state.draftSavedAt) : QDateTime());
}

void BrandingPage::publish() {
    PlanAsk ask;
    ask.request.entity = domain::EntityKind::brand;
    ask.request.operation = domain::Operation::publish;
    ask.request.selection.ids = std::vector<std::string>{editor_.tenantId().toStdString()};
    ask.title = tr("Publish the brand of %1").arg(tenantName_);
    ask.summary = tr("Users see it at their next visit.");
    ask.applied = [this](const domain::Batch&) { editor_.reload(); };
    context().shell.openPlan(std::move(ask));
}

void BrandingPage::showDifference() {
    auto* dialog = new ui::OverlayDialog(context().shell.window(), tr("Draft and published"));
    dialog->setObjectName(QStringLiteral("brandDifferenceDialog"));
    dialog->setPanelSize({640, 480});
    auto* list = new ui::KeyValueList(nullptr, 140);
    for (const auto& change : editor_.changes())
        list->addRow(fieldText(QString::fromStdString(change.field)), shown(change.field, change.after),
                     tr("was %1").arg(shown(change.field, change.before)));
    dialog->body()->addWidget(list);
    dialog->body()->addStretch();
    auto* close = new ui::Button(tr("Close"));
    close->setObjectName(QStringLiteral("closeDifference"));
    dialog->footer()->addWidget(close);
    connect(close, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(); });
    connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
    dialog->open(close);
}

void BrandingPage::showHistory() {
    if (!editor_.isOpen()) return;
    client::whenReady(editor_.versions(), this, [this](Result<contract::Page<domain::BrandVersion>> versions) {
        if (!versions) {
            context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(versions.error().message));
            return;
        }
        auto* dialog = new ui::OverlayDialog(context().shell.window(), tr("Published brands of %1").arg(tenantName_));
        dialog->setObjectName(QStringLiteral("brandHistoryDialog"));
        dialog->setPanelSize({560, 420});
        auto* list = new QWidget;
        auto* rows = new QVBoxLayout(list);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(8);
        auto* scroll = new QScrollArea;
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(list);
        dialog->body()->addWidget(scroll, 1);
        if (versions->items.empty())
            rows->addWidget(new ui::Text(tr("Nothing was published yet."), ui::TextStyle::body, ui::Tone::secondary));
        for (const auto& version : versions->items) {
            auto* row = new QHBoxLayout;
            row->addWidget(new ui::Text(QStringLiteral("v%1").arg(version.version), ui::TextStyle::bodyStrong));
            row->addWidget(new ui::Text(momentText(toDateTime(version.publishedAt)) + QStringLiteral(", ") +
                                            QString::fromStdString(version.publishedBy),
                                        ui::TextStyle::body, ui::Tone::secondary),
                           1);
            if (version.auditId) {
                auto* revert = new ui::Button(tr("Revert…"));
                revert->setObjectName(QStringLiteral("revertBrand%1").arg(version.version));
                revert->setAccessibleName(tr("Revert the publishing of v%1").arg(version.version));
                needs(revert, context().session, domain::Permission::brandingWrite);
                connect(revert, &QAbstractButton::clicked, this,
                        [this, dialog, id = QString::fromStdString(*version.auditId)] {
                            dialog->close();
                            context().shell.openRevert({}, {id});
                        });
                row->addWidget(revert);
            }
            rows->addLayout(row);
        }
        rows->addStretch();
        connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
        dialog->open();
    });
}

PageInfo brandingPage() {
    return {QStringLiteral("branding"),
            BrandingPage::tr("Branding"),
            QStringLiteral("palette"),
            PageGroup::customers,
            domain::Permission::brandingRead,
            QLatin1Char('B'),
            [](PageContext& context) -> Page* { return new BrandingPage(context); }};
}

}  // namespace steward::views
