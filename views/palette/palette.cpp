#include "views/palette/palette.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/labels.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/palette/palette_delegate.h"
#include "views/tenants/tenant_actions.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingMs = 60, mostCommands = 12, mostRows = 12, top = 104;

QString plainText(const QAction* action) {
    return action->text().remove(u'&');
}

}  // namespace

Palette::Palette(PageContext& context, std::function<Commands()> commands)
    : OverlayDialog(context.shell.window(), tr("Command palette")),
      context_(context),
      source_(std::move(commands)),
      actions_(new TenantActions(context, this)),
      model_(new PaletteModel(this)) {
    setObjectName(u"palette"_s);
    setHeader(false);
    setPanelTop(top);
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(makeField());
    body()->addWidget(new ui::Separator);
    list_ = new QListView;
    list_->setObjectName(u"paletteList"_s);
    list_->setAccessibleName(tr("Results"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMouseTracking(true);
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    body()->addWidget(list_, 1);
    body()->addWidget(makeFooter());
    typing_.setSingleShot(true);
    typing_.setInterval(typingMs);
    connect(field_, &QLineEdit::textChanged, this, &Palette::search);
    connect(&typing_, &QTimer::timeout, this, &Palette::find);
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        list_->setCurrentIndex(index);
        runCurrent();
    });
    connect(list_, &QListView::entered, list_, [this](const QModelIndex& index) {
        if (model_->at(index.row()) && !model_->at(index.row())->isTitle()) list_->setCurrentIndex(index);
    });
}

QWidget* Palette::makeField() {
    auto* bar = new QWidget;
    bar->setFixedHeight(52);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    field_ = new QLineEdit;
    field_->setObjectName(u"paletteField"_s);
    field_->setAccessibleName(tr("Search or run a command"));
    field_->setPlaceholderText(tr("Type a command, or paste an id, e-mail or domain"));
    field_->setMaxLength(200);
    field_->setStyleSheet(
        u"QLineEdit, QLineEdit:focus, QLineEdit:hover { border: none; background: transparent; padding: 0; font-size: 15px; }"_s);
    field_->installEventFilter(this);
    row->addWidget(new PaletteIcon(u"search"_s, 16));
    row->addWidget(field_, 1);
    const ui::Environment environment = environmentOf(context_.session.environment());
    row->addWidget(new ui::Tag(text(environment), environment));
    row->addWidget(new ui::KeyCap(tr("Esc")));
    return bar;
}

QWidget* Palette::makeFooter() {
    auto* bar = new PaletteFooter;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(6);
    const auto hint = [row](const QStringList& keys, const QString& what) {
        for (const QString& key : keys)
            row->addWidget(new ui::KeyCap(key));
        row->addWidget(new ui::Text(what, ui::TextStyle::small, ui::Tone::secondary));
        row->addSpacing(10);
    };
    hint({u"↑"_s, u"↓"_s}, tr("Move"));
    hint({tr("Enter")}, tr("Open"));
    hint({tr("Ctrl"), tr("Enter")}, tr("New window"));
    hint({tr("Tab")}, tr("More actions"));
    row->addStretch();
    count_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    count_->setObjectName(u"paletteCount"_s);
    row->addWidget(count_);
    return bar;
}

void Palette::openWith(const QString& text) {
    commands_ = source_();
    found_.clear();
    field_->setText(text);
    search();
    open(field_);
    field_->deselect();
    field_->end(false);
}

void Palette::search() {
    watch_.start();
    found_.clear();
    latest_.drop();
    showResults();
    if (field_->text().trimmed().size() >= 2 && context_.session.isOnline())
        typing_.start();
    else
        typing_.stop();
}

void Palette::find() {
    const QString text = field_->text().trimmed();
    watch_.start();
    latest_.take(context_.client.call(contract::find, {text.toStdString(), 6}),
                 [this](Result<contract::FoundList> found) {
                     if (!found) return;
                     found_ = std::move(found->items);
                     showResults();
                 });
}

