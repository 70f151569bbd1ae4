// What this computer keeps to work offline: which datasets, of which tenants and days, how old, how large, until when,
// and whether it is encrypted. Takes and refreshes them, and removes them.
#pragma once

#include <QObject>
#include <functional>

#include "client/session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace steward::ui {
class Button;
class OverlayDialog;
class Text;
}  // namespace steward::ui

namespace steward::views {

class SnapshotDialog : public QObject {
    Q_OBJECT
public:
    // Opens at once over `window`; deletes itself when it is closed. The session outlives it.
    SnapshotDialog(client::Session& session, QWidget* window);

private:
    struct Row {
        std::string dataset;
        QCheckBox* chosen;
        QLabel* state;
    };
    void fill();
    void show(const store::StoreStatus& status);
    void take();
    void takeNext(std::vector<std::string> datasets);
    void removeAll();
    contract::SnapshotChoice choice() const;
    void say(const QString& text);

    client::Session& session_;
    ui::OverlayDialog* dialog_;
    std::vector<Row> rows_;
    QComboBox* period_;
    QLineEdit* tenants_;
    ui::Text* notice_;
    ui::Button* take_;
};

}  // namespace steward::views
