#include "views/first_window/workspace_card.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QUrl>

#include "ui/icons.h"
#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    QString text;
    ui::BadgeKind kind;
};

Words wordsOf(WorkspaceState state) {
    switch (state) {
        case WorkspaceState::stopped:
            return {WorkspaceCard::tr("Stopped"), ui::BadgeKind::neutral};
        case WorkspaceState::running:
            return {WorkspaceCard::tr("Running"), ui::BadgeKind::ok};
        case WorkspaceState::signedIn:
            return {WorkspaceCard::tr("Signed in"), ui::BadgeKind::ok};
        case WorkspaceState::signInNeeded:
            return {WorkspaceCard::tr("Sign-in needed"), ui::BadgeKind::warn};
        case WorkspaceState::offline:
            return {WorkspaceCard::tr("Offline"), ui::BadgeKind::bad};
        case WorkspaceState::unknown:
            break;
    }
    return {WorkspaceCard::tr("Looking…"), ui::BadgeKind::neutral};
}

}  // namespace

ui::Environment environmentOf(const client::Workspace& workspace) {
    switch (workspace.environment) {
        case client::Environment::local:
            return ui::Environment::local;
        case client::Environment::staging:
            return ui::Environment::staging;
        case client::Environment::production:
            break;
    }
    return ui::Environment::production;
}

QString iconOf(const client::Workspace& workspace) {
    switch (workspace.environment) {
        case client::Environment::local:
            return u"laptop"_s;
        case client::Environment::staging:
            return u"layers"_s;
        case client::Environment::production:
            break;
    }
    return u"shield-check"_s;
}

WorkspaceCard::WorkspaceCard(const client::Workspace& workspace, QWidget* parent)
    : QAbstractButton(parent), workspace_(workspace) {
    setObjectName(u"workspace."_s + QString::fromStdString(workspace.id));
    setText(workspace.isLocal() ? tr("Local platform") : QString::fromStdString(workspace.name));
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRing", true);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(82);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setState(workspace.isLocal() ? WorkspaceState::stopped : WorkspaceState::unknown);
}

void WorkspaceCard::setState(WorkspaceState state) {
    state_ = state;
    setAccessibleName(tr("%1, %2, %3").arg(text(), addressText(), wordsOf(state).text));
    update();
}

QString WorkspaceCard::addressText() const {
    if (workspace_.isLocal()) return tr("Starts the embedded server on this computer.");
    const QUrl url(QString::fromStdString(workspace_.url));
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host();
}

QString WorkspaceCard::lineText() const {
    if (workspace_.isLocal()) return tr("Demo data, works without a network");
    if (state_ == WorkspaceState::signedIn && workspace_.userName)
        return tr("Signed in as %1").arg(QString::fromStdString(*workspace_.userName));
    if (workspace_.lastUsedAt)
        return tr("Last used %1").arg(ageText(toDateTime(*workspace_.lastUsedAt), QDateTime::currentDateTimeUtc()));
    return tr("Not used yet");
}

void WorkspaceCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

void WorkspaceCard::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    const ui::EnvironmentColors colors = theme.environment(environmentOf(workspace_));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line =
        isChecked() ? theme.color("accent.fill")
                    : theme.color(underMouse() ? ui::ColorRole("border.strong") : ui::ColorRole("border.default"));
    ui::paintCard(&painter, rect(), theme.color("surface.panel"), line, 10);
    QPainterPath round;
    round.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
    painter.save();
    painter.setClipPath(round);
    painter.fillRect(0, 0, 5, height(), colors.solid);
    painter.restore();
    if (isChecked()) {
        painter.setPen(QPen(line, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
    }
    const QRect tile(17, 13, 36, 36);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(tile, 8, 8);
    ui::paintIcon(&painter, QRectF(tile).adjusted(9, 9, -9, -9), iconOf(workspace_), colors.text);
    const Words words = wordsOf(state_);
    const QSize pill = ui::pillSize(ui::PillShape::badge, words.text);
    ui::paintPill(&painter, QRect(width() - 13 - pill.width(), 13, pill.width(), 20), ui::PillShape::badge,
                  theme.kind(words.kind), words.text);
    const int left = 65;
    ui::paintText(&painter, QRect(left, 13, width() - left - pill.width() - 24, 20), text(),
                  theme.font(ui::TextStyle::bodyStrong), theme.color("text.primary"));
    ui::paintText(&painter, QRect(left, 35, width() - left - 12, 16), addressText(), theme.font(ui::TextStyle::small),
                  theme.color("text.secondary"));
    ui::paintText(&painter, QRect(left, 53, width() - left - 12, 16), lineText(), theme.font(ui::TextStyle::small),
                  theme.color("text.tertiary"));
}

}  // namespace steward::views
