#include "views/common/page.h"

#include <QAction>
#include <algorithm>

#include "ui/icons.h"
#include "ui/toast.h"

namespace steward::views {

Page::Page(PageContext& context, QWidget* parent) : QWidget(parent), context_(context) {}

void Page::visit(const QVariantMap&) {}

bool isListed(const PageInfo& page, const models::Session& session) {
    const auto also = page.alsoWith.form();
    return session.allows(page.permission) ||
           std::any_of(also.begin(), also.end(), [&](auto permission) { return session.allows(permission); });
}

QAction* Page::makeCommand(const QString& text, const QString& name, const QString& icon, const QKeySequence& keys,
                           domain::Permission permission, WhileOffline offline) {
    auto* action = new QAction(ui::icon(icon), text, this);
    action->setObjectName(name);
    action->setProperty("iconName", icon);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    needs(action, context().session, permission, offline);
    addAction(action);
    return action;
}

void Page::setStatusText(const QString& text) {
    if (status_ == text) return;
    status_ = text;
    Q_EMIT statusChanged();
}

void Page::setDataAsOf(const QDateTime& time) {
    if (asOf_ == time) return;
    asOf_ = time;
    Q_EMIT statusChanged();
}

void Page::setNavigationCount(const QString& count) {
    if (count_ == count) return;
    count_ = count;
    Q_EMIT statusChanged();
}

QString whyNot(const models::Session& session, domain::Permission permission, WhileOffline offline) {
    if (offline == WhileOffline::drafted && session.allows(permission)) return {};
    switch (session.obstacleTo(permission)) {
        case models::Obstacle::none:
            return {};
        case models::Obstacle::offline:
            return Page::tr("Offline. Changes need a connection to the platform.");
        case models::Obstacle::forbidden:
            return Page::tr("Your role does not allow this.");
    }
    return {};
}

namespace {

template <class Target>
void follow(Target* target, models::Session& session, domain::Permission permission, WhileOffline offline) {
    const QString usual = target->toolTip();
    const auto update = [target, &session, permission, offline, usual] {
        const QString why = whyNot(session, permission, offline);
        target->setEnabled(why.isEmpty());
        target->setToolTip(why.isEmpty() ? usual : why);
    };
    QObject::connect(&session, &models::Session::changed, target, update);
    update();
}

}  // namespace

void needs(QWidget* widget, models::Session& session, domain::Permission permission, WhileOffline offline) {
    follow(widget, session, permission, offline);
}

void needs(QAction* action, models::Session& session, domain::Permission permission, WhileOffline offline) {
    follow(action, session, permission, offline);
}

void tell(PageContext& context, const std::optional<Error>& error, const QString& done, const QString& notDone) {
    if (error)
        context.toasts.show(ui::BadgeKind::bad,
                            Page::tr("%1: %2").arg(notDone, QString::fromStdString(error->message)));
    else
        context.toasts.show(ui::BadgeKind::ok, done);
}

ui::Environment environmentOf(models::EnvironmentKind kind) {
    switch (kind) {
        case models::EnvironmentKind::local:
            return ui::Environment::local;
        case models::EnvironmentKind::staging:
            return ui::Environment::staging;
        case models::EnvironmentKind::production:
            return ui::Environment::production;
    }
    return ui::Environment::production;
}

}  // namespace steward::views
