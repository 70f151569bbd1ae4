#include "views/common/view_bar.h"

#include <QAction>
#include <QBoxLayout>
#include <QLineEdit>
#include <QMenu>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::SavedView;

namespace {

constexpr int longestName = 60;

bool looksLike(const SavedView& shown, const SavedView& saved) {
    return models::filterText(shown.clauses) == models::filterText(saved.clauses) && shown.sort == saved.sort &&
           shown.groupBy == saved.groupBy && (saved.columns.isEmpty() || shown.columns == saved.columns);
}

}  // namespace

ViewBar::ViewBar(PageContext& context, Parts parts, QWidget* parent)
    : TabRow(parent), context_(context), views_(parts.views), parts_(std::move(parts)), tabs_(new ui::Tabs) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(4);
    tabs_->setObjectName(parts_.name);
    tabs_->setAccessibleName(tr("Saved views"));
    save_ = new ui::Button(tr("Save view"), ui::ButtonVariant::ghost);
    save_->setObjectName(u"saveView"_s);
    save_->setIconName(u"plus-lg"_s);
    menu_ = ui::iconButton(u"three-dots"_s, tr("This view"));
    menu_->setObjectName(u"viewMenu"_s);
    row->addWidget(tabs_, 1);
    row->addWidget(save_);
    row->addWidget(menu_);
    QAction* saveAs = command(tr("Save view as…"), u"view.save"_s, u"plus-lg"_s, &ViewBar::save);
    update_ = command(tr("Update view"), u"view.update"_s, u"save"_s, &ViewBar::update);
    rename_ = command(tr("Rename view…"), u"view.rename"_s, u"pencil"_s, &ViewBar::rename);
    share_ = command(tr("Share view"), u"view.share"_s, u"link-45deg"_s, &ViewBar::share);
    delete_ = command(tr("Delete view"), u"view.delete"_s, u"trash"_s, &ViewBar::remove);
    needs(saveAs, context_.session, Permission::signedIn);
    needs(save_, context_.session, Permission::signedIn);
    connect(save_, &QAbstractButton::clicked, this, &ViewBar::save);
    connect(menu_, &QAbstractButton::clicked, this, &ViewBar::openMenu);
    follow();
    showTabs();
}

QAction* ViewBar::command(const QString& text, const QString& name, const QString& icon, void (ViewBar::*act)()) {
    auto* action = new QAction(ui::icon(icon), text, this);
    action->setObjectName(name);
    action->setProperty("iconName", icon);
    connect(action, &QAction::triggered, this, act);
    commands_ << action;
    return action;
}

void ViewBar::follow() {
    connect(tabs_, &QTabBar::tabBarClicked, this, [this](int index) { openView(idAt(index)); });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        if (idAt(index) != current_) openView(idAt(index));
    });
    connect(views_, &models::SavedViews::changed, this, [this] {
        showTabs();
        if (!views_->find(current_)) openView(u"all"_s);
        if (views_->find(awaited_)) openView(awaited_);
        showActions();
    });
    connect(views_, &models::SavedViews::countChanged, this, [this](const QString& id) {
        const qint64 count = views_->count(id).value_or(0);
        if (id == "all"_L1)
            Q_EMIT allCounted(count);
        else
            tabs_->setCount(tabOf(id), countText(count));
    });
    connect(views_, &models::SavedViews::saved, this, [this](const QString& id) {
        if (!dialog_) return;
        dialog_->close();
        dialog_.clear();
        if (id != current_) awaited_ = id;
    });
    connect(views_, &models::SavedViews::refused, this, [this](const Error& error) {
        if (!dialog_) return tell(context_, std::optional(error), {}, tr("The view was not changed"));
        dialog_->setBusy(false);
        dialog_->showError(error);
    });
    connect(&context_.session, &models::Session::changed, this, &ViewBar::showActions);
}

QString ViewBar::idAt(int tab) const {
    const auto& views = views_->all();
    return tab >= 0 && tab < int(views.size()) ? views[std::size_t(tab)].id : QString();
}

int ViewBar::tabOf(const QString& id) const {
    int tab = 0;
    while (tab < tabs_->count() && idAt(tab) != id)
        ++tab;
    return tab;
}

