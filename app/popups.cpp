#include "app/popups.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>

#include "app/jobs_model.h"
#include "app/notifications.h"
#include "ui/icons.h"
#include "ui/jobs_list.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "ui/states.h"
#include "views/common/words.h"
#include "views/first_window/workspace_card.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

struct PopupWords {
    Q_DECLARE_TR_FUNCTIONS(PopupWords)
};

ui::Popup* makePopup(QWidget* anchor, const QString& name, const QString& title) {
    auto* popup = new ui::Popup(anchor);
    popup->setObjectName(name);
    popup->setAccessibleName(title);
    QObject::connect(popup, &ui::Popup::closed, popup, &QObject::deleteLater);
    return popup;
}

// A row that can be chosen: a mark at the left, two lines or one, a remark at the right.
class Row : public QAbstractButton {
public:
    Row(const QString& text, const QString& line, const QString& right) : line_(line), right_(right) {
        setText(text);
        setAccessibleName(QStringList{text, line, right}.join(u' ').simplified());
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(line.isEmpty() ? 32 : 46);
    }
    std::function<void(QPainter*, const QRect&)> paintMark;
    QSize sizeHint() const override { return {320, height()}; }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
        if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
            focusNextPrevChild(event->key() == Qt::Key_Down);
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent*) override {
        const ui::Theme& theme = ui::Theme::current();
        QPainter painter(this);
        if (underMouse() || hasFocus()) {
            const QColor fill =
                theme.color(hasFocus() ? ui::ColorRole("surface.selected") : ui::ColorRole("surface.hover"));
            ui::paintCard(&painter, rect(), fill, fill, 6);
        }
        if (paintMark) paintMark(&painter, QRect(8, 0, 16, height()));
        const QFont small = theme.font(ui::TextStyle::small);
        const int end = width() - 10 - (right_.isEmpty() ? 0 : ui::textWidth(right_, small) + 8);
        ui::paintText(&painter, rect().adjusted(0, 0, -10, 0), right_, small, theme.color("text.tertiary"),
                      Qt::AlignRight | Qt::AlignVCenter);
        const int top = line_.isEmpty() ? 0 : 5;
        ui::paintText(&painter, QRect(34, top, end - 34, line_.isEmpty() ? height() : 18), text(),
                      theme.font(ui::TextStyle::body), theme.color("text.primary"));
        ui::paintText(&painter, QRect(34, 24, end - 34, 16), line_, small, theme.color("text.tertiary"));
    }

private:
    QString line_, right_;
};

}  // namespace

void openJobsPopup(QWidget* anchor, JobsModel* jobs, const Go& go,
                   const std::function<void(const domain::Job& job)>& again) {
    auto* popup = makePopup(anchor, u"jobsPopup"_s, PopupWords::tr("Jobs"));
    if (jobs->rowCount() == 0) {
        auto* empty = new ui::EmptyState(u"check-circle-fill"_s, PopupWords::tr("No jobs"),
                                         PopupWords::tr("Long work shows here while it runs."));
        empty->setFixedSize(320, 140);
        popup->content()->addWidget(empty);
    } else {
        auto* list = new ui::JobsList;
        list->setObjectName(u"jobsList"_s);
        list->setAccessibleName(PopupWords::tr("Jobs"));
        list->setModel(jobs);
        list->setFixedWidth(380);
        list->setMaximumHeight(420);
        const auto act = [jobs, popup, go, again](const QModelIndex& index) {
            const domain::Job* job = jobs->at(index.row());
            if (!job || !job->finishedAt) return jobs->cancel(index.row());
            if (!job->batchId) return;
            const domain::Job chosen = *job;
            popup->close();
            if (JobsModel::canRetry(chosen))
                again(chosen);
            else
                go(u"audit"_s, entriesOf(chosen));
        };
        QObject::connect(list, &ui::JobsList::actionTriggered, popup, act);
        popup->content()->addWidget(list);
    }
    popup->open(Qt::AlignRight);
}

void openNotificationsPopup(QWidget* anchor, Notifications* notifications, Go go) {
    auto* popup = makePopup(anchor, u"notificationsPopup"_s, PopupWords::tr("Notifications"));
    if (notifications->all().empty()) {
        auto* empty = new ui::EmptyState(u"bell"_s, PopupWords::tr("Nothing new"),
                                         PopupWords::tr("Finished jobs and changes by others show here."));
        empty->setFixedSize(320, 140);
        popup->content()->addWidget(empty);
    }
    auto* rows = new QWidget;
    auto* column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const Notification& notification : notifications->all()) {
        auto* row = new Row(notification.text, notification.remark.isEmpty() ? u" "_s : notification.remark,
                            views::shortMoment(notification.at, QDateTime::currentDateTimeUtc()));
        row->paintMark = [icon = notification.icon, kind = notification.kind](QPainter* painter, const QRect& rect) {
            ui::paintIcon(painter, QRectF(rect.left(), rect.center().y() - 7, 14, 14), icon,
                          ui::Theme::current().kind(kind).text);
        };
        QObject::connect(row, &QAbstractButton::clicked, popup, [popup, go, notification] {
            popup->close();
            go(notification.page, notification.target);
        });
        column->addWidget(row);
    }
    if (!notifications->all().empty()) {
        auto* scroll = new QScrollArea;
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidget(rows);
        scroll->setFixedSize(360, std::min(420, int(notifications->all().size()) * 46 + 4));
        popup->content()->addWidget(scroll);
    } else {
        delete rows;
    }
    notifications->markRead();
    popup->open(Qt::AlignRight);
}

void openWorkspacesPopup(QWidget* anchor, const std::vector<client::Workspace>& workspaces, const std::string& current,
                         std::function<void(const QString& id)> chosen) {
    auto* popup = makePopup(anchor, u"workspacesPopup"_s, PopupWords::tr("Workspaces"));
    popup->content()->setSpacing(1);
    const auto add = [&](const QString& text, const QString& right, const QString& id,
                         std::function<void(QPainter*, const QRect&)> mark) {
        auto* row = new Row(text, {}, right);
        row->setMinimumWidth(240);
        row->setObjectName(u"switchTo."_s + id);
        row->paintMark = std::move(mark);
        QObject::connect(row, &QAbstractButton::clicked, popup, [popup, chosen, id] {
            popup->close();
            chosen(id);
        });
        popup->content()->addWidget(row);
    };
    for (const client::Workspace& workspace : workspaces) {
        const auto square = [environment = views::environmentOf(workspace)](QPainter* painter, const QRect& rect) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(ui::Theme::current().environment(environment).solid);
            painter->drawRoundedRect(QRectF(rect.left() + 2, rect.center().y() - 4.5, 10, 10), 3, 3);
            painter->restore();
        };
        add(QString::fromStdString(workspace.name), workspace.id == current ? PopupWords::tr("open") : QString(),
            QString::fromStdString(workspace.id), square);
    }
    popup->content()->addWidget(new ui::Separator);
    add(PopupWords::tr("All workspaces…"), {}, {}, [](QPainter* painter, const QRect& rect) {
        ui::paintIcon(painter, QRectF(rect.left(), rect.center().y() - 7, 14, 14), u"window-stack"_s,
                      ui::Theme::current().color("text.secondary"));
    });
    popup->open();
}

}  // namespace steward::app
