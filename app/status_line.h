// The line at the bottom: how fast the platform answers and how lively the stream is; what the page shows and how old.
#pragma once

#include <QDateTime>
#include <QWidget>
#include <optional>

#include "client/feed.h"
#include "ui/theme.h"

namespace steward::ui {
class Text;
}

namespace steward::app {

class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);
    struct Stream {
        bool isLive = false;
        std::optional<std::chrono::milliseconds> latency;
        qint64 eventsAMinute = 0;
        std::optional<client::FeedThinning> thinning;  // this computer or its network is too slow for all values
    };
    void setStream(const Stream& stream);
    void setOffline();
    void setPage(const QString& rows, const QDateTime& asOf);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show(ui::ColorRole colour, const QString& text, const QString& more = {});

    ui::ColorRole colour_ = "neutral.solid";
    ui::Text* stream_;
    ui::Text* page_;
};

}  // namespace steward::app
