#include "app/shortcuts_dialog.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/palette/palette_model.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QList<QKeySequence>& keys) {
    QStringList all;
    for (const QKeySequence& one : keys)
        all << one.toString(QKeySequence::NativeText);
    return all.join(u" / "_s);
}

}  // namespace

void KeyField::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (plain && event->key() == Qt::Key_Escape) return Q_EMIT left();
    if (plain && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) return Q_EMIT given({});
    QKeySequenceEdit::keyPressEvent(event);
}

void KeyField::focusOutEvent(QFocusEvent* event) {
    QKeySequenceEdit::focusOutEvent(event);
    Q_EMIT left();
}

ShortcutsDialog::ShortcutsDialog(QWidget* window, Shortcuts& shortcuts,
                                 std::function<QString(const QString&)> pageTitle)
    : OverlayDialog(window, tr("Keyboard shortcuts")),
      shortcuts_(shortcuts),
      pageTitle_(std::move(pageTitle)),
      search_(new ui::SearchField(tr("Find a command"))),
      place_(new QVBoxLayout),
      problem_(new ui::Text({}, ui::TextStyle::small, ui::Tone::danger)),
      takeOver_(new ui::Button(tr("Use them here"))) {
    setObjectName(u"shortcutsDialog"_s);
    setPanelSize({620, 660});
    search_->setObjectName(u"findShortcut"_s);
    search_->setAccessibleName(tr("Find a command"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    content->setLayout(place_);
    place_->setContentsMargins(0, 0, 8, 0);
    scroll->setWidget(content);
    body()->addWidget(search_);
    body()->addWidget(scroll, 1);
    problem_->setObjectName(u"shortcutProblem"_s);
    problem_->setWordWrap(true);
    takeOver_->setObjectName(u"takeShortcut"_s);
    auto* all = new ui::Button(tr("All as usual"));
    all->setObjectName(u"resetShortcuts"_s);
    footer()->addWidget(problem_, 1);
    footer()->addWidget(takeOver_);
    footer()->addStretch();
    footer()->addWidget(all);
    say({});
    connect(search_, &QLineEdit::textChanged, this, &ShortcutsDialog::fill);
    connect(all, &QAbstractButton::clicked, &shortcuts_, &Shortcuts::resetAll);
    connect(takeOver_, &QAbstractButton::clicked, this, [this] {
        const auto act = std::exchange(wanted_, {});
        say({});
        if (act) act();
    });
    connect(&shortcuts_, &Shortcuts::changed, this, &ShortcutsDialog::fill);
    connect(this, &OverlayDialog::closed, this, &QObject::deleteLater);
    fill();
}

void ShortcutsDialog::fill() {
    if (rows_) {
        rows_->hide();
        rows_->deleteLater();
    }
    rows_ = new QWidget;
    grid_ = new QGridLayout(rows_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setColumnStretch(0, 1);
    grid_->setVerticalSpacing(2);
    grid_->setColumnMinimumWidth(3, 28);
    for (const Shortcuts::Command& command : shortcuts_.commands())
        if (views::matchScore(command.title + u' ' + textOf(command.keys), search_->text()) > 0) addRow(command);
    grid_->setRowStretch(grid_->rowCount(), 1);
    place_->addWidget(rows_);
    rows_->show();
}

void ShortcutsDialog::addRow(const Shortcuts::Command& command) {
    const int row = grid_->rowCount();
    const QString where = command.page.isEmpty() ? QString() : pageTitle_(command.page);
    const QString keys = textOf(command.keys);
    grid_->addWidget(new ui::Text(command.title), row, 0);
    grid_->addWidget(new ui::Text(where, ui::TextStyle::small, ui::Tone::tertiary), row, 1);
    auto* button = new ui::Button(keys.isEmpty() ? tr("none") : keys, ui::ButtonVariant::ghost);
    button->setObjectName(u"keys."_s + command.name);
    button->setAccessibleName(tr("Keys of %1: %2").arg(command.title, button->text()));
    grid_->addWidget(button, row, 2, Qt::AlignRight);
    auto* reset = ui::iconButton(u"arrow-counterclockwise"_s, tr("Usual keys of %1").arg(command.title));
    reset->setObjectName(u"resetKeys."_s + command.name);
    grid_->addWidget(reset, row, 3);
    if (!command.isChanged()) reset->hide();
    connect(button, &QAbstractButton::clicked, this, [this, name = command.name, button] { record(name, button); });
    // Deleted with its row by what it does.
    connect(
        reset, &QAbstractButton::clicked, this, [this, name = command.name] { shortcuts_.reset(name); },
        Qt::QueuedConnection);
}

void ShortcutsDialog::record(const QString& name, ui::Button* button) {
    say({});
    auto* field = new KeyField;
    field->setObjectName(u"recordKeys"_s);
    field->setAccessibleName(tr("Press the new keys of %1").arg(shortcuts_.command(name).title));
    recording_ = field;
    delete grid_->replaceWidget(button, field);
    button->hide();
    field->setFocus(Qt::OtherFocusReason);
    // What an earlier field still had to say is not about this one.
    const auto back = [this, name, field = QPointer(field)](const std::optional<QKeySequence>& keys) {
        if (!field || recording_ != field) return;
        recording_.clear();
        if (keys)
            take(name, *keys);
        else
            fill();
        if (auto* again = rows_->findChild<QWidget*>(u"keys."_s + name)) again->setFocus(Qt::OtherFocusReason);
    };
    connect(field, &KeyField::left, this, [back] { back({}); }, Qt::QueuedConnection);
    connect(field, &KeyField::given, this, [back](const QKeySequence& keys) { back(keys); }, Qt::QueuedConnection);
    connect(
        field, &QKeySequenceEdit::editingFinished, this,
        [back, field = QPointer(field)] {
            if (field && !field->keySequence().isEmpty()) back(field->keySequence());
        },
        Qt::QueuedConnection);
}

void ShortcutsDialog::take(const QString& name, const QKeySequence& keys) {
    const QString text = keys.toString(QKeySequence::NativeText);
    if (const QString why = Shortcuts::whyNot(keys); !why.isEmpty()) {
        fill();
        return say(tr("%1 cannot be chosen. %2").arg(text, why));
    }
    const auto others = shortcuts_.conflicts(name, keys);
    if (others.isEmpty()) return shortcuts_.choose(name, keys);
    QStringList titles;
    for (const Shortcuts::Command& other : others)
        titles << other.title;
    fill();
    say(tr("%1 runs %2.").arg(text, titles.join(u", "_s)));
    takeOver_->show();
    wanted_ = [this, name, keys, others] {
        for (const Shortcuts::Command& other : others)
            shortcuts_.choose(other.name, {});
        shortcuts_.choose(name, keys);
    };
}

void ShortcutsDialog::say(const QString& text) {
    problem_->setText(text);
    problem_->setVisible(!text.isEmpty());
    takeOver_->hide();
}

}  // namespace steward::app
