// The header of a TableView: sort arrow beside the text, tri-state box over the check column.
#pragma once

#include <QHeaderView>

namespace steward::ui {

class TableView;

class TableHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHeader(TableView* table);
    void setHeight(int height);
    QSize sizeHint() const override;

Q_SIGNALS:
    void checkClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    bool isCheck(int column) const;
    TableView* table_;
    int height_;
};

}  // namespace steward::ui
