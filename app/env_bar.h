// The bar above everything: menus at the left, what environment this is at the right. Never hidden, never covered.
// Production is filled; staging and local are tinted, with a line under them.
#pragma once

#include <QMenuBar>
#include <QStringList>
#include <QWidget>

#include "ui/theme.h"

namespace steward::app {

class EnvBar : public QWidget {
    Q_OBJECT
public:
    explicit EnvBar(ui::Environment environment, QWidget* parent = nullptr);
    QMenuBar* menus() const { return menus_; }
    // What follows the environment's name: "Changes affect live tenants", "eu-central".
    void setStatements(const QStringList& statements);

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize sizeHint() const override;

private:
    void colour();
    ui::Environment environment_;
    QStringList statements_;
    QMenuBar* menus_;
};

}  // namespace steward::app
