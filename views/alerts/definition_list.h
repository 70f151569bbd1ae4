// A list of one kind of definition: rules, silences, objectives, channels; components and maintenance windows. What is
// chosen is edited, deleted and restored by plans, with a panel beside the list. GUI thread.
#pragma once

#include <QCoreApplication>
#include <QMenu>

#include "contract/endpoints.h"
#include "models/alerts/alert_detail.h"
#include "models/alerts/alert_models.h"
#include "ui/buttons.h"
#include "ui/states.h"
#include "views/alerts/alert_actions.h"
#include "views/alerts/alert_panel.h"
#include "views/alerts/alert_tables.h"
#include "views/common/filter_bar.h"
#include "views/common/list_page.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;

struct AlertWords {
    Q_DECLARE_TR_FUNCTIONS(AlertWords)
};

template <class T>
models::AlertListModel<T>* listModelOf(PageContext& context,
                                       const contract::Endpoint<contract::ListRequest, contract::Page<T>>& list,
                                       const contract::Endpoint<contract::ById, T>& one) {
    auto& client = context.client;
    return new models::AlertListModel<T>({fetchFrom(client, list), fetchFrom(client, one), &context.store,
                                          fetchFrom(client, contract::countGroups), models::AlertListOf<T>::list});
}

inline QString standardName(const QString& id) {
    if (id == "active"_L1) return AlertWords::tr("Active");
    if (id == "firing"_L1) return AlertWords::tr("Firing");
    if (id == "pending"_L1) return AlertWords::tr("Pending");
    if (id == "resolved"_L1) return AlertWords::tr("Resolved");
    if (id == "broken"_L1) return AlertWords::tr("Not well");
    if (id == "off"_L1) return AlertWords::tr("Switched off");
    if (id == "removed"_L1) return AlertWords::tr("Deleted");
    return AlertWords::tr("All");
}

// But for the tab itself, which is a filter of this field at most.
inline bool isUnfiltered(const FilterBar* filters, const QString& field) {
    return filters->searchText().isEmpty() &&
           std::ranges::all_of(filters->clauses(), [&](const models::Clause& clause) { return clause.field == field; });
}

template <class T>
AlertPanel::Content contentOf(const T& row, const std::string& title) {
    const auto [state, kind] = AlertLook<T>::state(row);
    return {QString::fromStdString(title), QString::fromStdString(row.id), state, kind, AlertLook<T>::facts(row)};
}

struct ListWords {
    QString id;  // "rules"
    QString table, title, notThere, panel, create, createName, selected, example, empty;
    std::vector<models::SavedView> views;
    QList<FilterField> fields;
    QStringList groups;
    QString page = u"alerts"_s;     // that it is a tab of
    QString commands = u"alert"_s;  // what the names of its commands begin with
    QString icon = u"bell"_s;
    QString remove = AlertWords::tr("Delete…"), removed = AlertWords::tr("Deleted");
};

// What it takes to change a kind.
template <class T>
inline constexpr Permission writerOf = Permission::alertsWrite;

template <class T, class Actions = DefinitionActions<T>>
class DefinitionList : public EntityListPage<models::AlertListModel<T>, models::AlertDetail<T>> {
public:
    using Base = EntityListPage<models::AlertListModel<T>, models::AlertDetail<T>>;
    using Model = models::AlertListModel<T>;
    using Kind = AlertKind<T>;
    static constexpr Permission writer = writerOf<T>;

