#include "app/navigation.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/common/mark.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using views::PageGroup;

namespace {

QString titleOf(PageGroup group) {
    switch (group) {
        case PageGroup::customers:
            return Navigation::tr("Customers");
        case PageGroup::operations:
            return Navigation::tr("Operations");
        case PageGroup::business:
            return Navigation::tr("Business");
        case PageGroup::platform:
            return Navigation::tr("Platform");
        case PageGroup::top:
        case PageGroup::help:
            break;
    }
    return {};
}

}  // namespace

WorkspaceButton::WorkspaceButton(const QString& name, ui::Environment environment, QWidget* parent)
    : QAbstractButton(parent), environment_(environment) {
    setText(name);
    setObjectName(u"workspaceSwitcher"_s);
    setAccessibleName(tr("Workspace %1, switch").arg(name));
    setFixedHeight(28);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRing", true);
    setAttribute(Qt::WA_Hover);
}

void WorkspaceButton::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    const bool narrow = width() < 60;
    const QColor line =
        theme.color(underMouse() ? ui::ColorRole("border.controlHover") : ui::ColorRole("border.control"));
    ui::paintCard(&painter, rect(), theme.color("surface.panel"), line, 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.environment(environment_).solid);
    painter.drawRoundedRect(narrow ? QRectF((width() - 10) / 2.0, 9, 10, 10) : QRectF(9, 9, 10, 10), 3, 3);
    if (narrow) return;
    QFont font = theme.font(ui::TextStyle::bodyStrong);
    ui::paintText(&painter, QRect(27, 0, width() - 50, height()), text(), font, theme.color("text.primary"));
    ui::paintIcon(&painter, QRectF(width() - 21, 8, 12, 12), u"chevron-expand"_s, theme.color("text.tertiary"));
}

NavigationItem::NavigationItem(const QString& icon, const QString& name, QWidget* parent)
    : QAbstractButton(parent), icon_(icon) {
    setText(name);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRing", true);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRail(false);
}

void NavigationItem::setCount(const QString& count) {
    count_ = count;
    setAccessibleDescription(count);
    update();
}

void NavigationItem::setRail(bool rail) {
    rail_ = rail;
    const QString where = rail ? text() : tr("Go to %1").arg(text());
    setToolTip(keys_.isEmpty() ? where : tr("%1  (%2)").arg(where, keys_));
    updateGeometry();
}

void NavigationItem::setKeys(const QString& keys) {
    keys_ = keys;
    setRail(rail_);
}

QSize NavigationItem::sizeHint() const {
    return {rail_ ? 36 : 192, ui::Theme::current().metric("navRow")};
}

void NavigationItem::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        focusNextPrevChild(event->key() == Qt::Key_Down);
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void NavigationItem::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    if (isChecked())
        ui::paintCard(&painter, rect(), theme.color("surface.navActive"), theme.color("border.default"), 6);
    else if (underMouse())
        ui::paintCard(&painter, rect(), theme.color("surface.hover"), theme.color("surface.hover"), 6);
    const QColor icon = theme.color(isChecked() ? ui::ColorRole("accent.fg") : ui::ColorRole("text.secondary"));
    const int left = rail_ ? (width() - 16) / 2 : 9;
    ui::paintIcon(&painter, QRectF(left, (height() - 16) / 2.0, 16, 16), icon_, icon);
    if (rail_) return;
    int right = width() - 9;
    if (!count_.isEmpty()) {
        const QFont small = theme.font(ui::TextStyle::caption);
        ui::paintText(&painter, QRect(0, 0, right, height()), count_, small, theme.color("text.tertiary"),
                      Qt::AlignRight | Qt::AlignVCenter);
        right -= ui::textWidth(count_, small) + 8;
    }
    ui::paintText(&painter, QRect(33, 0, right - 33, height()), text(),
                  theme.font(isChecked() ? ui::TextStyle::bodyStrong : ui::TextStyle::body),
                  theme.color(isChecked() ? ui::ColorRole("text.primary") : ui::ColorRole("text.secondary")));
}

