// The line at the bottom: how fast the platform answers and how lively the stream is; what the page shows and how old.
#pragma once

#include <QDateTime>
#include <QWidget>

namespace steward::ui {
class Text;
}

namespace steward::app {

class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);
    void setStream(bool live, const QString& text);
    void setPage(const QString& rows, const QDateTime& asOf);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool live_ = false;
    ui::Text* stream_;
    ui::Text* page_;
};

}  // namespace steward::app
