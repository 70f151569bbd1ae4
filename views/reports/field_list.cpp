#include "views/reports/field_list.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

constexpr int rowHeight = 26;

enum FieldRole { FieldNameRole = Qt::UserRole + 1, FieldShelfRole };

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

// Where the field stands, at the right edge.
class FieldDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        ui::paintText(painter, option.rect.adjusted(0, 0, -gap, 0), index.data(FieldShelfRole).toString(), font(),
                      ui::Theme::current().color("text.secondary"), Qt::AlignRight | Qt::AlignVCenter);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const QString shelf = index.data(FieldShelfRole).toString();
        if (shelf.isEmpty()) return;
        const int room = option->rect.width() - option->decorationSize.width() - ui::textWidth(shelf, font()) - 4 * gap;
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight, room);
    }

private:
    static constexpr int gap = 6;
    static QFont font() { return ui::Theme::current().font(ui::TextStyle::caption); }
};

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
      list_(new List),
      samples_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      others_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)) {
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
    list_->setItemDelegate(new FieldDelegate(list_));
    samples_->setObjectName(QStringLiteral("fieldSamples"));
    samples_->setAccessibleName(tr("Values of the chosen field"));
    samples_->setWordWrap(true);
    samples_->hide();
    auto* calculated = new ui::Button(tr("New calculated field"), ui::ButtonVariant::ghost);
    calculated->setObjectName(QStringLiteral("newCalculated"));
    calculated->setIconName(QStringLiteral("plus-lg"));
    column->addWidget(samples_);
    column->addWidget(calculated, 0, Qt::AlignLeft);
    column->addWidget(new ui::Separator);
    others_->setObjectName(QStringLiteral("otherDatasets"));
    others_->setWordWrap(true);
    column->addWidget(new ui::Text(tr("Other datasets"), ui::TextStyle::smallStrong));
    column->addWidget(others_);
    connect(calculated, &QAbstractButton::clicked, this, [this] { Q_EMIT calculatedAsked({}); });

    // The values of a field are asked for when somebody stays on it.
    patience_.setSingleShot(true);
    patience_.setInterval(400);
    connect(&patience_, &QTimer::timeout, this, [this] {
        if (const auto name = currentField(); name && list_->hasFocus()) Q_EMIT samplesAsked(*name);
    });
    connect(list_, &QListWidget::currentItemChanged, this, [this] {
        setSamples({});
        patience_.start();
    });
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(list_, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showMenu(list_->viewport()->mapToGlobal(at)); });
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

void FieldList::setPersonal(bool areShown) {
    if (std::exchange(personalAreShown_, areShown) != areShown) fill();
}

