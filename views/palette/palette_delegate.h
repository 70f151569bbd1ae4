// How the palette's rows look.
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>

namespace steward::views {

class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

class PaletteIcon : public QWidget {
    Q_OBJECT
public:
    PaletteIcon(QString name, int size, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString name_;
};

class PaletteFooter : public QWidget {
    Q_OBJECT
public:
    explicit PaletteFooter(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace steward::views
