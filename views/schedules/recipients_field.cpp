#include "views/schedules/recipients_field.h"

#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/paint.h"
#include "ui/theme.h"
#include "views/schedules/schedule_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::DeliveryKind;
using domain::ReportDelivery;

namespace {

constexpr int shownAtOnce = 4, chipHeight = 26, gap = 4;

// An address with an @ is one of e-mail, all else a folder.
std::vector<ReportDelivery> readDeliveries(const QString& text) {
    std::vector<ReportDelivery> read;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString to = part.trimmed();
        if (!to.isEmpty())
            read.push_back({to.contains(u'@') ? DeliveryKind::email : DeliveryKind::folder, to.toStdString()});
    }
    return read;
}

}  // namespace

RecipientsField::RecipientsField(QWidget* parent) : QWidget(parent), area_(new QScrollArea), line_(new QLineEdit) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 2);
    column->setSpacing(2);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    area_->viewport()->setAutoFillBackground(false);
    line_->setObjectName(u"scheduleRecipient"_s);
    line_->setAccessibleName(tr("Add a recipient"));
    line_->setPlaceholderText(tr("E-mail or folder"));
    line_->setToolTip(tr("An e-mail address, or a folder of the platform such as finance/monthly"));
    line_->setFrame(false);
    line_->setMaxLength(500);
    column->addWidget(area_);
    column->addWidget(line_);
    setFocusProxy(line_);
    connect(line_, &QLineEdit::returnPressed, this, &RecipientsField::add);
    connect(line_, &QLineEdit::editingFinished, this, &RecipientsField::add);
    connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (text.endsWith(u',')) add();
        Q_EMIT changed();
    });
    showAll();
}

void RecipientsField::setDeliveries(const std::vector<ReportDelivery>& deliveries) {
    deliveries_ = deliveries;
    line_->clear();
    showAll();
}

std::vector<ReportDelivery> RecipientsField::deliveries() const {
    auto all = deliveries_;
    for (auto& one : readDeliveries(line_->text()))
        if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
    return all;
}

void RecipientsField::add() {
    auto all = deliveries();
    line_->clear();
    if (all == deliveries_) return;
    deliveries_ = std::move(all);
    showAll();
    Q_EMIT changed();
}

void RecipientsField::remove(const ReportDelivery& delivery) {
    std::erase(deliveries_, delivery);
    showAll();
    line_->setFocus();
    Q_EMIT changed();
}

void RecipientsField::showAll() {
    auto* list = new QWidget;
    list->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    for (const auto& delivery : deliveries_) {
        const QString name = recipientText(delivery.kind, delivery.to);
        auto* chip = new ui::Chip({}, name);
        chip->setLook(ui::ChipLook::neutral);
        chip->setObjectName(u"recipient."_s + QString::fromStdString(delivery.to));
        chip->setToolTip(tr("%1. Press Delete to remove").arg(name));
        chip->setMaximumWidth(226);
        // The chip is not there any more when the rest is shown: after its own event.
        connect(chip, &ui::Chip::removed, this, [this, delivery] { remove(delivery); }, Qt::QueuedConnection);
        column->addWidget(chip);
    }
    column->addStretch();
    const int lines = std::min<int>(int(deliveries_.size()), shownAtOnce);
    area_->setVisible(lines > 0);
    area_->setFixedHeight(std::max(0, lines * (chipHeight + gap) - gap));
    area_->setWidget(list);
}

void RecipientsField::paintEvent(QPaintEvent*) {
    const auto& theme = ui::Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ui::paintCard(&painter, rect(),
                  theme.color(isEnabled() ? ui::ColorRole("surface.field") : ui::ColorRole("surface.panelAlt")),
                  theme.color(isEnabled() ? ui::ColorRole("border.control") : ui::ColorRole("border.default")), 6);
}

}  // namespace steward::views