    DefinitionList(PageContext& context, const ListWords& words)
        : DefinitionList(context, words, listModelOf<T>(context, Kind::list, Kind::one)) {}

protected:
    QString nameOf(const models::SavedView& view) const override {
        return view.id == "removed"_L1 ? removed_ : standardName(view.id);
    }
    Choice opened() const override { return this->detail_->entity() ? Choice::of(*this->detail_->entity()) : Choice{}; }
    void fillMenu(QMenu* menu, int row) override {
        const T entity = *this->model_->at(row);
        const bool many = this->isOneOfMany(row);
        const Choice choice = many ? this->selected() : Choice::of(entity);
        const auto add = [&](const QString& text, auto act) {
            needs(menu->addAction(text, this, act), this->context().session, writer);
        };
        if (!many && !entity.removed) add(AlertWords::tr("Edit…"), [this, entity] { actions_->edit(entity); });
        addMore(menu, entity, choice, many);
        if (many || !entity.removed) add(remove_, [this, choice] { actions_->remove(choice); });
        if (many || entity.removed) add(AlertWords::tr("Restore…"), [this, choice] { actions_->restore(choice); });
        if (!many) menu->addAction(AlertWords::tr("Copy id"), this, [this, entity] { actions_->copyId(entity); });
    }
    void showNothing() override {
        if (!isUnfiltered(this->filters(), u"status"_s)) return Base::showNothing();
        this->states()->showEmpty(icon_, empty_, AlertWords::tr("Every change is previewed before it holds."));
        if (!whyNot(this->context().session, writer).isEmpty()) return;
        auto* create = this->states()->empty()->addAction(create_);
        create->setObjectName(u"createFirst"_s);
        QObject::connect(create, &QAbstractButton::clicked, this, [this] { actions_->create(); });
    }
    virtual void addMore(QMenu*, const T&, const Choice&, bool) {}
    virtual void entityShown(const T&) {}

    Actions* actions_;
    AlertPanel* panel_;
    QString create_, empty_, icon_, remove_, removed_;

private:
    DefinitionList(PageContext& context, const ListWords& words, Model* model)
        : Base(context, {new AlertTable<T>(model), AlertLook<T>::columns(), words.table, words.title, words.notThere}),
          actions_(new Actions(context, this)),
          create_(words.create),
          empty_(words.empty),
          icon_(words.icon),
          remove_(words.remove),
          removed_(words.removed) {
        this->setObjectName(words.page + u'.' + words.id);
        this->model_ = model;
        model->setParent(this);
        auto& client = context.client;
        this->detail_ = new models::AlertDetail<T>(fetchFrom(client, Kind::one), fetchFrom(client, contract::listAudit),
                                                   &context.store, this);
        panel_ = new AlertPanel(context, this->detail_, words.panel, true);
        auto* views = new models::SavedViews(models::AlertListOf<T>::list, words.views,
                                             models::countWith(fetchFrom(client, Kind::list)),
                                             models::viewsFrom(client, context.store), context.session, this);
        this->build({model, models::AlertListOf<T>::list, views, words.fields, words.groups, panel_,
                     words.id + u"Views"_s, AlertWords::tr("name, text or id"), words.selected, words.example,
                     models::AlertListOf<T>::Name});
        auto* create = this->addHeaderButton(words.create, words.createName, u"plus-lg"_s, true);
        needs(create, context.session, writer);
        QObject::connect(create, &QAbstractButton::clicked, this, [this] { actions_->create(); });
        auto* edit =
            panel_->addButton(AlertWords::tr("Edit…"), u"editDefinition"_s, u"pencil"_s, writer, WhileOffline::drafted);
        QObject::connect(edit, &QAbstractButton::clicked, this, [this] { editOpened(); });
        QObject::connect(this->detail_, &models::AlertDetailBase::changed, this, [this, edit] {
            const auto& entity = this->detail_->entity();
            if (!entity) return;
            edit->setVisible(!entity->removed);
            panel_->show(contentOf(*entity, entity->name));
            entityShown(*entity);
        });
        this->addCommand(words.create, words.commands + u'.' + words.id + u".create"_s, u"plus-lg"_s,
                         QKeySequence(u"Ctrl+N"_s), writer, [this] { actions_->create(); });
        this->addCommand(
            AlertWords::tr("Edit…"), words.commands + u'.' + words.id + u".edit"_s, u"pencil"_s, QKeySequence(u"F2"_s),
            writer, [this] { editOpened(); }, WhileOffline::drafted);
        this->addCommand(words.remove, words.commands + u'.' + words.id + u".delete"_s, u"trash"_s,
                         QKeySequence(u"Ctrl+Shift+Backspace"_s), writer,
                         [this] { actions_->remove(this->openedOrSelected()); });
        this->addCommand(AlertWords::tr("Restore…"), words.commands + u'.' + words.id + u".restore"_s,
                         u"arrow-counterclockwise"_s, {}, writer,
                         [this] { actions_->restore(this->openedOrSelected()); });
        this->follow(actions_);
    }

    void editOpened() {
        this->catchUp();
        if (this->detail_->entity() && !this->detail_->entity()->removed) actions_->edit(*this->detail_->entity());
    }
};

}  // namespace steward::views
