// One log record: all of its text, its attributes, and what stands around it. GUI thread.
#pragma once

#include <optional>

#include "client/future.h"
#include "contract/log_messages.h"
#include "views/common/panel_parts.h"

class QPlainTextEdit;

namespace steward::ui {
class Badge;
class Button;
class KeyValueList;
class Text;
}  // namespace steward::ui

namespace steward::views {

struct PageContext;

class LogDetail : public DetailPanel {
    Q_OBJECT
public:
    explicit LogDetail(PageContext& context, QWidget* parent = nullptr);
    void setRecord(const domain::LogRecord& record);
    void clear();
    const std::optional<domain::LogRecord>& record() const { return record_; }
    // Reads what stands before and after the record.
    void showContext();

Q_SIGNALS:
    // Somebody wants only records like this one: a condition of the filter grammar.
    void narrowed(const QString& condition);

private:
    void showFacts();
    void contextCame(const Result<contract::LogContext>& context);
    void highlight(int line);
    QWidget* valueOf(const QString& value, const QString& condition, const QString& name);

    PageContext& context_;
    std::optional<domain::LogRecord> record_;
    ui::Text* title_;
    ui::Text* time_;
    ui::Badge* severity_;
    ui::Button* around_;
    ui::Button* tenant_;
    ui::Text* body_;
    ui::Text* cut_;
    ui::KeyValueList* facts_;
    ui::KeyValueList* attributes_;
    ui::Text* noAttributes_;
    ui::Text* aroundNote_;
    QPlainTextEdit* lines_;
    int line_ = 0;  // of the context: the record's own
    client::Latest reading_{this};
};

}  // namespace steward::views