void FieldList::fill() {
    const auto& definition = builder_.definition();
    const QString dataset = QString::fromStdString(definition.dataset);
    if (dataset_->currentData().toString() != dataset) {
        dataset_->setCurrentIndex(dataset_->findData(dataset));
        setSamples({});
        QStringList others;
        for (int i = 0; i < dataset_->count(); ++i)
            if (i != dataset_->currentIndex()) others << dataset_->itemText(i);
        others_->setText(others.join(QStringLiteral(", ")));
    }
    const auto* current = list_->currentItem();
    const QVariant chosen = current ? current->data(FieldNameRole) : QVariant();
    const QSignalBlocker quiet(list_);
    list_->clear();
    QListWidgetItem* heading = nullptr;
    const auto add = [&](const QString& section, const QString& name, const std::string& field, const QString& icon,
                         std::optional<models::Shelf> shelf) {
        if (!name.contains(search_->text().trimmed(), Qt::CaseInsensitive)) return;
        if (!heading || heading->text() != section) {
            heading = new QListWidgetItem(section, list_);
            heading->setFlags(Qt::NoItemFlags);
            heading->setSizeHint({0, rowHeight});
            heading->setFont(ui::Theme::current().font(ui::TextStyle::caption));
        }
        auto* item = new QListWidgetItem(ui::icon(icon), name, list_);
        if (shelf) {
            item->setData(FieldShelfRole, shelfText(*shelf));
            //: a field and where it stands: "Month, on Columns"
            item->setData(Qt::AccessibleTextRole, tr("%1, on %2").arg(name, shelfText(*shelf)));
        }
        item->setSizeHint({0, rowHeight});
        item->setData(FieldNameRole, QString::fromStdString(field));
        item->setToolTip(QString::fromStdString(field));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
        item->setFont(ui::Theme::current().font(shelf ? ui::TextStyle::bodyStrong : ui::TextStyle::body));
        if (shelf) item->setBackground(ui::Theme::current().color("surface.selected"));
        if (chosen.isValid() && item->data(FieldNameRole) == chosen) list_->setCurrentItem(item);
    };
    const auto isOffered = [&](const report::Field& field) {
        return field.role != report::Role::filter && (personalAreShown_ || !field.isPersonal);
    };
    const auto isCalculated = [&](const report::Field& field) {
        return std::ranges::find(definition.fields, field.name, &report::CalculatedField::name) !=
               definition.fields.end();
    };
    const auto fields = [&](const QString& section, auto isPart) {
        for (const auto& field : builder_.fields().fields)
            if (isOffered(field) && isPart(field))
                add(section, fieldTitle(definition, field.name), field.name, fieldIcon(field),
                    builder_.shelfOf(field.name));
    };
    const auto isOwn = [&](const report::Field& field) {
        return field.name.find('.') == std::string::npos && !isCalculated(field);
    };
    fields(tr("Dimensions"), [&](const auto& field) { return isOwn(field) && field.role == report::Role::dimension; });
    fields(tr("Measures"), [&](const auto& field) { return isOwn(field) && field.role == report::Role::measure; });
    const bool isCounted = report::findMeasure(definition, "count()");
    add(tr("Measures"), tr("Number of rows"), {}, QStringLiteral("hash"),
        isCounted ? std::optional(models::Shelf::measures) : std::nullopt);
    fields(tr("Calculated"), isCalculated);
    // Joined fields: those of each relation under its name.
    for (const auto& field : builder_.fields().fields) {
        if (!isOffered(field) || field.name.find('.') == std::string::npos) continue;
        const QString title = fieldTitle(definition, field.name);
        const QString section = title.section(QStringLiteral(": "), 0, -2);
        add(tr("%1, joined").arg(section), title.section(QStringLiteral(": "), -1), field.name, fieldIcon(field),
            builder_.shelfOf(field.name));
    }
    if (!list_->currentItem())
        for (int row = 0; row < list_->count(); ++row)
            if (list_->item(row)->flags() & Qt::ItemIsSelectable) {
                list_->setCurrentRow(row);
                break;
            }
}

void FieldList::put(const QListWidgetItem* item) {
    if (!(item->flags() & Qt::ItemIsSelectable)) return;
    const std::string name = item->data(FieldNameRole).toString().toStdString();
    const auto* known = builder_.field(name);
    const bool isNumber =
        known && (known->type == report::FieldType::integer || known->type == report::FieldType::decimal ||
                  known->type == report::FieldType::money);
    const bool isCalculated = std::ranges::find(builder_.definition().fields, name, &report::CalculatedField::name) !=
                              builder_.definition().fields.end();
    const bool measures = name.empty() || (known && known->role == report::Role::measure) || (isCalculated && isNumber);
    builder_.add(measures ? models::Shelf::measures : models::Shelf::rows, name);
}

std::optional<std::string> FieldList::currentField() const {
    const auto* item = list_->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsSelectable)) return std::nullopt;
    return item->data(FieldNameRole).toString().toStdString();
}

void FieldList::setSamples(const QString& text) {
    samples_->setText(text);
    samples_->setVisible(!text.isEmpty());
}

void FieldList::showMenu(const QPoint& at) {
    const auto name = currentField();
    if (!name) return;
    auto* menu = new QMenu(list_);
    menu->setObjectName(QStringLiteral("fieldMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto shelf : {models::Shelf::rows, models::Shelf::columns, models::Shelf::measures}) {
        if (name->empty() && shelf != models::Shelf::measures) continue;
        menu->addAction(tr("Put on %1").arg(shelfText(shelf)), this,
                        [this, shelf, name = *name] { builder_.add(shelf, name); });
    }
    if (!name->empty()) menu->addAction(tr("Filter by it…"), this, [this, name = *name] { Q_EMIT filterAsked(name); });
    const auto& fields = builder_.definition().fields;
    if (std::ranges::find(fields, *name, &report::CalculatedField::name) != fields.end()) {
        menu->addSeparator();
        menu->addAction(tr("Change the expression…"), this, [this, name = *name] { Q_EMIT calculatedAsked(name); });
        menu->addAction(tr("Delete the field"), this, [this, name = *name] { builder_.removeCalculated(name); });
    }
    menu->popup(at);
}

}  // namespace steward::views
