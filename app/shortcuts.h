// Which keys run which command. Every window gives its commands here; what a person chose instead of the usual keys is
// kept in QSettings by the command's name, and holds in all windows at once. GUI thread; one for the program.
//
// A command of a page is there only while that page is shown, so commands of two pages may have the same keys.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;

namespace steward::app {

class Shortcuts : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // `page`: where the command is; empty, or in several pages: everywhere. By its object name, which is that of the
    // same command in other windows; the keys it has are the usual ones. It follows what is chosen until it is deleted.
    void adopt(QAction* action, const QString& page = {});

    struct Command {
        QString name, title, page;
        QList<QKeySequence> usual, keys;
        bool isChanged() const { return keys != usual; }
    };
    QList<Command> commands() const;  // in the order they were adopted
    Command command(const QString& name) const;

    // Empty unless somebody may press this: keys that move, type or close are no commands'.
    static QString whyNot(const QKeySequence& keys);
    // Others that could be meant by these keys where `name` is, or begin with them.
    QList<Command> conflicts(const QString& name, const QKeySequence& keys) const;
    // Empty keys: none.
    void choose(const QString& name, const QKeySequence& keys);
    void reset(const QString& name);
    void resetAll();

Q_SIGNALS:
    void changed();

private:
    struct Known {
        Command command;
        QList<QPointer<QAction>> actions;
    };
    void apply();

    QStringList order_;
    QHash<QString, Known> known_;
};

}  // namespace steward::app
