// Everything that can be done, by its words or by a pasted id: Ctrl+K. Up and Down move, Enter runs, Tab goes to the
// next group, Ctrl+Enter opens a page in a window of its own, Esc leaves. What the platform finds for an id, e-mail,
// domain or name comes first, with the actions on it.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

#include "client/future.h"
#include "contract/messages.h"
#include "ui/overlay.h"
#include "views/common/page.h"
#include "views/palette/palette_model.h"

class QAction;
class QLineEdit;
class QListView;

namespace steward::ui {
class Text;
}

namespace steward::views {

class TenantActions;

class Palette : public ui::OverlayDialog {
    Q_OBJECT
public:
    struct Commands {
        QList<QAction*> pages;
        QList<QAction*> commands;
    };
    // `commands` is asked each time the palette opens.
    Palette(PageContext& context, std::function<Commands()> commands);

    void openWith(const QString& text = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeField();
    QWidget* makeFooter();
    void search();
    void find();
    void showResults();
    void runCurrent(bool inNewWindow = false);
    PaletteEntry leadingTo(const QString& page, const QVariantMap& target) const;
    PaletteEntry entryOf(const contract::Found& found) const;
    void choose(int row);
    PaletteModel::Group foundGroup() const;
    PaletteModel::Group actionsOn(const contract::Found& found);
    PaletteModel::Group pagesOf(const contract::Found* found);
    static std::vector<PaletteEntry> matching(const QList<QAction*>& actions, const QString& query, int most);

    PageContext& context_;
    std::function<Commands()> source_;
    Commands commands_;
    TenantActions* actions_;
    QLineEdit* field_;
    QListView* list_;
    ui::Text* count_;
    PaletteModel* model_;
    std::vector<contract::Found> found_;
    QTimer typing_;
    QElapsedTimer watch_;
    client::Latest latest_{this};
};

}  // namespace steward::views
