#include "views/common/merge_dialog.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QRadioButton>
#include <QScrollArea>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::MergeSide;

namespace {

constexpr int theirsId = 0;
constexpr int mineId = 1;

struct Said {
    ui::BadgeKind kind;
    QString text;
};

Said said(MergeSide side) {
    switch (side) {
        case MergeSide::mine:
            return {ui::BadgeKind::neutral, MergeDialog::tr("Only you", "changed this field")};
        case MergeSide::theirs:
            return {ui::BadgeKind::neutral, MergeDialog::tr("Only they", "changed this field")};
        case MergeSide::both:
            return {ui::BadgeKind::ok, MergeDialog::tr("Both, alike", "changed this field")};
        case MergeSide::conflict:
            break;
    }
    return {ui::BadgeKind::warn, MergeDialog::tr("Conflict")};
}

QRadioButton* choice(const QString& text, const QString& name, const QString& accessibleName) {
    QString shown = text;
    auto* button = new QRadioButton(shown.replace(u'&', u"&&"_s));
    button->setObjectName(name);
    button->setAccessibleName(accessibleName);
    return button;
}

}  // namespace

MergeDialog::MergeDialog(QWidget* window, const QString& name, std::vector<domain::FieldMerge> fields, bool mayForce)
    : OverlayDialog(window, tr("%1 was changed meanwhile").arg(name)),
      fields_(std::move(fields)),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      goOn_(new ui::Button(tr("Preview…"), ui::ButtonVariant::primary)) {
    setObjectName(u"mergeDialog"_s);
    setPanelSize({860, 0});
    auto* words =
        new ui::Text(tr("Somebody else saved it while you were working on it. Nothing of yours is saved yet."),
                     ui::TextStyle::body, ui::Tone::secondary);
    words->setWordWrap(true);
    body()->addWidget(words);

    auto* rows = new QWidget;
    auto* grid = new QGridLayout(rows);
    grid->setContentsMargins(0, 8, 8, 8);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(10);
    const QString titles[] = {tr("Field"), tr("Before", "both changes"), tr("Theirs"), tr("Yours"), QString()};
    for (int column = 0; column < 5; ++column)
        grid->addWidget(new ui::Text(titles[column], ui::TextStyle::smallStrong, ui::Tone::secondary), 0, column);
    for (const int column : {1, 2, 3})
        grid->setColumnStretch(column, 1);
    for (const auto& field : fields_)
        addRow(grid, grid->rowCount(), field);
    grid->setRowStretch(grid->rowCount(), 1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(u"mergeFields"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(rows);
    scroll->setMinimumHeight(std::min(420, rows->sizeHint().height() + 8));
    body()->addWidget(scroll, 1);

    note_->setObjectName(u"mergeNote"_s);
    auto* cancel = new ui::Button(tr("Back"));
    cancel->setObjectName(u"mergeCancel"_s);
    goOn_->setObjectName(u"mergePreview"_s);
    footer()->addWidget(note_, 1);
    footer()->addStretch();
    for (ui::Button* button : {cancel, goOn_})
        button->setButtonSize(ui::ButtonSize::large);
    if (mayForce) {
        auto* force = new ui::Button(tr("Overwrite theirs…"), ui::ButtonVariant::dangerOutline);
        force->setObjectName(u"mergeForce"_s);
        force->setButtonSize(ui::ButtonSize::large);
        force->setToolTip(tr("Saves all of yours and gives up all of theirs. The audit log says so."));
        footer()->addWidget(force);
        connect(force, &QAbstractButton::clicked, this, [this] {
            Q_EMIT forced();
            close(1);
        });
    }
    footer()->addWidget(cancel);
    footer()->addWidget(goOn_);
    connect(cancel, &QAbstractButton::clicked, this, [this] { close(); });
    connect(goOn_, &QAbstractButton::clicked, this, [this] {
        Q_EMIT decided();
        close(1);
    });
    connect(this, &OverlayDialog::closed, this, &QObject::deleteLater);
    showOpen();
}

void MergeDialog::addRow(QGridLayout* grid, int row, const domain::FieldMerge& field) {
    const QString name = QString::fromStdString(field.field);
    const QString title = fieldText(name);
    const auto shown = [&field](const json::Value& value) { return valueText(field.field, value); };
    auto* base = new ui::Text(shown(field.base), ui::TextStyle::body, ui::Tone::secondary);
    base->setWordWrap(true);
    auto* theirs = choice(shown(field.theirs), u"merge.%1.theirs"_s.arg(name),
                          tr("%1, theirs: %2").arg(title, shown(field.theirs)));
    auto* mine =
        choice(shown(field.mine), u"merge.%1.mine"_s.arg(name), tr("%1, yours: %2").arg(title, shown(field.mine)));
    auto* group = new QButtonGroup(this);
    group->addButton(theirs, theirsId);
    group->addButton(mine, mineId);
    if (field.side == MergeSide::mine) mine->setChecked(true);
    if (field.side == MergeSide::theirs || field.side == MergeSide::both) theirs->setChecked(true);
    connect(group, &QButtonGroup::idToggled, this, &MergeDialog::showOpen);
    choices_.push_back(group);
    const Said state = said(field.side);
    auto* badge = new ui::Badge(state.text, state.kind);
    badge->setObjectName(u"merge.%1.side"_s.arg(name));
    grid->addWidget(new ui::Text(title, ui::TextStyle::bodyStrong), row, 0);
    grid->addWidget(base, row, 1);
    grid->addWidget(theirs, row, 2);
    grid->addWidget(mine, row, 3);
    grid->addWidget(badge, row, 4);
}

QWidget* MergeDialog::first() const {
    const auto open = std::ranges::find(choices_, -1, &QButtonGroup::checkedId);
    if (open == choices_.end()) return goOn_;
    return (*open)->button(theirsId);
}

bool MergeDialog::isDecided() const {
    return std::ranges::all_of(choices_, [](const QButtonGroup* group) { return group->checkedId() != -1; });
}

json::Object MergeDialog::patch() const {
    std::vector<std::string> mine;
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (choices_[i]->checkedId() == mineId) mine.push_back(fields_[i].field);
    return domain::patchFor(fields_, mine);
}

void MergeDialog::showOpen() {
    const auto open = std::ranges::count(choices_, -1, &QButtonGroup::checkedId);
    note_->setText(open > 0 ? tr("%n field(s) to decide", nullptr, int(open)) : tr("All fields are decided."));
    note_->setTone(open > 0 ? ui::Tone::warning : ui::Tone::secondary);
    goOn_->setEnabled(open == 0);
}

}  // namespace steward::views
