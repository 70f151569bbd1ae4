// The 48 px line at the top of a page: title, count, and the page's actions at the right.
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace steward::ui {
class Text;
}

namespace steward::views {

class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setCount(const QString& count);               // "1,284", as written for the user's locale
    void setLine(bool shown);                          // 1 px under it; off when tabs follow
    QHBoxLayout* leading() const { return leading_; }  // after title and count
    QHBoxLayout* actions() const { return actions_; }  // right-aligned

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::Text* title_;
    ui::Text* count_;
    QHBoxLayout* leading_;
    QHBoxLayout* actions_;
    bool line_ = true;
};

}  // namespace steward::views
