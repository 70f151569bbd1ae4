#include "views/common/filter_bar.h"

#include <QBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {
constexpr int typingMs = 100;
}

FilterBar::FilterBar(QList<FilterField> fields, const QString& searched, const QStringList& prominent, QWidget* parent)
    : QWidget(parent),
      fields_(std::move(fields)),
      chips_(new QHBoxLayout),
      trailing_(new QHBoxLayout),
      adder_(ui::Chip::adder(tr("Filter"))),
      search_(new ui::SearchField(tr("Filter these rows"), u"/"_s)) {
    setFixedHeight(ui::Theme::current().metric("toolbar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(8);
    chips_->setSpacing(8);
    trailing_->setSpacing(2);
    adder_->setObjectName(u"addFilter"_s);
    adder_->setAccessibleName(tr("Add a filter"));
    search_->setObjectName(u"quickFilter"_s);
    search_->setAccessibleName(tr("Filter these rows by %1").arg(searched));
    search_->setLeadingIcon(u"funnel"_s);
    search_->setFixedWidth(190);
    // Many filters scroll; what stands at the right stays.
    auto* filters = new QWidget;
    auto* line = new QHBoxLayout(filters);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addLayout(chips_);
    for (const QString& field : prominent) {
        auto* chip = ui::Chip::adder(fieldText(field));
        chip->setObjectName(u"filterBy."_s + field);
        chip->setAccessibleName(tr("Filter by %1").arg(fieldText(field)));
        connect(chip, &QAbstractButton::clicked, this, [this, chip, field] { edit(-1, chip, field); });
        prominent_.insert(field, chip);
        line->addWidget(chip);
    }
    line->addWidget(adder_);
    line->addStretch();
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumWidth(160);
    area->setWidget(filters);
    area->viewport()->setAutoFillBackground(false);
    filters->setAutoFillBackground(false);
    row->addWidget(area, 1);
    row->addWidget(search_);
    row->addLayout(trailing_);
    typing_.setSingleShot(true);
    typing_.setInterval(typingMs);
    connect(adder_, &QAbstractButton::clicked, this, [this] { edit(-1, adder_); });
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        typing_.stop();
        Q_EMIT changed();
    });
    connect(&typing_, &QTimer::timeout, this, &FilterBar::changed);
}

QString FilterBar::searchText() const {
    return search_->text().trimmed();
}

void FilterBar::setClauses(const models::Clauses& clauses) {
    clauses_ = clauses;
    showChips();
}

void FilterBar::clear() {
    clauses_.clear();
    search_->clear();
    typing_.stop();
    showChips();
    Q_EMIT changed();
}

QString FilterBar::filterText() const {
    return filterText(clauses_);
}

QString FilterBar::filterText(models::Clauses all) const {
    if (!searchText().isEmpty()) all.push_back({u"search"_s, models::Comparison::contains, {searchText()}});
    return models::filterText(all);
}

void FilterBar::showChips() {
    while (QLayoutItem* item = chips_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < int(clauses_.size()); ++i) {
        const models::Clause& clause = clauses_[std::size_t(i)];
        auto* chip = new ui::Chip(fieldText(clause.field), FilterEditor::valueText(clause), this);
        chip->setObjectName(u"chip.%1"_s.arg(clause.field));
        chip->setAccessibleName(tr("Filter %1 %2").arg(fieldText(clause.field), FilterEditor::valueText(clause)));
        chip->setActive(true);
        connect(chip, &QAbstractButton::clicked, this, [this, i, chip] { edit(i, chip); });
        connect(chip, &ui::Chip::removed, this, [this, i] {
            clauses_.erase(clauses_.begin() + i);
            showChips();
            adder_->setFocus(Qt::OtherFocusReason);
            Q_EMIT changed();
        });
        chips_->addWidget(chip);
    }
    for (auto it = prominent_.cbegin(); it != prominent_.cend(); ++it)
        it.value()->setVisible(std::ranges::find(clauses_, it.key(), &models::Clause::field) == clauses_.end());
}

void FilterBar::setCounts(contract::ListName list, models::Fetch<contract::GroupsRequest, contract::Groups> count) {
    list_ = list;
    groups_ = std::move(count);
}

// What the other clauses leave is counted.
FilterEditor::Count FilterBar::counter(int index) const {
    if (!groups_) return {};
    return [this, index](const QString& field) {
        models::Clauses others;
        for (int i = 0; i < int(clauses_.size()); ++i)
            if (i != index) others.push_back(clauses_[std::size_t(i)]);
        contract::GroupsRequest request{list_, field.toStdString(), {}, {}};
        if (const QString filter = filterText(std::move(others)); !filter.isEmpty())
            request.filter = filter.toStdString();
        return groups_(request);
    };
}

void FilterBar::edit(int index, QWidget* anchor, const QString& field) {
    const auto before = index < 0 ? std::nullopt : std::optional(clauses_[std::size_t(index)]);
    auto* editor = new FilterEditor(anchor, fields_, before, counter(index), field);
    connect(editor, &FilterEditor::accepted, this, [this, index](const models::Clause& clause) {
        if (index >= 0 && index < int(clauses_.size()))
            clauses_[std::size_t(index)] = clause;
        else
            clauses_.push_back(clause);
        showChips();
        Q_EMIT changed();
    });
    editor->open();
}

void FilterBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
}

}  // namespace steward::views
