#include "views/components/components_page.h"

#include <QAbstractButton>

#include "ui/focus.h"
#include "views/components/sheet.h"

namespace steward::views {
namespace {

constexpr int columnWidth = 332;

QVBoxLayout* addColumn(QHBoxLayout* columns) {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    columns->addLayout(column);
    return column;
}

}  // namespace

void SheetColumn::section(const QString& title) {
    if (below_ < 10) layout_->addSpacing(10 - below_);
    auto* text = new ui::Text(title, ui::TextStyle::caption, ui::Tone::secondary);
    QFont font = text->font();
    font.setWeight(QFont::DemiBold);
    text->setFont(font);
    text->setFixedWidth(columnWidth);
    layout_->addWidget(text);
    space(6);
}

void SheetColumn::space(int below) {
    if (below > 0) layout_->addSpacing(below);
    below_ = below;
}

QHBoxLayout* SheetColumn::line(std::initializer_list<QWidget*> widgets, int spacing, int below) {
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing);
    bool stretched = false;
    for (QWidget* widget : widgets) {
        if (!widget) {
            row->addStretch(1);
            stretched = true;
            continue;
        }
        const bool grows = widget->sizePolicy().expandingDirections() & Qt::Horizontal;
        row->addWidget(widget, grows ? 1 : 0);
        stretched = stretched || grows;
    }
    if (!stretched) row->addStretch(1);
    layout_->addLayout(row);
    space(below);
    return row;
}

void SheetColumn::add(QWidget* widget, int below) {
    layout_->addWidget(widget);
    space(below);
}

ComponentsPage::ComponentsPage(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("componentsPage"));
    setAccessibleName(tr("Components"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    auto* sheet = new QWidget;
    sheet->setObjectName(QStringLiteral("componentSheet"));
    auto* page = new QVBoxLayout(sheet);
    page->setContentsMargins(20, 16, 20, 0);
    page->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* title = new ui::Text(tr("Components"), ui::TextStyle::title);
    title->setFixedHeight(28);
    head->addWidget(title);
    theme_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::tertiary);
    theme_->setObjectName(QStringLiteral("themeName"));
    head->addWidget(theme_, 1, Qt::AlignVCenter);
    page->addLayout(head);
    page->addSpacing(8);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    SheetColumn controls(addColumn(columns));
    addControls(controls);
    controls.layout()->addStretch(1);
    SheetColumn views(addColumn(columns));
    addViews(views);
    views.layout()->addStretch(1);
    columns->addStretch(1);
    page->addLayout(columns, 1);
    setWidget(sheet);
    for (auto* button : sheet->findChildren<QAbstractButton*>()) {
        if (button->property("pinned").toString() == QLatin1String("focus")) ui::pinFocusRing(button);
    }
    connect(&ui::Theme::current(), &ui::Theme::changed, this, &ComponentsPage::nameTheme);
    nameTheme();
}

void ComponentsPage::nameTheme() {
    switch (ui::Theme::current().shown()) {
        case ui::ThemeKind::dark:
            return theme_->setText(tr("Dark theme"));
        case ui::ThemeKind::highContrast:
            return theme_->setText(tr("High-contrast theme"));
        default:
            return theme_->setText(tr("Light theme"));
    }
}

}  // namespace steward::views
