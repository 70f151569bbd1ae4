// A tenant's logo: drop a file, or choose one; it is shown on light and on dark.
#pragma once

#include <QWidget>

#include "base/error.h"

namespace steward::ui {
class Button;
class Text;
}  // namespace steward::ui

namespace steward::views {

class LogoField : public QWidget {
    Q_OBJECT
public:
    explicit LogoField(QWidget* parent = nullptr);
    void setLogo(const std::string& base64Png);
    // For tests and drops alike: reads the file in a worker; picked() or an error under the field follows.
    void take(const QString& file);

Q_SIGNALS:
    void picked(const std::string& base64Png);  // empty: no logo

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Tile;
    void choose();
    Tile* light_;
    Tile* dark_;
    ui::Text* note_;
    ui::Button* remove_;
};

}  // namespace steward::views
