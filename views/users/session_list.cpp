#include "views/users/session_list.h"

#include <QBoxLayout>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/common/page.h"
#include "views/common/panel_parts.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

SessionList::SessionList(PageContext& context, models::SessionsModel* model, domain::Permission permission,
                         QWidget* parent)
    : QWidget(parent), context_(context), model_(model), permission_(permission) {
    setObjectName(u"sessionList"_s);
    auto* content = new QWidget;
    rows_ = panelColumn(content);
    rows_->setContentsMargins(16, 4, 16, 4);
    states_ = new ui::StateStack(scrolled(content));
    panelColumn(this)->addWidget(states_);
    connect(states_, &ui::StateStack::retried, model_, &models::PagedModel::reload);
    connect(model_, &models::PagedModel::stateChanged, this, &SessionList::show);
    show();
}

void SessionList::show() {
    using State = models::PagedModel::State;
    if (model_->state() == State::failed)
        return states_->showError(*model_->error(), tr("Could not load the sign-ins"));
    if (model_->state() == State::loading || model_->isBusy()) return states_->showLoading();
    clearLayout(rows_);
    for (int i = 0; i < model_->rowCount(); ++i)
        if (const auto* session = model_->at(i)) rows_->addWidget(row(*session));
    rows_->addStretch();
    if (model_->rowCount() == 0)
        states_->showEmpty(u"laptop"_s, tr("Signed in nowhere"), tr("Each sign-in shows here until it ends."));
    else
        states_->showContent();
}

QWidget* SessionList::row(const domain::UserSession& session) {
    auto* row = new QWidget;
    row->setFixedHeight(52);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* words = panelColumn(new QWidget);
    const QString device = QString::fromStdString(session.device);
    auto* what = new ui::Text(device.isEmpty() ? tr("Unknown device") : device, ui::TextStyle::bodyStrong);
    what->setElided(true);
    const QDateTime seen = toDateTime(session.lastSeenAt);
    auto* when = new ui::Text(
        tr("%1, seen %2")
            .arg(QString::fromStdString(session.clientName), ageText(seen, QDateTime::currentDateTimeUtc())),
        ui::TextStyle::small, ui::Tone::tertiary);
    when->setElided(true);
    when->setToolTip(tr("Signed in %1, seen %2, ends %3")
                         .arg(momentText(toDateTime(session.createdAt)), momentText(seen),
                              momentText(toDateTime(session.expiresAt))));
    words->addStretch();
    words->addWidget(what);
    words->addWidget(when);
    words->addStretch();
    layout->addWidget(words->parentWidget(), 1);
    if (session.current) {
        layout->addWidget(new ui::Badge(tr("This one"), ui::BadgeKind::ok));
        return row;
    }
    auto* end = new ui::Button(tr("Sign out"));
    end->setObjectName(u"endSession."_s + QString::fromStdString(session.id));
    end->setAccessibleName(tr("Sign out %1").arg(what->text()));
    end->setButtonSize(ui::ButtonSize::small);
    needs(end, context_.session, permission_);
    connect(end, &QAbstractButton::clicked, this, [this, end, id = session.id] {
        end->setBusy(true, tr("Ending…"));
        this->end(id);
    });
    layout->addWidget(end);
    return row;
}

void SessionList::end(const std::string& id) {
    client::whenReady(context_.client.call(contract::endSession, {id}), this, [this](Result<contract::Nothing> ended) {
        tell(context_, ended, tr("Signed out there"), tr("Not signed out"));
        model_->reload();
    });
}

}  // namespace steward::views
