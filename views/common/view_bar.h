// Saved views over a list, as tabs, with what can be done with them. A view is filters, order, columns and groups. The
// person's own are theirs to update, rename, share and delete; what others share can be looked at, and saved as one's
// own. GUI thread.
#pragma once

#include <QPointer>

#include "models/common/saved_views.h"
#include "ui/tabs.h"

class QAction;

namespace steward::ui {
class Button;
}

namespace steward::views {

class FormDialog;
struct PageContext;

class ViewBar : public ui::TabRow {
    Q_OBJECT
public:
    struct Parts {
        models::SavedViews* views = nullptr;
        QString name;                                             // of the tabs, as an object
        QString example;                                          // "Key accounts in Europe"
        std::function<QString(const models::SavedView&)> nameOf;  // of those that are always there
        std::function<void(models::SavedView&)> describe;         // puts in what the list shows now
    };
    // `context` and the views outlive the bar.
    ViewBar(PageContext& context, Parts parts, QWidget* parent = nullptr);

    const QString& current() const { return current_; }
    // Ends in opened(), now or when the view has come from the platform.
    void openView(const QString& id);
    // Of the page: in its menu and in the palette.
    const QList<QAction*>& commands() const { return commands_; }
    // What the list shows was changed.
    void showActions();

Q_SIGNALS:
    void opened(const steward::models::SavedView& view);
    void allCounted(qint64 rows);  // without any filter of the person's

private:
    QAction* command(const QString& text, const QString& name, const QString& icon, void (ViewBar::*act)());
    void follow();
    QString idAt(int tab) const;
    int tabOf(const QString& id) const;
    void showTabs();
    void openMenu();
    models::SavedView asItIs() const;
    void save();
    void update();
    void rename();
    void share();
    void remove();
    FormDialog* ask(const QString& title, const QString& submit, const QString& help);
    void send(const models::SavedView& view, bool isNew);

    PageContext& context_;
    models::SavedViews* views_;
    Parts parts_;
    ui::Tabs* tabs_;
    ui::Button* save_;
    ui::Button* menu_;
    QAction *update_, *rename_, *share_, *delete_;
    QList<QAction*> commands_;
    QPointer<FormDialog> dialog_;
    QString current_ = QStringLiteral("all"), awaited_;
};

}  // namespace steward::views
