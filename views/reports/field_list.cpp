#include "views/reports/field_list.h"

#include <QHBoxLayout>
#include <QMimeData>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

constexpr int rowHeight = 26;

enum FieldRole { FieldNameRole = Qt::UserRole + 1 };

QString shelfText(models::Shelf shelf) {
    switch (shelf) {
        case models::Shelf::rows:
            return FieldList::tr("Rows");
        case models::Shelf::columns:
            return FieldList::tr("Columns");
        case models::Shelf::measures:
            break;
    }
    return FieldList::tr("Measures");
}

}  // namespace

// Fields are dragged by name.
class FieldList::List : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override {
        if (items.isEmpty() || !(items.first()->flags() & Qt::ItemIsDragEnabled)) return nullptr;
        auto* carried = new QMimeData;
        carried->setData(QLatin1String(fieldMimeType), items.first()->data(FieldNameRole).toString().toUtf8());
        return carried;
    }
};

FieldList::FieldList(models::ReportBuilder& builder, QWidget* parent)
    : QWidget(parent),
      builder_(builder),
      dataset_(new ui::Select),
      snapshot_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)),
      take_(new ui::Button({}, ui::ButtonVariant::link)),
      search_(new ui::SearchField(tr("Find a field"))),
      list_(new List) {
    setFixedWidth(236);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto* title = new ui::Text(tr("Dataset"), ui::TextStyle::smallStrong);
    title->setBuddy(dataset_);
    dataset_->setObjectName(QStringLiteral("reportDataset"));
    dataset_->setAccessibleName(tr("Dataset"));
    for (const auto& dataset : report::datasets())
        dataset_->addItem(ui::icon(QStringLiteral("database")), datasetTitle(dataset),
                          QString::fromStdString(dataset.name));
    snapshot_->setObjectName(QStringLiteral("snapshotAge"));
    snapshot_->setElided(true);
    take_->setObjectName(QStringLiteral("takeSnapshot"));
    search_->setObjectName(QStringLiteral("fieldSearch"));
    search_->setAccessibleName(tr("Find a field"));
    list_->setObjectName(QStringLiteral("fieldList"));
    list_->setAccessibleName(tr("Fields"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setDragEnabled(true);
    list_->setDragDropMode(QAbstractItemView::DragOnly);
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(snapshot_, 1);
    line->addWidget(take_);
    column->addWidget(title);
    column->addWidget(dataset_);
    column->addLayout(line);
    column->addWidget(search_);
    column->addWidget(list_, 1);

    connect(dataset_, &QComboBox::activated, this,
            [this] { builder_.setDataset(dataset_->currentData().toString().toStdString()); });
    connect(take_, &QAbstractButton::clicked, this,
            [this] { Q_EMIT snapshotAsked(dataset_->currentData().toString()); });
    connect(search_, &QLineEdit::textChanged, this, &FieldList::fill);
    connect(list_, &QListWidget::itemActivated, this, &FieldList::put);
    connect(&builder_, &models::ReportBuilder::definitionChanged, this, &FieldList::fill);
    fill();
}

void FieldList::setSnapshot(const QString& text, bool exists, bool canTake) {
    snapshot_->setText(text);
    take_->setText(exists ? tr("Renew") : tr("Take"));
    take_->setAccessibleName(exists ? tr("Take the snapshot again") : tr("Take a snapshot to work offline"));
    take_->setEnabled(canTake);
}

void FieldList::fill() {
    const QString dataset = QString::fromStdString(builder_.definition().dataset);
    if (dataset_->currentData().toString() != dataset) dataset_->setCurrentIndex(dataset_->findData(dataset));
    const int scroll = list_->currentRow();
    list_->clear();
    const auto* declared = report::findDataset(builder_.definition().dataset);
    if (!declared) return;
    const auto section = [&](const QString& title, report::Role role) {
        QListWidgetItem* heading = nullptr;
        for (const auto& field : declared->fields) {
            const QString name = fieldTitle(declared->name, field.name);
            if (field.role != role || !name.contains(search_->text().trimmed(), Qt::CaseInsensitive)) continue;
            if (!heading) {
                heading = new QListWidgetItem(title, list_);
                heading->setFlags(Qt::NoItemFlags);
                heading->setSizeHint({0, rowHeight});
                heading->setFont(ui::Theme::current().font(ui::TextStyle::caption));
            }
            const auto shelf = builder_.shelfOf(field.name);
            auto* item =
                new QListWidgetItem(ui::icon(fieldIcon(field)),
                                    shelf ? QStringLiteral("%1  ·  %2").arg(name, shelfText(*shelf)) : name, list_);
            item->setSizeHint({0, rowHeight});
            item->setData(FieldNameRole, QString::fromStdString(field.name));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
            QFont font = ui::Theme::current().font(shelf ? ui::TextStyle::bodyStrong : ui::TextStyle::body);
            item->setFont(font);
            if (shelf) item->setBackground(ui::Theme::current().color("surface.selected"));
        }
    };
    section(tr("Dimensions"), report::Role::dimension);
    section(tr("Measures"), report::Role::measure);
    list_->setCurrentRow(std::clamp(scroll, 0, std::max(0, list_->count() - 1)));
}

void FieldList::put(const QListWidgetItem* item) {
    const std::string field = item->data(FieldNameRole).toString().toStdString();
    const auto* declared = report::findDataset(builder_.definition().dataset);
    const auto* known = declared ? declared->find(field) : nullptr;
    if (!known) return;
    builder_.add(known->role == report::Role::measure ? models::Shelf::measures : models::Shelf::rows, field);
}

}  // namespace steward::views
