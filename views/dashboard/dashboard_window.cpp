#include "views/dashboard/dashboard_window.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/labels.h"
#include "views/common/words.h"
#include "views/dashboard/dashboard_view.h"
#include "views/dashboard/dashboard_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

DashboardWindow::DashboardWindow(PageContext& context, const domain::DashboardContent& content,
                                 const models::DashboardChoice& choice, QWidget* parent)
    : QWidget(parent, Qt::Window),
      view_(new DashboardView(context)),
      title_(new ui::Text({}, ui::TextStyle::heading)),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)) {
    setObjectName(u"dashboardWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(960, 640);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(16, 10, 16, 6);
    strip->setSpacing(12);
    const auto environment = environmentOf(context.session.environment());
    strip->addWidget(new ui::Tag(text(environment), environment));
    title_->setObjectName(u"windowTitle"_s);
    title_->setElided(true);
    note_->setObjectName(u"windowNote"_s);
    strip->addWidget(title_, 1);
    strip->addWidget(note_);
    column->addLayout(strip);
    column->addWidget(view_, 1);
    showTitle(QString::fromStdString(content.title), choice.tenantName);
    view_->setChoice(choice);
    view_->show(content);
    view_->setRefresh(int(content.refreshSeconds));
    view_->setSpan(content.rangeMinutes * 60'000);
    view_->reloadRest();
    auto* shell = &context.shell;
    connect(view_, &DashboardView::tenantOpened, this,
            [shell](const QString& id) { shell->goTo(u"tenants"_s, {{u"id"_s, id}}); });
}

void DashboardWindow::showTitle(const QString& title, const QString& note) {
    setWindowTitle(title);
    title_->setText(title);
    note_->setText(note);
}

void DashboardWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) update();
}

void DashboardWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isFullScreen()) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void DashboardWindow::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), ui::Theme::current().color("surface.canvas"));
}

WallWindow::WallWindow(PageContext& context, models::DashboardsSource source, const QStringList& ids, int seconds,
                       QWidget* parent)
    : DashboardWindow(context, {}, {}, parent), reader_(std::move(source), context.session), ids_(ids) {
    setObjectName(u"dashboardWall"_s);
    setFocusPolicy(Qt::StrongFocus);
    view()->canvas()->setFitting(true);
    connect(&reader_, &models::DashboardEditor::opened, this, [this] {
        failed_ = 0;
        if (reader_.isBuiltIn()) reader_.reword(inWords(reader_.content()));
        const auto& content = reader_.content();
        view()->show(content);
        view()->setRefresh(int(content.refreshSeconds));
        view()->setSpan(content.rangeMinutes * 60'000);
        view()->reloadRest();
        describe();
    });
    // One that is gone, or away, is passed over.
    connect(&reader_, &models::DashboardEditor::failed, this, [this] {
        if (++failed_ < ids_.size()) step(1);
    });
    turn_.setInterval(seconds * 1000);
    connect(&turn_, &QTimer::timeout, this, [this] { step(1); });
    turn_.start();
    reader_.open(ids_.value(0));
}

void WallWindow::step(int by) {
    current_ = int((current_ + by + ids_.size()) % ids_.size());
    if (turn_.isActive()) turn_.start();
    reader_.open(ids_[current_]);
}

void WallWindow::describe() {
    //: %1 of %2 dashboards
    const QString place = tr("%1 of %2").arg(current_ + 1).arg(ids_.size());
    showTitle(QString::fromStdString(view()->content().title), turn_.isActive() ? place : tr("%1, held").arg(place));
}

void WallWindow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            close();
            return;
        case Qt::Key_Space:
            turn_.isActive() ? turn_.stop() : turn_.start();
            return describe();
        case Qt::Key_Right:
            return step(1);
        case Qt::Key_Left:
            return step(-1);
        default:
            DashboardWindow::keyPressEvent(event);
    }
}

}  // namespace steward::views
