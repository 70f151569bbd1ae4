#include "views/common/tenant_picker.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include "models/common/filter.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "ui/overlay.h"

namespace steward::views {

TenantPicker::TenantPicker(Fetch fetch, QWidget* parent)
    : QWidget(parent),
      fetch_(std::move(fetch)),
      logo_(new ui::LogoTile({}, 20)),
      button_(new ui::Button(tr("Choose a tenant"))),
      popup_(new ui::Popup(button_)),
      field_(new ui::SearchField(tr("Find a tenant"))),
      list_(new QListWidget),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(logo_);
    row->addWidget(button_);
    row->addStretch();
    logo_->hide();
    button_->setObjectName(QStringLiteral("tenantPicker"));
    button_->setTrailingIcon(QStringLiteral("chevron-expand"));
    button_->setAccessibleName(tr("Tenant"));
    field_->setObjectName(QStringLiteral("tenantPickerSearch"));
    field_->setAccessibleName(tr("Find a tenant"));
    list_->setObjectName(QStringLiteral("tenantPickerList"));
    list_->setAccessibleName(tr("Tenants"));
    list_->setFixedSize(320, 280);
    list_->setFrameShape(QFrame::NoFrame);
    popup_->content()->addWidget(field_);
    popup_->content()->addWidget(list_);
    popup_->content()->addWidget(note_);
    connect(button_, &QAbstractButton::clicked, this, &TenantPicker::openList);
    connect(field_, &QLineEdit::textChanged, this, &TenantPicker::search);
    connect(field_, &QLineEdit::returnPressed, this, [this] { choose(std::max(0, list_->currentRow())); });
    connect(list_, &QListWidget::itemActivated, this, [this] { choose(list_->currentRow()); });
    connect(list_, &QListWidget::itemClicked, this, [this] { choose(list_->currentRow()); });
}

void TenantPicker::setTenant(const domain::Tenant& tenant) {
    const QString name = QString::fromStdString(tenant.name);
    button_->setText(name);
    logo_->setName(name);
    logo_->show();
}

void TenantPicker::openList() {
    popup_->open();
    field_->clear();
    field_->setFocus(Qt::PopupFocusReason);
    search();
}

void TenantPicker::search() {
    contract::ListRequest request;
    request.limit = 50;
    request.sort = "name";
    models::Clauses clauses{{QStringLiteral("status"), models::Comparison::isNot, {QStringLiteral("archived")}}};
    if (const QString text = field_->text().trimmed(); !text.isEmpty())
        clauses.push_back({QStringLiteral("name"), models::Comparison::contains, {text}});
    request.filter = models::filterText(clauses).toStdString();
    searching_.take(fetch_(request), [this](Result<contract::Page<domain::Tenant>> page) {
        list_->clear();
        found_.clear();
        if (!page) return note_->setText(QString::fromStdString(page.error().message));
        found_ = std::move(page->items);
        for (const auto& tenant : found_)
            list_->addItem(QString::fromStdString(tenant.name));
        list_->setCurrentRow(0);
        note_->setText(
            tr("%1 of %2").arg(locale().toString(qlonglong(found_.size())), locale().toString(qlonglong(page->total))));
    });
}

void TenantPicker::choose(int row) {
    if (row < 0 || row >= int(found_.size())) return;
    const domain::Tenant tenant = found_[std::size_t(row)];
    popup_->close();
    setTenant(tenant);
    Q_EMIT picked(tenant);
}

}  // namespace steward::views