void ViewBar::showTabs() {
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const SavedView& view : views_->all()) {
        const int index = tabs_->addTab(view.isStandard() ? parts_.nameOf(view) : view.name);
        if (view.shared)
            tabs_->setTabToolTip(index,
                                 views_->isOwn(view) ? tr("Shared by you") : tr("Shared by %1").arg(view.ownerName));
        if (const auto count = views_->count(view.id); count && view.id != "all"_L1)
            tabs_->setCount(index, countText(*count));
    }
    tabs_->setCurrentIndex(tabOf(current_));
}

void ViewBar::openView(const QString& id) {
    const SavedView* found = views_->find(id);
    if (!found) {
        awaited_ = id;
        return;
    }
    const SavedView view = *found;  // `id` may be the awaited one
    awaited_.clear();
    current_ = view.id;
    tabs_->setCurrentIndex(tabOf(current_));
    Q_EMIT opened(view);
    showActions();
}

SavedView ViewBar::asItIs() const {
    const SavedView* open = views_->find(current_);
    SavedView view = open ? *open : SavedView{};
    parts_.describe(view);
    return view;
}

void ViewBar::showActions() {
    const SavedView* open = views_->find(current_);
    if (!open) return;
    const QString away = whyNot(context_.session, Permission::signedIn);
    const auto allow = [&](QAction* action, bool can) {
        action->setEnabled(can && away.isEmpty());
        action->setToolTip(away.isEmpty() ? action->text() : away);
    };
    const bool own = views_->isOwn(*open);
    share_->setText(open->shared ? tr("Stop sharing the view") : tr("Share view"));
    allow(update_, own && !looksLike(asItIs(), *open));
    allow(rename_, own);
    allow(share_, own && (open->shared || context_.session.allows(Permission::reportsWrite)));
    allow(delete_, views_->mayRemove(*open));
    menu_->setVisible(!open->isStandard());
}

void ViewBar::openMenu() {
    auto* menu = new QMenu(this);
    menu->setObjectName(u"viewActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({update_, rename_, share_, delete_});
    menu->popup(menu_->mapToGlobal(QPoint(0, menu_->height() + 4)));
}

FormDialog* ViewBar::ask(const QString& title, const QString& submit, const QString& help) {
    auto* name = new ui::LineField(parts_.example);
    name->setLarge(true);
    name->setMaxLength(longestName);
    dialog_ = new FormDialog(context_.shell.window(), title, submit);
    dialog_->addField(u"/name"_s, tr("Name"), name, help);
    return dialog_;
}

void ViewBar::send(const SavedView& view, bool isNew) {
    if (view.name.isEmpty()) {
        Error error;
        error.fields.push_back({"/name", tr("A view needs a name").toStdString()});
        return dialog_->showError(error);
    }
    dialog_->setBusy(true);
    isNew ? views_->add(view) : views_->change(view);
}

void ViewBar::save() {
    FormDialog* dialog = ask(tr("Save this view"), tr("Save view"), tr("Keeps filters, order, columns and groups."));
    auto* name = dialog->findChild<QLineEdit*>(u"field.name"_s);
    auto* shared = new ui::Switch(tr("Share it with everybody here who reads this list"));
    if (context_.session.allows(Permission::reportsWrite))
        dialog->addField(u"/shared"_s, {}, shared);
    else
        shared->setParent(dialog), shared->hide();
    connect(dialog, &FormDialog::submitted, this, [this, name, shared] {
        SavedView view = asItIs();
        view.name = name->text().trimmed();
        view.shared = shared->isChecked();
        send(view, true);
    });
    dialog->open(name);
}

void ViewBar::rename() {
    FormDialog* dialog = ask(tr("Rename this view"), tr("Rename"), {});
    auto* name = dialog->findChild<QLineEdit*>(u"field.name"_s);
    name->setText(views_->find(current_)->name);
    connect(dialog, &FormDialog::submitted, this, [this, name, id = current_] {
        const SavedView* open = views_->find(id);
        if (!open) return;
        SavedView view = *open;
        view.name = name->text().trimmed();
        send(view, false);
    });
    dialog->open(name);
    name->selectAll();
}

void ViewBar::update() {
    views_->change(asItIs());
}

void ViewBar::share() {
    SavedView view = *views_->find(current_);
    view.shared = !view.shared;
    views_->change(view);
}

void ViewBar::remove() {
    views_->remove(current_);
}

}  // namespace steward::views
