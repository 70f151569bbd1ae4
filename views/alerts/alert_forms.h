// The forms of rules, silences, objectives and channels: each says what it would make of what it was opened with.
#pragma once

#include "domain/alert.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"

class QCompleter;

namespace steward::views {

// `before`: what is edited; without a version it is new.
class RuleForm : public FormDialog {
    Q_OBJECT
public:
    RuleForm(PageContext& context, domain::AlertRule before);
    // ErrorCode::invalid with the fields that cannot be read.
    Result<domain::AlertRule> entity() const;
    const domain::AlertRule& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    void showKind();
    void readSeries();
    void readSlos();

    PageContext& context_;
    domain::AlertRule before_;
    ui::LineField* name_;
    ui::Select* severity_;
    ui::Select* kind_;
    ui::Select* series_;
    ui::Select* aggregate_;
    ui::Select* comparison_;
    ui::LineField* threshold_;
    ui::LineField* resolve_;
    ui::LineField* window_;
    ui::Select* slo_;
    ui::LineField* factor_;
    ui::LineField* long_;
    ui::LineField* short_;
    ui::LineField* wait_;
    ui::Select* noData_;
    ui::LineField* labels_;
    QList<ui::FormField*> ofSeries_, ofThreshold_, ofValue_, ofBurn_;
};

class SilenceForm : public FormDialog {
    Q_OBJECT
public:
    SilenceForm(PageContext& context, domain::Silence before);
    Result<domain::Silence> entity() const;
    const domain::Silence& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    domain::Silence before_;
    ui::LineField* name_;
    ui::LineField* matchers_;
    ui::LineField* length_;
    ui::LineField* comment_;
};

class SloForm : public FormDialog {
    Q_OBJECT
public:
    SloForm(PageContext& context, domain::Slo before);
    Result<domain::Slo> entity() const;
    const domain::Slo& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    domain::Slo before_;
    ui::LineField* name_;
    ui::LineField* description_;
    ui::Select* kind_;
    ui::LineField* series_;
    ui::LineField* total_;
    ui::LineField* threshold_;
    ui::LineField* objective_;
    ui::LineField* days_;
};

class ChannelForm : public FormDialog {
    Q_OBJECT
public:
    ChannelForm(PageContext& context, domain::AlertChannel before);
    Result<domain::AlertChannel> entity() const;
    const domain::AlertChannel& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    void showKind();

    domain::AlertChannel before_;
    ui::LineField* name_;
    ui::Select* kind_;
    ui::LineField* recipients_;
    ui::LineField* url_;
    ui::LineField* matchers_;
    ui::LineField* groupBy_;
    ui::LineField* wait_;
    ui::LineField* interval_;
    ui::LineField* repeat_;
    ui::FormField* recipientsField_;
    ui::FormField* urlField_;
    QList<ui::FormField*> ofGroups_;
};

}  // namespace steward::views
