#include "views/common/picker.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "ui/overlay.h"

namespace steward::views {

Picker::Picker(const QString& id, const Words& words, bool roundLogo, QWidget* parent)
    : QWidget(parent),
      choose_(words.choose),
      logo_(new ui::LogoTile({}, 20, roundLogo)),
      button_(new ui::Button(words.choose)),
      popup_(new ui::Popup(button_)),
      field_(new ui::SearchField(words.find)),
      list_(new QListWidget),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(logo_);
    row->addWidget(button_);
    row->addStretch();
    logo_->hide();
    button_->setObjectName(id);
    button_->setTrailingIcon(QStringLiteral("chevron-expand"));
    button_->setAccessibleName(words.name);
    field_->setObjectName(id + QStringLiteral("Search"));
    field_->setAccessibleName(words.find);
    list_->setObjectName(id + QStringLiteral("List"));
    list_->setAccessibleName(words.list);
    list_->setFixedSize(320, 280);
    list_->setFrameShape(QFrame::NoFrame);
    popup_->content()->addWidget(field_);
    popup_->content()->addWidget(list_);
    popup_->content()->addWidget(note_);
    connect(button_, &QAbstractButton::clicked, this, &Picker::openList);
    connect(field_, &QLineEdit::textChanged, this, [this] { search(field_->text().trimmed()); });
    connect(field_, &QLineEdit::returnPressed, this, [this] { choose(std::max(0, list_->currentRow())); });
    connect(list_, &QListWidget::itemActivated, this, [this] { choose(list_->currentRow()); });
    connect(list_, &QListWidget::itemClicked, this, [this] { choose(list_->currentRow()); });
}

void Picker::setChosen(const QString& name) {
    button_->setText(name.isEmpty() ? choose_ : name);
    logo_->setName(name);
    logo_->setVisible(!name.isEmpty());
}

void Picker::openList() {
    popup_->open();
    field_->clear();
    field_->setFocus(Qt::PopupFocusReason);
    search({});
}

void Picker::list(const QStringList& names, qint64 total) {
    list_->clear();
    list_->addItems(names);
    list_->setCurrentRow(0);
    note_->setText(tr("%1 of %2").arg(locale().toString(qlonglong(names.size())), locale().toString(total)));
}

void Picker::list(const Error& error) {
    list_->clear();
    note_->setText(QString::fromStdString(error.message));
}

void Picker::choose(int row) {
    if (row < 0 || row >= list_->count()) return;
    popup_->close();
    chosen(row);
}

}  // namespace steward::views
