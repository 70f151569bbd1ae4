// The page the platform would serve with the draft, at the width of a computer or of a phone.
#pragma once

#include <QWidget>

#include "models/branding/brand_editor.h"

namespace steward::ui {
class HtmlView;
class StateStack;
class Text;
}  // namespace steward::ui

namespace steward::views {

class PreviewPane : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPane(models::BrandEditor& editor, QWidget* parent = nullptr);
    void setAddress(const QString& address);

private:
    void show();
    models::BrandEditor& editor_;
    ui::HtmlView* page_;
    ui::StateStack* stack_;
    ui::Text* address_;
};

}  // namespace steward::views
