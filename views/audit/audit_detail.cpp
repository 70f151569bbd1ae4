#include "views/audit/audit_detail.h"

#include <QBoxLayout>
#include <QScrollArea>
#include <map>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/page.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

ui::Text* cell(const QString& text, ui::Tone tone) {
    auto* label = new ui::Text(text, ui::TextStyle::small, tone);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

// 64 digits have no place to break.
QString inLines(const std::string& hash) {
    const QString text = QString::fromStdString(hash);
    return text.left(32) + u'\n' + text.mid(32);
}

}  // namespace

AuditDetail::AuditDetail(PageContext& context, QWidget* parent) : DetailPanel(parent), context_(context) {
    setObjectName(u"auditDetail"_s);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(15, 12, 8, 12);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    title_ = new ui::Text({}, ui::TextStyle::heading);
    title_->setObjectName(u"auditTitle"_s);
    title_->setElided(true);
    time_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    words->addWidget(title_);
    words->addWidget(time_);
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"closeAuditDetail"_s);
    head->addLayout(words, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    outer->addLayout(head);

    auto* actions = new QHBoxLayout;
    actions->setContentsMargins(15, 0, 16, 12);
    actions->setSpacing(8);
    revert_ = new ui::Button(tr("Revert…"));
    revert_->setObjectName(u"revertEntry"_s);
    revert_->setIconName(u"arrow-counterclockwise"_s);
    revertBatch_ = new ui::Button(tr("Revert the whole batch…"));
    revertBatch_->setObjectName(u"revertBatch"_s);
    needs(revert_, context.session, domain::Permission::plansApply);
    needs(revertBatch_, context.session, domain::Permission::plansApply);
    actions->addWidget(revert_);
    actions->addWidget(revertBatch_);
    actions->addStretch();
    outer->addLayout(actions);
    outer->addWidget(new ui::Separator);

    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(15, 12, 16, 12);
    layout->setSpacing(8);
    facts_ = new ui::KeyValueList;
    layout->addWidget(facts_);
    layout->addWidget(new ui::Separator);
    layout->addWidget(new ui::SectionHeader(tr("Before and after")));
    difference_ = new QGridLayout;
    difference_->setHorizontalSpacing(12);
    difference_->setVerticalSpacing(6);
    difference_->setColumnStretch(1, 1);
    difference_->setColumnStretch(2, 1);
    layout->addLayout(difference_);
    nothing_ = new ui::Text(tr("This entry changed no fields."), ui::TextStyle::small, ui::Tone::tertiary);
    layout->addWidget(nothing_);
    layout->addWidget(new ui::Separator);
    layout->addWidget(new ui::SectionHeader(tr("Chain")));
    chain_ = new ui::Text({}, ui::TextStyle::mono, ui::Tone::tertiary);
    chain_->setWordWrap(true);
    chain_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(chain_);
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);

    connect(close, &QAbstractButton::clicked, this, &AuditDetail::closeRequested);
    connect(revert_, &QAbstractButton::clicked, this, [this] {
        if (entry_) context_.shell.openRevert({}, {QString::fromStdString(entry_->id)});
    });
    connect(revertBatch_, &QAbstractButton::clicked, this, [this] {
        if (entry_ && entry_->batchId) context_.shell.openRevert(QString::fromStdString(*entry_->batchId));
    });
}

void AuditDetail::setEntry(const domain::AuditEntry& entry) {
    entry_ = entry;
    title_->setText(actionText(entry.action));
    time_->setText(tr("%1, %2").arg(dateText(toDateTime(entry.at)), clockText(toDateTime(entry.at))));
    facts_->clear();
    facts_->addRow(tr("Who"), QString::fromStdString(entry.actorName));
    if (entry.onBehalfOf) facts_->addRow(tr("On behalf of"), QString::fromStdString(*entry.onBehalfOf));
    facts_->addRow(tr("On"), QString::fromStdString(entry.entityName), QString::fromStdString(entry.entity));
    const auto addWrapped = [this](const QString& key, const std::string& value) {
        facts_->addRow(key, QString::fromStdString(value))->setWordWrap(true);
    };
    addWrapped(tr("Id"), entry.entityId);
    if (entry.reason && !entry.reason->empty()) addWrapped(tr("Reason"), *entry.reason);
    if (entry.batchId) addWrapped(tr("Batch"), *entry.batchId);
    const bool isChange = entry.versionAfter > entry.versionBefore;
    if (isChange) facts_->addRow(tr("Version"), tr("%1 → %2").arg(entry.versionBefore).arg(entry.versionAfter));
    chain_->setText(
        tr("No. %1\n%2\nafter\n%3").arg(countText(entry.seq), inLines(entry.hash), inLines(entry.previousHash)));
    revert_->setVisible(isChange);
    revertBatch_->setVisible(entry.batchId.has_value());
    showDifference();
}

void AuditDetail::showDifference() {
    while (QLayoutItem* item = difference_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::map<std::string, std::pair<json::Value, json::Value>> fields;
    const auto collect = [&](const std::optional<json::Value>& side, bool after) {
        if (!side || !side->is_object()) return;
        for (const auto& [key, value] : side->get_object()) {
            auto& pair = fields[std::string(key)];
            (after ? pair.second : pair.first) = value;
        }
    };
    collect(entry_->before, false);
    collect(entry_->after, true);
    int row = 0;
    for (const auto& [name, sides] : fields) {
        if (json::same(sides.first, sides.second)) continue;
        difference_->addWidget(cell(fieldText(QString::fromStdString(name)), ui::Tone::secondary), row, 0);
        difference_->addWidget(cell(valueText(name, sides.first), ui::Tone::tertiary), row, 1);
        difference_->addWidget(cell(valueText(name, sides.second), ui::Tone::primary), row, 2);
        ++row;
    }
    nothing_->setVisible(row == 0);
}

}  // namespace steward::views
