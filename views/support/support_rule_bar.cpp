#include "views/support/support_rule_bar.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/page.h"
#include "views/support/support_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::SupportConsent;

namespace {

constexpr std::array consents{SupportConsent::always, SupportConsent::ask, SupportConsent::never};

}  // namespace

SupportRuleBar::SupportRuleBar(PageContext& context, models::SupportRule* rule, QWidget* parent)
    : QWidget(parent), context_(context), rule_(rule), choice_(new ui::SegmentedControl) {
    setObjectName(u"supportRuleBar"_s);
    setFixedHeight(52);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(12);
    auto* title = new ui::Text(tr("May support come in?"), ui::TextStyle::bodyStrong);
    text_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    text_->setObjectName(u"supportRuleText"_s);
    text_->setElided(true);
    choice_->setObjectName(u"supportRule"_s);
    choice_->setAccessibleName(title->text());
    for (const SupportConsent consent : consents) {
        const int index = choice_->addSegment(text(consent));
        choice_->segment(index)->setObjectName(u"supportRule."_s + QLatin1String(enumName(consent)));
        choice_->segment(index)->setToolTip(explanationOf(consent));
    }
    row->addWidget(title);
    row->addWidget(choice_);
    row->addWidget(text_, 1);
    needs(choice_, context.session, domain::Permission::supportConsent);
    connect(choice_, &ui::SegmentedControl::currentChanged, this, &SupportRuleBar::choose);
    connect(rule_, &models::SupportRule::changed, this, &SupportRuleBar::showRule);
    connect(rule_, &models::SupportRule::refused, this,
            [this](const Error& error) { tell(context_, error, {}, tr("The rule stays as it was")); });
    hide();
}

void SupportRuleBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
}

void SupportRuleBar::showRule() {
    setVisible(rule_->policy() || rule_->error());
    choice_->setVisible(rule_->policy().has_value());
    if (!rule_->policy()) {
        if (rule_->error()) text_->setText(QString::fromStdString(rule_->error()->message));
        return;
    }
    const SupportConsent consent = rule_->policy()->consent;
    showing_ = true;
    choice_->setCurrent(int(std::find(consents.begin(), consents.end(), consent) - consents.begin()));
    showing_ = false;
    text_->setText(explanationOf(consent));
}

void SupportRuleBar::choose(int index) {
    if (showing_ || index < 0 || !rule_->policy()) return;
    const SupportConsent wanted = consents[std::size_t(index)];
    if (wanted != SupportConsent::never) return rule_->change(wanted);
    confirmFirst(
        context_.shell.window(), tr("Let no support in?"),
        tr("What is open now ends at once, and nobody of support can ask. You can change it at any time."),
        tr("Let nobody in"), [this] { rule_->change(SupportConsent::never); }, [this] { showRule(); });
}

}  // namespace steward::views
