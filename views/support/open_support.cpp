#include "views/support/open_support.h"

#include <QBoxLayout>
#include <QPainter>
#include <functional>

#include "ui/icons.h"
#include "ui/labels.h"
#include "views/common/panel_parts.h"
#include "views/common/words.h"
#include "views/support/support_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::SupportState;

namespace {

constexpr int lineHeight = 56;

class StateIcon : public QWidget {
public:
    explicit StateIcon(SupportState state) : state_(state) { setFixedSize(18, 18); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ui::paintIcon(&painter, rect(), state_ == SupportState::active ? u"life-preserver"_s : u"hourglass-split"_s,
                      ui::Theme::current().kind(kindOf(state_)).text);
    }

private:
    SupportState state_;
};

}  // namespace

OpenSupport::OpenSupport(PageContext& context, models::SupportModel* model, SupportActions* actions, QWidget* parent)
    : QWidget(parent), context_(context), model_(model), actions_(actions), lines_(panelColumn(this)) {
    setObjectName(u"openSupport"_s);
    setAccessibleName(tr("Open support access"));
    connect(model_, &models::PagedModel::stateChanged, this, &OpenSupport::showOpen);
    connect(&context_.session, &models::Session::changed, this, &OpenSupport::showOpen);
    showOpen();
}

void OpenSupport::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), ui::Theme::current().color("surface.panel"));
}

QString OpenSupport::said(const domain::SupportAccess& access) const {
    const QString staff = QString::fromStdString(access.staffName), tenant = QString::fromStdString(access.tenantName);
    const bool isWaiting = access.state == SupportState::waitingForConsent;
    if (!actions_->isStaff()) return isWaiting ? tr("%1 asks to come in").arg(staff) : tr("%1 may act here").arg(staff);
    if (actions_->actsFor(access).isEmpty())
        return isWaiting ? tr("%1 waits for %2").arg(staff, tenant) : tr("%1 may act within %2").arg(staff, tenant);
    return isWaiting ? tr("Waiting for %1 to answer").arg(tenant) : tr("You may act within %1").arg(tenant);
}

QWidget* OpenSupport::line(const domain::SupportAccess& access) {
    auto* line = new QWidget;
    line->setFixedHeight(lineHeight);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    row->addWidget(new StateIcon(access.state));
    auto* words = panelColumn(new QWidget);
    auto* what = new ui::Text(said(access), ui::TextStyle::bodyStrong);
    what->setElided(true);
    const QString rights = rightsOf(access), reason = QString::fromStdString(access.reason);
    const QString when = access.state == SupportState::waitingForConsent
                             ? tr("for %1").arg(minutesText(access.minutes))
                             : tr("until %1").arg(clockText(toDateTime(access.expiresAt)));
    auto* why = new ui::Text(tr("With the rights of: %1, %2. Reason: %3").arg(rights, when, reason),
                             ui::TextStyle::small, ui::Tone::secondary);
    why->setElided(true);
    words->addStretch();
    words->addWidget(what);
    words->addWidget(why);
    words->addStretch();
    row->addWidget(words->parentWidget(), 1);
    for (const auto& act : actions_->actsFor(access)) {
        auto* button = new ui::Button(act.text, act.variant);
        button->setObjectName(act.name + u'.' + QString::fromStdString(access.id));
        button->setAccessibleName(u"%1: %2"_s.arg(act.text, what->text()));
        button->setIconName(act.icon);
        needs(button, context_.session, act.permission);
        connect(button, &QAbstractButton::clicked, actions_,
                [this, run = act.run, access] { std::invoke(run, actions_, access); });
        row->addWidget(button);
    }
    return line;
}

void OpenSupport::showOpen() {
    if (model_->isBusy()) return;
    const auto open = model_->open();
    // A button keeps its focus while nothing about it changes.
    QStringList now{actions_->isStaff() ? u"staff"_s : u"tenant"_s};
    for (const auto* access : open)
        now << QString::fromStdString(access->id) + u' ' + QString::number(int(access->state));
    if (now == shown_) return;
    shown_ = now;
    clearLayout(lines_);
    for (std::size_t i = 0; i < std::min<std::size_t>(open.size(), most); ++i) {
        lines_->addWidget(line(*open[i]));
        lines_->addWidget(new ui::Separator);
    }
    setVisible(!open.empty());
}

}  // namespace steward::views