Navigation::Navigation(const QString& workspace, ui::Environment environment, QWidget* parent) : QWidget(parent) {
    setObjectName(u"navigation"_s);
    setAccessibleName(tr("Navigation"));
    workspace_ = new WorkspaceButton(workspace, environment);
    layout_ = new QVBoxLayout(this);
    layout_->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(36, 10, 4, 10);
    top->addWidget(workspace_);
    layout_->addLayout(top);
    list_ = new QVBoxLayout;
    list_->setSpacing(1);
    layout_->addLayout(list_);
    layout_->addStretch();
    setRail(false);
}

void Navigation::setPages(const QList<views::PageInfo>& pages) {
    PageGroup group = PageGroup::top;
    for (const views::PageInfo& page : pages) {
        if (page.group == PageGroup::help) continue;
        if (page.group != group) {
            group = page.group;
            auto* title = new ui::Text(titleOf(group), ui::TextStyle::caption, ui::Tone::tertiary);
            title->setContentsMargins(8, 12, 8, 4);
            auto* line = new QWidget;
            line->setFixedSize(24, 15);
            auto* middle = new QVBoxLayout(line);
            middle->setContentsMargins(0, 7, 0, 7);
            middle->addWidget(new ui::Separator);
            list_->addWidget(title);
            list_->addWidget(line, 0, Qt::AlignHCenter);
            titles_ << title;
            lines_ << line;
        }
        auto* item = new NavigationItem(page.icon, page.title);
        item->setObjectName(u"go."_s + page.id);
        connect(item, &QAbstractButton::clicked, this, [this, id = page.id] { Q_EMIT chosen(id); });
        list_->addWidget(item);
        items_.insert(page.id, item);
    }
    setRail(rail_);
}

void Navigation::setCurrent(const QString& pageId) {
    for (auto it = items_.cbegin(); it != items_.cend(); ++it) {
        it.value()->setAutoExclusive(false);
        it.value()->setChecked(it.key() == pageId);
        it.value()->setAutoExclusive(true);
    }
}

void Navigation::setCount(const QString& pageId, const QString& count) {
    if (auto* item = items_.value(pageId)) item->setCount(count);
}

void Navigation::setKeys(const QString& pageId, const QString& keys) {
    if (auto* item = items_.value(pageId)) item->setKeys(keys);
}

void Navigation::setRail(bool rail) {
    rail_ = rail;
    const ui::Theme& theme = ui::Theme::current();
    setFixedWidth(theme.metric(rail ? ui::Metric("navRail") : ui::Metric("navWidth")));
    layout_->setContentsMargins(8, 0, 9, 8);
    if (rail)
        layout_->itemAt(0)->layout()->setContentsMargins(0, 48, 0, 0);
    else
        layout_->itemAt(0)->layout()->setContentsMargins(36, 10, 4, 14);
    for (QWidget* title : std::as_const(titles_))
        title->setVisible(!rail);
    for (QWidget* line : std::as_const(lines_))
        line->setVisible(rail);
    for (NavigationItem* item : std::as_const(items_))
        item->setRail(rail);
    update();
}

void Navigation::takeWorkspaceButton() {
    workspace_->setMinimumWidth(0);
    workspace_->setMaximumWidth(QWIDGETSIZE_MAX);
    layout_->itemAt(0)->layout()->addWidget(workspace_);
}

QWidget* Navigation::currentItem() const {
    for (NavigationItem* item : items_)
        if (item->isChecked()) return item;
    return nullptr;
}

void Navigation::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.nav"));
    painter.fillRect(width() - 1, 0, 1, height(), theme.color("border.default"));
    views::paintMark(&painter, rail_ ? QRectF((width() - 25) / 2.0, 12, 24, 24) : QRectF(12, 12, 24, 24));
}

}  // namespace steward::app
