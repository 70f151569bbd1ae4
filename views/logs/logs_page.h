// Logs: searched by words or a filter, a range of time and severities; followed as they arrive; one record with what
// stands around it; taken away as a file.
#pragma once

#include "client/feed.h"
#include "models/logs/log_tail_model.h"
#include "models/logs/logs_model.h"
#include "views/common/table_page.h"

class QSplitter;
class QStackedWidget;

namespace steward::ui {
class Banner;
class Switch;
}  // namespace steward::ui

namespace steward::views {

class LogDetail;
class LogSearchBar;
class LogTailTable;
class ViewBar;

PageInfo logsPage();

class LogsPage : public TablePage {
    Q_OBJECT
public:
    explicit LogsPage(PageContext& context);
    // {"tenant": "ten_…", "name": "Tarnwick"} shows a tenant's, {"filter": "…"} what a filter finds, {"view": "errors"}
    // a saved view, {"id": "log_…"} one record, {"follow": true} what arrives.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

protected:
    void showNothing() override;
    void rowsShown() override;

private:
    LogsPage(PageContext& context, models::LogsModel* model);
    void makeViews();
    void makeActions();
    void makeTail();
    void search();
    void searchOlder();
    void follow(bool on);
    void subscribe();
    void showTail();
    void pause(bool paused);
    void open(const domain::LogRecord* record);
    void closePanel();
    void takeAway();

    models::LogsModel* model_;
    models::LogTailModel* tail_;
    ViewBar* viewBar_ = nullptr;
    LogSearchBar* bar_;
    LogDetail* detail_;
    LogTailTable* tailDecorated_ = nullptr;
    ui::TableView* tailTable_ = nullptr;
    ui::StateStack* tailStates_ = nullptr;
    QStackedWidget* middle_;
    QSplitter* splitter_;
    ui::Banner* limit_;
    ui::Banner* paused_;
    ui::Button* older_ = nullptr;
    ui::Button* resume_ = nullptr;
    ui::Switch* follow_ = nullptr;
    QDateTime until_;
    QString awaitedId_;
    std::optional<std::string> watched_;  // the tenant of `news_`; empty: all
    client::FeedSubscription news_;
    client::Latest reading_{this};
};

}  // namespace steward::views
