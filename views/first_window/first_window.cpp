#include "views/first_window/first_window.h"

#include <QBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "views/common/form_dialog.h"
#include "views/common/mark.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int listWidth = 412;

class Mark : public QWidget {
public:
    Mark() { setFixedSize(28, 28); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintMark(&painter, rect());
    }
};

class Glyph : public QWidget {
public:
    explicit Glyph(QString name) : name_(std::move(name)) { setFixedSize(13, 13); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ui::paintIcon(&painter, rect(), name_, ui::Theme::current().color("text.secondary"));
    }

private:
    QString name_;
};

}  // namespace

FirstWindow::FirstWindow(QWidget* parent) : QWidget(parent) {
    setObjectName(u"firstWindow"_s);
    setWindowTitle(tr("Steward"));
    resize(880, 680);
    setMinimumSize(820, 560);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(makeRight(), 1);
}

QWidget* FirstWindow::makeList() {
    auto* side = new QWidget;
    side->setFixedWidth(listWidth);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 28, 24, 16);
    layout->setSpacing(0);
    auto* brand = new QHBoxLayout;
    brand->setSpacing(8);
    brand->addWidget(new Mark);
    brand->addWidget(new ui::Text(tr("Steward"), ui::TextStyle::heading));
    brand->addStretch();
    layout->addLayout(brand);
    layout->addSpacing(24);
    layout->addWidget(new ui::Text(tr("Choose a workspace"), ui::TextStyle::display));
    layout->addSpacing(4);
    layout->addWidget(new ui::Text(tr("Each workspace keeps its own sign-in, data and colour."), ui::TextStyle::body,
                                   ui::Tone::secondary));
    layout->addSpacing(18);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(8);
    list_ = new QVBoxLayout;
    list_->setSpacing(8);
    auto* add = new ui::Button(tr("Add workspace…"), ui::ButtonVariant::ghost);
    add->setObjectName(u"addWorkspace"_s);
    add->setIconName(u"plus-lg"_s);
    column->addLayout(list_);
    column->addWidget(add, 0, Qt::AlignLeft);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);

    offline_ = new QWidget;
    auto* bottom = new QVBoxLayout(offline_);
    bottom->setContentsMargins(0, 0, 0, 0);
    bottom->setSpacing(12);
    bottom->addWidget(new ui::Separator);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    snapshot_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    auto* work = new ui::Button(tr("Work offline"), ui::ButtonVariant::link);
    work->setObjectName(u"workOffline"_s);
    line->addWidget(new Glyph(u"hdd-stack"_s));
    line->addWidget(snapshot_, 1);
    line->addWidget(work);
    bottom->addLayout(line);
    offline_->hide();
    layout->addWidget(offline_);
    connect(add, &QAbstractButton::clicked, this, &FirstWindow::addWorkspace);
    connect(work, &QAbstractButton::clicked, this, [this] { Q_EMIT offlineRequested(chosen_); });
    return side;
}

