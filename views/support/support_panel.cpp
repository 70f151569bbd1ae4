#include "views/support/support_panel.h"

#include <QBoxLayout>

#include "ui/labels.h"
#include "views/common/words.h"
#include "views/support/support_words.h"
#include "views/users/permission_list.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::SupportState;

SupportPanel::SupportPanel(QWidget* parent) : DetailPanel(parent) {
    setObjectName(u"supportPanel"_s);
    setFixedWidth(360);
    auto* layout = panelColumn(this);
    who_ = new ui::Text({}, ui::TextStyle::heading);
    who_->setObjectName(u"shownSupport"_s);
    who_->setElided(true);
    state_ = new ui::Badge;
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(who_);
    row->addWidget(state_);
    row->addStretch();
    reason_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::secondary);
    reason_->setObjectName(u"supportReason"_s);
    reason_->setWordWrap(true);
    facts_ = new ui::KeyValueList(nullptr, 104);
    permissions_ = new PermissionFacts;
    addSection(layout, head, {reason_});
    auto* rest = new QWidget;
    auto* inside = panelColumn(rest);
    addSection(inside, nullptr, {facts_});
    //: Over what the support access permits
    addSection(inside, new ui::SectionHeader(tr("Allows")), {permissions_}, true);
    inside->addStretch();
    layout->addWidget(scrolled(rest), 1);
}

void SupportPanel::set(const domain::SupportAccess& access) {
    const auto moment = [](const Time& time) { return momentText(toDateTime(time)); };
    const auto name = [](const std::optional<std::string>& of) { return QString::fromStdString(of.value_or("")); };
    who_->setText(QString::fromStdString(access.staffName));
    setAccessibleName(tr("Support access of %1").arg(who_->text()));
    state_->set(text(access.state), kindOf(access.state));
    reason_->setText(QString::fromStdString(access.reason));
    facts_->clear();
    facts_->addRow(tr("Tenant"), QString::fromStdString(access.tenantName));
    facts_->addRow(tr("Rights of"), rightsOf(access), access.userName ? text(access.role) : QString());
    //: How long
    facts_->addRow(tr("For"), minutesText(access.minutes));
    facts_->addRow(tr("Asked"), moment(access.requestedAt));
    const bool isRefused = access.state == SupportState::refused;
    if (access.answeredAt) facts_->addRow(isRefused ? tr("Refused") : tr("Allowed"), moment(*access.answeredAt));
    //: Who allowed or refused it
    if (access.answeredByName) facts_->addRow(tr("By"), name(access.answeredByName));
    if (!access.answeredAt && access.state != SupportState::waitingForConsent && access.startedAt)
        facts_->addRow(tr("Allowed"), tr("by the tenant's rule"));
    if (access.startedAt) facts_->addRow(tr("Entered"), moment(*access.startedAt));
    if (access.endedAt) facts_->addRow(tr("Ended"), moment(*access.endedAt), name(access.endedByName));
    if (access.state == SupportState::active) facts_->addRow(tr("Until"), moment(access.expiresAt));
    if (access.state == SupportState::waitingForConsent) facts_->addRow(tr("Waits until"), moment(access.expiresAt));
    permissions_->set(access.permissions, access.permissions);
}

}  // namespace steward::views