std::vector<PaletteEntry> Palette::matching(const QList<QAction*>& actions, const QString& query, int most) {
    std::vector<std::pair<int, QAction*>> ranked;
    for (QAction* action : actions) {
        const int score = matchScore(plainText(action), query);
        if (score > 0 && action->isEnabled() && !action->isSeparator() && !action->menu())
            ranked.emplace_back(score, action);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PaletteEntry> entries;
    for (const auto& [score, action] : ranked) {
        if (int(entries.size()) == most) break;
        PaletteEntry entry;
        entry.title = plainText(action);
        entry.remark = action->isCheckable() && action->isChecked() ? tr("on") : QString();
        entry.icon = action->property("iconName").toString();
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        if (action->objectName().startsWith("goTo."_L1)) entry.page = action->objectName().mid(5);
        entry.run = [target = QPointer(action)] {
            if (target) target->trigger();
        };
        entries.push_back(std::move(entry));
    }
    return entries;
}

PaletteModel::Group Palette::foundGroup() const {
    PaletteModel::Group group;
    const bool exact = !found_.empty() && found_.front().match == contract::Match::exact;
    group.title = exact ? tr("Exactly this") : tr("Found on the platform");
    for (const contract::Found& found : found_)
        group.entries.push_back(entryOf(found));
    return group;
}

PaletteEntry Palette::leadingTo(const QString& page, const QVariantMap& target) const {
    PaletteEntry entry;
    entry.page = page;
    entry.target = target;
    entry.run = [this, page, target] { context_.shell.goTo(page, target); };
    return entry;
}

PaletteEntry Palette::entryOf(const contract::Found& found) const {
    const QString id = QString::fromStdString(found.id);
    const auto place = [&]() -> std::pair<QString, QVariantMap> {
        if (found.kind == "user") return {u"users"_s, {{u"id"_s, id}}};
        if (found.kind == "audit") return {u"audit"_s, {{u"id"_s, id}}};
        if (found.kind == "batch") return {u"audit"_s, {{u"filter"_s, u"batchId="_s + id}}};
        if (found.kind == "plan") return {u"audit"_s, {{u"filter"_s, u"planId="_s + id}}};
        if (found.kind == "role")
            return {u"roles"_s, {{u"tenant"_s, QString::fromStdString(found.tenantId.value_or(""))}, {u"id"_s, id}}};
        if (found.kind == "apiKey") return {u"apiKeys"_s, {{u"id"_s, id}}};
        if (found.kind == "supportAccess") return {u"support"_s, {{u"id"_s, id}}};
        if (found.kind == "report") return {u"reports"_s, {{u"id"_s, id}}};
        return {u"tenants"_s, {{u"id"_s, QString::fromStdString(found.tenantId.value_or(found.id))}}};
    }();
    PaletteEntry entry = leadingTo(place.first, place.second);
    if (found.kind == "job") {
        entry = {};
        entry.run = [this] { context_.shell.showJobs(); };
    }
    // Audit entries are found by what was done.
    entry.title = found.kind == "audit" ? actionText(found.title) : QString::fromStdString(found.title);
    entry.remark = QString::fromStdString(found.subtitle);
    entry.logo = entry.title;
    entry.keys = tr("Enter");
    return entry;
}

PaletteModel::Group Palette::actionsOn(const contract::Found& found) {
    const QString name = QString::fromStdString(found.title);
    const QString id = QString::fromStdString(found.id);
    Choice choice;
    choice.ids = {id};
    choice.count = 1;
    choice.name = name;
    PaletteModel::Group group;
    group.title = tr("Actions on %1").arg(name);
    const bool may = whyNot(context_.session, domain::Permission::plansApply).isEmpty();
    const auto add = [&](const QString& title, const QString& remark, const QString& icon, std::function<void()> run,
                         bool danger = false) {
        PaletteEntry entry;
        entry.title = title;
        entry.remark = remark;
        entry.icon = icon;
        entry.danger = danger;
        entry.run = std::move(run);
        group.entries.push_back(std::move(entry));
    };
    if (may) add(tr("Change plan…"), {}, u"layers"_s, [this, choice] { actions_->changePlan(choice); });
    add(tr("Copy id"), id, u"files"_s, [this, id, name] {
        QGuiApplication::clipboard()->setText(id);
        context_.toasts.show(ui::BadgeKind::ok, tr("Id of %1 copied").arg(name));
    });
    if (may) {
        const QString remark = tr("shows a plan first");
        add(tr("Suspend…"), remark, u"slash-circle"_s, [this, choice] { actions_->suspend(choice); }, true);
        add(tr("Resume…"), remark, u"play-fill"_s, [this, choice] { actions_->resume(choice); });
    }
    return group;
}

PaletteModel::Group Palette::pagesOf(const contract::Found* found) {
    PaletteModel::Group group;
    group.title = tr("Pages");
    if (found) {
        const QString name = QString::fromStdString(found->title);
        const QString id = QString::fromStdString(found->id);
        const auto add = [&](const QString& title, const QString& icon, const QString& page,
                             const QVariantMap& target) {
            PaletteEntry entry = leadingTo(page, target);
            entry.title = title;
            entry.icon = icon;
            for (const QAction* action : std::as_const(commands_.pages))
                if (action->objectName() == u"goTo."_s + page)
                    entry.keys = action->shortcut().toString(QKeySequence::NativeText);
            group.entries.push_back(std::move(entry));
        };
        add(tr("Audit entries with this id"), u"shield-check"_s, u"audit"_s, {{u"filter"_s, u"tenantId="_s + id}});
        add(tr("Branding of %1").arg(name), u"palette"_s, u"branding"_s, {{u"id"_s, id}});
        return group;
    }
    group.entries = matching(commands_.pages, field_->text(), mostCommands);
    return group;
}

void Palette::showResults() {
    std::vector<PaletteModel::Group> groups;
    const bool isTenant = !found_.empty() && found_.front().kind == "tenant";
    const bool exact = isTenant && found_.front().match == contract::Match::exact;
    groups.push_back(foundGroup());
    if (exact) groups.push_back(actionsOn(found_.front()));
    groups.push_back(pagesOf(exact ? &found_.front() : nullptr));
    groups.push_back({tr("Commands"), matching(commands_.commands, field_->text(), mostCommands)});
    model_->setGroups(std::move(groups));
    choose(model_->next(-1, 1));
    const int results = model_->results();
    const QString said = results == 1 ? tr("1 result") : tr("%1 results").arg(countText(results));
    count_->setText(results == 0 ? tr("Nothing found") : tr("%1 in %2 ms").arg(said).arg(watch_.elapsed()));
    int height = 16;
    for (int row = 0; row < std::min(model_->rowCount(), mostRows); ++row)
        height += list_->sizeHintForRow(row);
    setPanelSize({ui::Theme::current().metric("paletteWidth"), 54 + std::max(height, 60) + 37});
}

void Palette::choose(int row) {
    list_->setCurrentIndex(model_->index(row));
    list_->scrollTo(model_->index(row == 1 ? 0 : row));
}

void Palette::runCurrent(bool inNewWindow) {
    const PaletteEntry* found = model_->at(list_->currentIndex().row());
    if (!found || found->isTitle()) return;
    const PaletteEntry entry = *found;
    close(1);
    if (inNewWindow && !entry.page.isEmpty())
        context_.shell.openInNewWindow(entry.page, entry.target);
    else
        entry.run();
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const int row = list_->currentIndex().row();
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Down:
                choose(model_->next(row, 1));
                return true;
            case Qt::Key_Up:
                choose(model_->next(row, -1));
                return true;
            case Qt::Key_Tab:
                choose(model_->nextGroup(row));
                return true;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                runCurrent(static_cast<QKeyEvent*>(event)->modifiers() & Qt::ControlModifier);
                return true;
            case Qt::Key_Escape:
                close();
                return true;
            default:
                break;
        }
    }
    return OverlayDialog::eventFilter(watched, event);
}

}  // namespace steward::views