QWidget* FirstWindow::makeRight() {
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(40, 28, 40, 16);
    panes_ = new QStackedWidget;
    welcome_ = new WelcomePane;
    browser_ = new BrowserPane;
    code_ = new CodePane;
    start_ = new StartPane;
    for (QWidget* pane : QList<QWidget*>{welcome_, browser_, code_, start_})
        panes_->addWidget(pane);
    layout->addWidget(panes_, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addStretch();
    bottom->addWidget(
        new ui::Text(tr("Steward %1").arg(QLatin1String(STEWARD_VERSION)), ui::TextStyle::small, ui::Tone::tertiary));
    layout->addLayout(bottom);
    connect(welcome_, &WelcomePane::started, this, [this] { Q_EMIT openRequested(chosen_); });
    connect(browser_, &BrowserPane::openAgain, this, &FirstWindow::openAgainRequested);
    connect(browser_, &BrowserPane::cancelled, this, &FirstWindow::signInCancelled);
    const auto askForCode = [this] { Q_EMIT codeRequested(chosen_); };
    connect(welcome_, &WelcomePane::codeWanted, this, askForCode);
    connect(browser_, &BrowserPane::codeWanted, this, askForCode);
    connect(code_, &CodePane::newCodeWanted, this, askForCode);
    connect(code_, &CodePane::openWanted, this, [this] { Q_EMIT codePageRequested(code_->address()); });
    connect(code_, &CodePane::cancelled, this, &FirstWindow::signInCancelled);
    connect(start_, &StartPane::stopped, this, &FirstWindow::startStopped);
    connect(start_, &StartPane::retried, this, &FirstWindow::startRetried);
    return side;
}

void FirstWindow::setWorkspaces(const std::vector<client::Workspace>& workspaces) {
    workspaces_ = workspaces;
    qDeleteAll(std::exchange(cards_, {}));
    for (const client::Workspace& workspace : workspaces_) {
        const QString id = QString::fromStdString(workspace.id);
        auto* card = new WorkspaceCard(workspace);
        if (states_.contains(id)) card->setState(states_[id]);
        connect(card, &QAbstractButton::clicked, this, [this, id] { choose(id); });
        if (!workspace.isLocal()) {
            card->setContextMenuPolicy(Qt::CustomContextMenu);
            connect(card, &QWidget::customContextMenuRequested, this, [this, id, card](const QPoint& at) {
                auto* menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->addAction(ui::icon(u"trash"_s), tr("Remove from this computer"), this,
                                [this, id] { Q_EMIT removeRequested(id); });
                menu->popup(card->mapToGlobal(at));
            });
        }
        list_->addWidget(card);
        cards_.insert(id, card);
    }
    if (!cards_.contains(chosen_) && !workspaces_.empty()) chosen_ = QString::fromStdString(workspaces_.front().id);
    choose(chosen_);
}

void FirstWindow::setState(const QString& workspaceId, WorkspaceState state) {
    states_.insert(workspaceId, state);
    if (auto* card = cards_.value(workspaceId)) card->setState(state);
    if (workspaceId == chosen_ && panes_->currentWidget() == welcome_) showChosen();
}

void FirstWindow::setSnapshot(const QString& workspaceId, const QString& text) {
    snapshots_.insert(workspaceId, text);
    if (workspaceId == chosen_) showChosen();
}

void FirstWindow::choose(const QString& workspaceId) {
    if (!cards_.contains(workspaceId)) return;
    chosen_ = workspaceId;
    cards_[workspaceId]->setChecked(true);
    showWelcome();
}

void FirstWindow::showChosen() {
    const WorkspaceCard* card = cards_.value(chosen_);
    if (!card) return;
    const WorkspaceState state = states_.value(chosen_, WorkspaceState::unknown);
    welcome_->set(card->workspace(), state == WorkspaceState::signedIn || state == WorkspaceState::offline);
    const QString snapshot = snapshots_.value(chosen_);
    snapshot_->setText(snapshot);
    offline_->setVisible(!snapshot.isEmpty());
}

void FirstWindow::showWelcome(const QString& problem) {
    browser_->stop();
    code_->stop();
    panes_->setCurrentWidget(welcome_);
    showChosen();
    welcome_->setProblem(problem);
}

BrowserPane* FirstWindow::showBrowser() {
    panes_->setCurrentWidget(browser_);
    return browser_;
}

CodePane* FirstWindow::showCode() {
    browser_->stop();
    panes_->setCurrentWidget(code_);
    return code_;
}

StartPane* FirstWindow::showStart() {
    panes_->setCurrentWidget(start_);
    return start_;
}

void FirstWindow::addWorkspace() {
    auto* dialog = new FormDialog(this, tr("Add a workspace"), tr("Add"));
    adding_ = dialog;
    auto* name = new ui::LineField(tr("Production"));
    name->setLarge(true);
    auto* url = new ui::LineField(u"https://admin.steward.example"_s);
    url->setLarge(true);
    auto* environment = new ui::Select;
    environment->setLarge(true);
    for (const auto kind : {client::Environment::production, client::Environment::staging, client::Environment::local})
        environment->addItem(text(kind == client::Environment::production ? ui::Environment::production
                                  : kind == client::Environment::staging  ? ui::Environment::staging
                                                                          : ui::Environment::local),
                             int(kind));
    dialog->addField(u"/name"_s, tr("Name"), name);
    dialog->addField(u"/url"_s, tr("Address"), url, tr("https, or http on this computer"));
    dialog->addField(u"/environment"_s, tr("Environment"), environment,
                     tr("Decides the colour and how changes are confirmed"));
    connect(dialog, &FormDialog::submitted, this, [this, name, url, environment] {
        client::Workspace workspace;
        workspace.name = name->text().trimmed().toStdString();
        workspace.url = url->text().trimmed().toStdString();
        workspace.environment = client::Environment(environment->currentData().toInt());
        Q_EMIT addRequested(workspace);
    });
    connect(dialog, &QObject::destroyed, this, [this, dialog] {
        if (adding_ == dialog) adding_ = nullptr;
    });
    dialog->open(name);
}

void FirstWindow::showAddResult(const std::optional<Error>& error) {
    if (!adding_) return;
    if (error)
        adding_->showError(*error);
    else
        adding_->close(1);
}

void FirstWindow::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, 0, listWidth, height(), theme.color("surface.canvas"));
    painter.fillRect(listWidth - 1, 0, 1, height(), theme.color("border.default"));
}

}  // namespace steward::views
