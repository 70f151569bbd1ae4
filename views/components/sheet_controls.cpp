#include <QCheckBox>
#include <QRadioButton>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "views/components/components_page.h"
#include "views/components/sheet.h"

namespace steward::views {
namespace {

using ui::BadgeKind;
using ui::Button;
using ui::ButtonVariant;
using ui::TextStyle;
using ui::Tone;

Button* button(const QString& name, const QString& text, ButtonVariant variant, const QString& icon = {}) {
    auto* made = named(new Button(text, variant), name);
    if (!text.isEmpty()) made->setAccessibleName(text);
    if (!icon.isEmpty()) made->setIconName(icon);
    return made;
}

template <class Widget>
Widget* pinned(Widget* widget, const char* state) {
    widget->setProperty("pinned", QString::fromLatin1(state));
    return widget;
}

template <class Widget>
Widget* disabled(Widget* widget) {
    widget->setEnabled(false);
    return widget;
}

void addButtons(SheetColumn& column) {
    const QString save = ComponentsPage::tr("Save"), exportText = ComponentsPage::tr("Export"),
                  cancel = ComponentsPage::tr("Cancel");
    const QString download = QStringLiteral("download");
    column.section(ComponentsPage::tr("Buttons: rest, hover, focus, disabled, busy"));
    auto* more = button(QStringLiteral("more"), {}, ButtonVariant::secondary, QStringLiteral("three-dots"));
    more->setAccessibleName(ComponentsPage::tr("More"));
    column.line({button(QStringLiteral("save"), save, ButtonVariant::primary),
                 button(QStringLiteral("export"), exportText, ButtonVariant::secondary, download),
                 button(QStringLiteral("cancel"), cancel, ButtonVariant::ghost),
                 button(QStringLiteral("delete"), ComponentsPage::tr("Delete"), ButtonVariant::danger), more});
    column.line({pinned(button(QStringLiteral("saveHover"), save, ButtonVariant::primary), "hover"),
                 pinned(button(QStringLiteral("exportHover"), exportText, ButtonVariant::secondary, download), "hover"),
                 pinned(button(QStringLiteral("cancelHover"), cancel, ButtonVariant::ghost), "hover"),
                 pinned(button(QStringLiteral("saveFocus"), save, ButtonVariant::primary), "focus")});
    auto* busy = button(QStringLiteral("saveBusy"), save, ButtonVariant::primary);
    busy->setBusy(true, ComponentsPage::tr("Saving…"));
    column.line({disabled(button(QStringLiteral("saveDisabled"), save, ButtonVariant::primary)),
                 disabled(button(QStringLiteral("exportDisabled"), exportText, ButtonVariant::secondary, download)),
                 busy});
}

void addFields(SheetColumn& column) {
    column.section(ComponentsPage::tr("Inputs, select"));
    auto* empty = named(new ui::LineField(ComponentsPage::tr("Name")), QStringLiteral("nameField"));
    auto* focused = pinned(named(new ui::LineField, QStringLiteral("focusedField")), "focus");
    focused->setText(QStringLiteral("Tarnwick F"));
    column.line({empty, focused});
    auto* domain = named(new ui::LineField, QStringLiteral("domainField"));
    domain->setText(QStringLiteral("tarnwick..example"));
    auto* withError = new ui::FormField({}, domain);
    withError->setError(ComponentsPage::tr("Two dots in a row"));
    auto* plan = named(new ui::Select, QStringLiteral("planSelect"));
    plan->addItems({QStringLiteral("Enterprise"), QStringLiteral("Scale"), QStringLiteral("Team")});
    plan->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* withHelp = new ui::FormField({}, plan, ComponentsPage::tr("Help under a field"));
    auto* pair = column.line({withError, withHelp});
    pair->setStretch(0, 1);
    pair->setStretch(1, 1);
    auto* fixed = disabled(named(new ui::LineField, QStringLiteral("fixedField")));
    fixed->setText(ComponentsPage::tr("Not editable"));
    auto* search =
        named(new ui::SearchField(ComponentsPage::tr("Search"), QStringLiteral("/")), QStringLiteral("searchField"));
    column.line({fixed, search});
}

QWidget* box(const QString& name, Qt::CheckState state) {
    auto* made = named(new QCheckBox, name);
    made->setTristate(state == Qt::PartiallyChecked);
    made->setCheckState(state);
    made->setProperty("focusRadius", 4);
    made->setFixedSize(14, 16);
    return made;
}

QWidget* radio(const QString& name, bool on) {
    auto* made = named(new QRadioButton, name);
    made->setAutoExclusive(false);
    made->setChecked(on);
    made->setProperty("focusRadius", 7);
    made->setFixedSize(14, 16);
    return made;
}

ui::Switch* toggle(const QString& name, bool on) {
    auto* made = named(new ui::Switch, name);
    made->setChecked(on);
    return made;
}

void addChoices(SheetColumn& column) {
    column.section(ComponentsPage::tr("Checkbox, radio, switch"));
    column.line({box(QStringLiteral("unchecked"), Qt::Unchecked), box(QStringLiteral("checked"), Qt::Checked),
                 box(QStringLiteral("partly"), Qt::PartiallyChecked),
                 pinned(box(QStringLiteral("checkFocus"), Qt::Unchecked), "focus"), new ui::Separator(Qt::Vertical),
                 radio(QStringLiteral("radioOff"), false), radio(QStringLiteral("radioOn"), true),
                 new ui::Separator(Qt::Vertical), toggle(QStringLiteral("switchOff"), false),
                 toggle(QStringLiteral("switchOn"), true), pinned(toggle(QStringLiteral("switchFocus"), true), "focus"),
                 new ui::Text(ComponentsPage::tr("Live"), TextStyle::small)},
                10);
}

void addPills(SheetColumn& column) {
    column.section(ComponentsPage::tr("Badges and tags"));
    column.line({new ui::Badge(ComponentsPage::tr("Active"), BadgeKind::ok),
                 new ui::Badge(ComponentsPage::tr("Trial"), BadgeKind::info),
                 new ui::Badge(ComponentsPage::tr("Past due"), BadgeKind::warn),
                 new ui::Badge(ComponentsPage::tr("Suspended"), BadgeKind::bad)},
                6);
    column.line(
        {new ui::Badge(ComponentsPage::tr("Archived"), BadgeKind::neutral),
         new ui::Tag(ComponentsPage::tr("Analyst"), BadgeKind::accent),
         new ui::Tag(QStringLiteral("AA"), BadgeKind::ok), new ui::Tag(ComponentsPage::tr("Fails"), BadgeKind::bad),
         new ui::Tag(ComponentsPage::tr("Local"), ui::Environment::local),
         new ui::Tag(ComponentsPage::tr("Staging"), ui::Environment::staging)},
        6);
}

void addTabs(SheetColumn& column) {
    column.section(ComponentsPage::tr("Tabs, chips"));
    auto* tabs = named(new ui::Tabs(12), QStringLiteral("tabs"));
    tabs->setFramed(true);
    tabs->setHeight(32);
    for (const QString& text : {ComponentsPage::tr("Overview"), ComponentsPage::tr("Users"),
                                ComponentsPage::tr("Domains"), ComponentsPage::tr("Limits")})
        tabs->addTab(text);
    tabs->setCount(1, QStringLiteral("412"));
    tabs->setTabEnabled(3, false);
    column.add(tabs, 8);
    auto* plan = named(new ui::Chip(ComponentsPage::tr("Plan"), QStringLiteral("Scale")), QStringLiteral("planChip"));
    plan->setActive(true);
    column.line(
        {plan,
         named(new ui::Chip(ComponentsPage::tr("Region"), QStringLiteral("eu-west")), QStringLiteral("regionChip")),
         named(ui::Chip::adder(ComponentsPage::tr("Filter")), QStringLiteral("addFilter"))},
        6);
}

void addType(SheetColumn& column) {
    column.section(ComponentsPage::tr("Type"));
    const auto sample = [&](const QString& text, TextStyle style, const QString& name) {
        auto* shown = new ui::Text(text, style);
        auto* label = new ui::Text(name, TextStyle::caption, Tone::tertiary);
        QFont font = label->font();
        font.setWeight(QFont::Normal);
        label->setFont(font);
        column.line({shown, nullptr, label}, 8, 2);
    };
    sample(QStringLiteral("€1,284,900"), TextStyle::display, ComponentsPage::tr("Display 24/32, 600"));
    sample(ComponentsPage::tr("Tenants"), TextStyle::title, ComponentsPage::tr("Title 18/24, 600"));
    sample(QStringLiteral("Tarnwick Foods"), TextStyle::heading, ComponentsPage::tr("Heading 15/20, 600"));
    sample(ComponentsPage::tr("Roles apply at the next sign-in"), TextStyle::body,
           ComponentsPage::tr("Body 13/20, 400"));
    sample(ComponentsPage::tr("Data as of 09:41:07 UTC"), TextStyle::small, ComponentsPage::tr("Small 12/16, 400"));
    sample(QStringLiteral("ten_4qz8m1vd"), TextStyle::mono, ComponentsPage::tr("Mono 12/16"));
}

ui::ConnectionPill* pill(const QString& name, ui::ConnectionState state) {
    auto* made = new ui::ConnectionPill;
    made->setObjectName(name);
    made->setPatience(0);
    made->setState(state, QTime(9, 12));
    return made;
}

void addConnection(SheetColumn& column) {
    column.section(ComponentsPage::tr("Connection, tooltip"));
    column.line({pill(QStringLiteral("reconnecting"), ui::ConnectionState::reconnecting),
                 pill(QStringLiteral("offline"), ui::ConnectionState::offline)},
                6);
    column.line({pill(QStringLiteral("live"), ui::ConnectionState::live), tooltipSample(nullptr)});
}

}  // namespace

void addControls(SheetColumn& column) {
    addButtons(column);
    addFields(column);
    addChoices(column);
    addPills(column);
    addTabs(column);
    column.section(ComponentsPage::tr("Chart colours 1–8, with dash and marker for print"));
    column.add(chartColours(nullptr));
    addType(column);
    addConnection(column);
}

}  // namespace steward::views
