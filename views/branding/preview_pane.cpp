#include "views/branding/preview_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/html/html_view.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/tabs.h"

namespace steward::views {
namespace {

constexpr int phoneWidth = 390;

}  // namespace

PreviewPane::PreviewPane(models::BrandEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      page_(new ui::HtmlView),
      address_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* bar = new ui::TabRow;
    auto* top = new QHBoxLayout(bar);
    top->setContentsMargins(0, 0, 16, 0);
    auto* tabs = new ui::Tabs;
    tabs->setObjectName(QStringLiteral("previewTabs"));
    tabs->setAccessibleName(tr("Preview of"));
    tabs->addTab(tr("Sign-in page"));
    auto* width = new ui::SegmentedControl;
    width->setObjectName(QStringLiteral("previewWidth"));
    width->setAccessibleName(tr("Width of the preview"));
    width->addSegment({}, QStringLiteral("laptop"), tr("Computer"));
    width->addSegment({}, QStringLiteral("phone"), tr("Phone"));
    top->addWidget(tabs, 1);
    top->addWidget(width);
    column->addWidget(bar);

    auto* frame = new ui::Card;
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->setSpacing(0);
    auto* address = new QHBoxLayout;
    address->setContentsMargins(12, 8, 12, 8);
    address->setSpacing(8);
    auto* lock = new QLabel;
    lock->setPixmap(ui::icon(QStringLiteral("lock"), "text.tertiary").pixmap(12, 12));
    address_->setElided(true);
    address->addWidget(lock);
    address->addWidget(address_, 1);
    address->addWidget(new ui::Text(tr("Preview of the draft, 100 %"), ui::TextStyle::caption, ui::Tone::tertiary));
    inside->addLayout(address);
    inside->addWidget(new ui::Separator);
    page_->setObjectName(QStringLiteral("previewPage"));
    page_->setAccessibleName(tr("Sign-in page with this brand"));
    stack_ = new ui::StateStack(page_);
    inside->addWidget(stack_, 1);
    auto* around = new QVBoxLayout;
    around->setContentsMargins(16, 16, 16, 16);
    around->addWidget(frame);
    column->addLayout(around, 1);

    connect(width, &ui::SegmentedControl::currentChanged, this,
            [this](int index) { page_->setPageWidth(index == 1 ? phoneWidth : 0); });
    connect(&editor_, &models::BrandEditor::opened, this, [this] { stack_->showLoading(); });
    connect(&editor_, &models::BrandEditor::pageChanged, this, &PreviewPane::show);
    connect(stack_, &ui::StateStack::retried, &editor_, &models::BrandEditor::reload);
}

void PreviewPane::setAddress(const QString& address) {
    address_->setText(address);
}

void PreviewPane::show() {
    if (editor_.previewError()) return stack_->showError(*editor_.previewError(), tr("The preview could not be made"));
    page_->setHtml(editor_.page());
    stack_->showContent();
}

}  // namespace steward::views
