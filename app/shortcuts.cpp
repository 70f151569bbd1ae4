#include "app/shortcuts.h"

#include <QAction>
#include <QSettings>
#include <algorithm>

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

const QString group = u"shortcuts/"_s;

bool meet(const QString& page, const QString& other) {
    return page.isEmpty() || other.isEmpty() || page == other;
}

bool overlap(const QKeySequence& one, const QKeySequence& other) {
    return !one.isEmpty() && !other.isEmpty() &&
           (one.matches(other) != QKeySequence::NoMatch || other.matches(one) != QKeySequence::NoMatch);
}

bool overlap(const QList<QKeySequence>& all, const QKeySequence& keys) {
    return std::any_of(all.begin(), all.end(), [&](const QKeySequence& one) { return overlap(one, keys); });
}

}  // namespace

void Shortcuts::adopt(QAction* action, const QString& page) {
    const QString name = action->objectName();
    if (name.isEmpty()) return;
    Known& known = known_[name];
    if (known.actions.isEmpty() && known.command.name.isEmpty()) {
        order_ << name;
        known.command = {name, {}, page, action->shortcuts(), {}};
    }
    if (known.command.page != page) known.command.page.clear();
    known.command.title = action->text().remove(u'&');
    known.actions.removeIf([](const QPointer<QAction>& one) { return one.isNull(); });
    known.actions << action;
    apply();
}

QList<Shortcuts::Command> Shortcuts::commands() const {
    QList<Command> all;
    for (const QString& name : order_)
        all << known_[name].command;
    return all;
}

Shortcuts::Command Shortcuts::command(const QString& name) const {
    return known_.value(name).command;
}

QString Shortcuts::whyNot(const QKeySequence& keys) {
    if (keys.isEmpty()) return {};
    const auto first = keys[0];
    static const QList<Qt::Key> fixed{Qt::Key_Escape, Qt::Key_Tab,      Qt::Key_Backtab, Qt::Key_Return,
                                      Qt::Key_Enter,  Qt::Key_Space,    Qt::Key_Up,      Qt::Key_Down,
                                      Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Home,    Qt::Key_End,
                                      Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Delete,  Qt::Key_Backspace};
    const auto modifiers = first.keyboardModifiers() & ~Qt::KeypadModifier;
    if ((modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier) && fixed.contains(first.key()))
        return tr("These keys move, select or close.");
    for (const auto standard : {QKeySequence::Copy, QKeySequence::Paste, QKeySequence::Cut, QKeySequence::SelectAll,
                                QKeySequence::Undo, QKeySequence::Redo})
        if (QKeySequence::keyBindings(standard).contains(keys)) return tr("These keys belong to fields and tables.");
    return {};
}

QList<Shortcuts::Command> Shortcuts::conflicts(const QString& name, const QKeySequence& keys) const {
    QList<Command> found;
    const QString page = command(name).page;
    for (const Command& other : commands())
        if (other.name != name && meet(page, other.page) && overlap(other.keys, keys)) found << other;
    return found;
}

void Shortcuts::choose(const QString& name, const QKeySequence& keys) {
    QSettings().setValue(group + name, keys.toString(QKeySequence::PortableText));
    apply();
}

void Shortcuts::reset(const QString& name) {
    QSettings().remove(group + name);
    apply();
}

void Shortcuts::resetAll() {
    QSettings().remove(u"shortcuts"_s);
    apply();
}

// Chosen keys come first: a command that usually has them has none while another has chosen them.
void Shortcuts::apply() {
    const QSettings settings;
    QList<const Command*> chosen;
    for (const QString& name : std::as_const(order_)) {
        Command& command = known_[name].command;
        if (!settings.contains(group + name)) continue;
        const auto keys = QKeySequence::fromString(settings.value(group + name).toString(), QKeySequence::PortableText);
        command.keys = keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys};
        chosen << &command;
    }
    for (const QString& name : std::as_const(order_)) {
        Known& known = known_[name];
        if (!settings.contains(group + name)) {
            known.command.keys = known.command.usual;
            known.command.keys.removeIf([&](const QKeySequence& keys) {
                return std::any_of(chosen.begin(), chosen.end(), [&](const Command* other) {
                    return meet(known.command.page, other->page) && overlap(other->keys, keys);
                });
            });
        }
        for (const QPointer<QAction>& action : std::as_const(known.actions))
            if (action && action->shortcuts() != known.command.keys) action->setShortcuts(known.command.keys);
    }
    Q_EMIT changed();
}

}  // namespace steward::app
