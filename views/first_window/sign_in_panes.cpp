#include "views/first_window/sign_in_panes.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QPlainTextEdit>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "ui/status.h"
#include "views/first_window/workspace_card.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

class Picture : public QWidget {
public:
    Picture() { setFixedSize(48, 48); }
    void set(ui::Environment environment, const QString& icon) {
        environment_ = environment;
        icon_ = icon;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const ui::EnvironmentColors colors = ui::Theme::current().environment(environment_);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.background);
        painter.drawRoundedRect(rect(), 10, 10);
        ui::paintIcon(&painter, QRectF(12, 12, 24, 24), icon_, colors.text);
    }

private:
    ui::Environment environment_ = ui::Environment::local;
    QString icon_;
};

class Glyph : public QWidget {
public:
    Glyph(QString name, ui::ColorRole role, int size = 14) : name_(std::move(name)), role_(role) {
        setFixedSize(size, size);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ui::paintIcon(&painter, rect(), name_, ui::Theme::current().color(role_));
    }

private:
    QString name_;
    ui::ColorRole role_;
};

QString clock(qint64 seconds) {
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QWidget* fact(const QString& icon, const QString& text) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* words = new ui::Text(text, ui::TextStyle::body, ui::Tone::secondary);
    words->setWordWrap(true);
    auto* glyph = new QVBoxLayout;
    glyph->setContentsMargins(0, 3, 0, 0);
    glyph->addWidget(new Glyph(icon, "text.tertiary"));
    glyph->addStretch();
    row->addLayout(glyph);
    row->addWidget(words, 1, Qt::AlignTop);
    return box;
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

}  // namespace

WelcomePane::WelcomePane(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    picture_ = new Picture;
    title_ = new ui::Text({}, ui::TextStyle::display);
    title_->setObjectName(u"welcomeTitle"_s);
    title_->setWordWrap(true);
    text_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::secondary);
    text_->setWordWrap(true);
    problem_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::danger);
    problem_->setObjectName(u"signInProblem"_s);
    problem_->setWordWrap(true);
    problem_->hide();
    action_ = new ui::Button({}, ui::ButtonVariant::primary);
    action_->setObjectName(u"openWorkspace"_s);
    action_->setButtonSize(ui::ButtonSize::large);
    action_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    action_->setFixedHeight(40);
    code_ = new ui::Button(tr("Sign in with a code"));
    code_->setObjectName(u"signInWithCode"_s);
    code_->setIconName(u"phone"_s);
    code_->setButtonSize(ui::ButtonSize::large);
    code_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    code_->setFixedHeight(40);
    facts_ = new QVBoxLayout;
    facts_->setSpacing(12);
    layout->addStretch();
    layout->addWidget(picture_);
    layout->addSpacing(20);
    layout->addWidget(title_);
    layout->addSpacing(4);
    layout->addWidget(text_);
    layout->addSpacing(12);
    layout->addWidget(problem_);
    layout->addSpacing(12);
    layout->addWidget(action_);
    layout->addSpacing(12);
    layout->addWidget(code_);
    layout->addSpacing(28);
    layout->addWidget(new ui::Separator);
    layout->addSpacing(20);
    layout->addLayout(facts_);
    layout->addStretch();
    connect(action_, &QAbstractButton::clicked, this, &WelcomePane::started);
    connect(code_, &QAbstractButton::clicked, this, &WelcomePane::codeWanted);
}

void WelcomePane::set(const client::Workspace& workspace, bool signedIn) {
    const QString name = QString::fromStdString(workspace.name);
    const QString host = QUrl(QString::fromStdString(workspace.url)).host();
    static_cast<Picture*>(picture_)->set(environmentOf(workspace), iconOf(workspace));
    setProblem({});
    clear(facts_);
    code_->setVisible(!workspace.isLocal() && !signedIn);
    if (workspace.isLocal()) {
        title_->setText(tr("Work on this computer"));
        text_->setText(tr("Starts a whole platform inside Steward, with demo data. Nothing leaves this computer."));
        action_->setText(tr("Start the local platform"));
        action_->setIconName(u"play-fill"_s);
        facts_->addWidget(fact(u"database"_s, tr("Its data stays in your own folder and is there again next time.")));
        facts_->addWidget(fact(u"key"_s, tr("You are signed in as its administrator; no password is needed.")));
        return;
    }
    if (signedIn) {
        title_->setText(tr("Open %1").arg(name));
        text_->setText(tr("You are still signed in to %1.").arg(host));
        action_->setText(tr("Open %1").arg(name));
        action_->setIconName(u"box-arrow-in-right"_s);
    } else {
        title_->setText(tr("Sign in to %1").arg(name));
        text_->setText(
            tr("Your browser opens on the sign-in page of %1. Passwords and passkeys stay there.").arg(host));
        action_->setText(tr("Sign in with your browser"));
        action_->setIconName(u"box-arrow-up-right"_s);
    }
    facts_->addWidget(fact(u"key"_s, tr("The token is kept in the system key store, not in a file.")));
    facts_->addWidget(fact(u"eye"_s, tr("Everything you change is written to the audit log with your name.")));
}

void WelcomePane::setProblem(const QString& problem) {
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
}

BrowserPane::BrowserPane(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    time_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    time_->setObjectName(u"browserTime"_s);
    head->addWidget(new ui::Spinner(20));
    head->addWidget(new ui::Text(tr("Waiting for your browser"), ui::TextStyle::heading));
    head->addStretch();
    head->addWidget(time_);
    text_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::secondary);
    text_->setWordWrap(true);
    bar_ = new ui::ProgressBar;
    auto* again = new ui::Button(tr("Open again"));
    again->setObjectName(u"openAgain"_s);
    again->setIconName(u"box-arrow-up-right"_s);
    copy_ = new ui::Button(tr("Copy link"));
    copy_->setObjectName(u"copyLink"_s);
    copy_->setIconName(u"link-45deg"_s);
    auto* cancel = new ui::Button(tr("Cancel"), ui::ButtonVariant::ghost);
    cancel->setObjectName(u"cancelSignIn"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(again);
    row->addWidget(copy_);
    row->addStretch();
    row->addWidget(cancel);
    layout->addStretch();
    layout->addLayout(head);
    layout->addSpacing(8);
    layout->addWidget(text_);
    layout->addSpacing(16);
    layout->addWidget(bar_);
    layout->addSpacing(20);
    layout->addLayout(row);
    layout->addSpacing(12);
    auto* other = new QHBoxLayout;
    other->setSpacing(4);
    other->addWidget(new ui::Text(tr("No browser on this computer?"), ui::TextStyle::small, ui::Tone::tertiary));
    auto* code = new ui::Button(tr("Sign in with a code"), ui::ButtonVariant::link);
    code->setObjectName(u"useCode"_s);
    other->addWidget(code);
    other->addStretch();
    layout->addLayout(other);
    layout->addStretch();
    connect(code, &QAbstractButton::clicked, this, &BrowserPane::codeWanted);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &BrowserPane::showTime);
    connect(again, &QAbstractButton::clicked, this, &BrowserPane::openAgain);
    connect(cancel, &QAbstractButton::clicked, this, &BrowserPane::cancelled);
    connect(copy_, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(address_.toString(QUrl::FullyEncoded)); });
}

void BrowserPane::start(std::chrono::milliseconds limit) {
    limit_ = limit;
    address_.clear();
    copy_->setEnabled(false);
    text_->setText(tr("Finish signing in there. This window goes on by itself."));
    since_.start();
    second_.start();
    showTime();
}

void BrowserPane::setAddress(const QUrl& address, bool opened) {
    address_ = address;
    copy_->setEnabled(true);
    if (!opened)
        text_->setText(
            tr("No browser could be opened. Copy the link and open it yourself; this window goes on by itself."));
}

void BrowserPane::stop() {
    second_.stop();
}

void BrowserPane::showTime() {
    const qint64 limit = std::max<qint64>(1, limit_.count() / 1000);
    const qint64 passed = std::min<qint64>(limit, since_.elapsed() / 1000);
    time_->setText(tr("%1 of %2").arg(clock(passed), clock(limit)));
    bar_->setShare(double(passed) / double(limit));
}

CodePane::CodePane(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new Glyph(u"phone"_s, "text.secondary", 18));
    head->addWidget(new ui::Text(tr("Sign in on another device"), ui::TextStyle::heading));
    head->addStretch();
    where_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::secondary);
    where_->setObjectName(u"codeAddress"_s);
    where_->setWordWrap(true);
    where_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* card = new ui::Card;
    auto* inside = new QHBoxLayout(card);
    inside->setContentsMargins(20, 16, 12, 16);
    code_ = new ui::Text;
    code_->setObjectName(u"userCode"_s);
    QFont big = ui::Theme::current().font(ui::TextStyle::mono);
    big.setPixelSize(28);
    code_->setFont(big);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    copy_ = new ui::Button(tr("Copy"));
    copy_->setObjectName(u"copyCode"_s);
    copy_->setIconName(u"files"_s);
    inside->addWidget(code_, 1);
    inside->addWidget(copy_);

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    state_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    time_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    time_->setObjectName(u"codeTime"_s);
    line->addWidget(new ui::Spinner(14));
    line->addWidget(state_);
    line->addStretch();
    line->addWidget(time_);

    open_ = new ui::Button(tr("Open the page"));
    open_->setObjectName(u"openCodePage"_s);
    open_->setIconName(u"box-arrow-up-right"_s);
    auto* again = new ui::Button(tr("New code"));
    again->setObjectName(u"newCode"_s);
    again->setIconName(u"arrow-repeat"_s);
    auto* cancel = new ui::Button(tr("Cancel"), ui::ButtonVariant::ghost);
    cancel->setObjectName(u"cancelCode"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(open_);
    row->addWidget(again);
    row->addStretch();
    row->addWidget(cancel);
    layout->addStretch();
    layout->addLayout(head);
    layout->addSpacing(8);
    layout->addWidget(where_);
    layout->addSpacing(16);
    layout->addWidget(card);
    layout->addSpacing(12);
    layout->addLayout(line);
    layout->addSpacing(20);
    layout->addLayout(row);
    layout->addStretch();
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &CodePane::showTime);
    connect(copy_, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(shown_.code); });
    connect(open_, &QAbstractButton::clicked, this, &CodePane::openWanted);
    connect(again, &QAbstractButton::clicked, this, &CodePane::newCodeWanted);
    connect(cancel, &QAbstractButton::clicked, this, &CodePane::cancelled);
}

QUrl CodePane::address() const {
    return shown_.addressWithCode.isEmpty() ? shown_.address : shown_.addressWithCode;
}

void CodePane::start() {
    second_.stop();
    shown_ = {};
    where_->setText(tr("Asking the platform for a code."));
    code_->setText(u"····-····"_s);
    code_->setAccessibleName(tr("No code yet"));
    state_->setText(tr("One moment"));
    time_->clear();
    copy_->setEnabled(false);
    open_->setEnabled(false);
}

void CodePane::setCode(const client::DeviceCode& code) {
    shown_ = code;
    where_->setText(tr("Open %1 in any browser and enter").arg(code.address.toString(QUrl::RemoveScheme).mid(2)));
    code_->setText(code.code);
    code_->setAccessibleName(tr("Code %1").arg(code.code));
    state_->setText(tr("Waiting for your approval"));
    copy_->setEnabled(true);
    open_->setEnabled(true);
    since_.start();
    second_.start();
    showTime();
}

void CodePane::stop() {
    second_.stop();
}

void CodePane::showTime() {
    const qint64 left = std::max<qint64>(0, shown_.lifetime.count() - since_.elapsed() / 1000);
    time_->setText(tr("Code ends in %1").arg(clock(left)));
}

class StartPane::StepRow : public QWidget {
public:
    StepRow() {
        setFixedHeight(26);
        ui::keepTurning(this, [this] { return step_.state == client::StepState::running; });
    }
    void set(const client::StartStep& step) {
        step_ = step;
        setAccessibleName(step.text);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const ui::Theme& theme = ui::Theme::current();
        QPainter painter(this);
        const QRectF mark(0, 6, 14, 14);
        const bool waits = step_.state == client::StepState::waiting;
        const bool runs = step_.state == client::StepState::running;
        if (runs) ui::paintSpinner(&painter, mark, theme.color("accent.fill"), ui::spinnerTurn());
        if (waits) ui::paintIcon(&painter, mark, u"circle"_s, theme.color("text.tertiary"));
        if (step_.state == client::StepState::done)
            ui::paintIcon(&painter, mark, u"check-circle-fill"_s, theme.color("success.fg"));
        if (step_.state == client::StepState::failed)
            ui::paintIcon(&painter, mark, u"x-circle-fill"_s, theme.color("danger.fg"));
        ui::paintText(&painter, QRect(24, 0, width() - 90, 26), step_.text,
                      theme.font(runs ? ui::TextStyle::bodyStrong : ui::TextStyle::body),
                      theme.color(waits ? ui::ColorRole("text.tertiary") : ui::ColorRole("text.primary")));
        if (!waits)
            ui::paintText(
                &painter, rect(), tr("%1 s").arg(locale().toString(double(step_.took.count()) / 1000, 'f', 1)),
                theme.font(ui::TextStyle::small), theme.color("text.tertiary"), Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    client::StartStep step_;
};

StartPane::StartPane(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    count_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    head->addWidget(new Glyph(u"laptop"_s, "env.local.fg", 18));
    head->addWidget(new ui::Text(tr("Starting the embedded server"), ui::TextStyle::heading));
    head->addStretch();
    head->addWidget(count_);
    steps_ = new QVBoxLayout;
    steps_->setSpacing(0);
    problem_ = new ui::Text({}, ui::TextStyle::body, ui::Tone::danger);
    problem_->setObjectName(u"startProblem"_s);
    problem_->setWordWrap(true);
    problem_->hide();
    log_ = new QPlainTextEdit;
    log_->setObjectName(u"startLog"_s);
    log_->setAccessibleName(tr("Log of the embedded server"));
    log_->setReadOnly(true);
    log_->setLineWrapMode(QPlainTextEdit::NoWrap);
    log_->setMaximumBlockCount(500);
    log_->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    log_->setFixedHeight(180);
    log_->hide();
    showLog_ = new ui::Button(tr("Show log"));
    showLog_->setObjectName(u"showLog"_s);
    showLog_->setIconName(u"terminal"_s);
    retry_ = new ui::Button(tr("Try again"), ui::ButtonVariant::primary);
    retry_->setObjectName(u"retryStart"_s);
    retry_->hide();
    stop_ = new ui::Button(tr("Stop"), ui::ButtonVariant::ghost);
    stop_->setObjectName(u"stopStart"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(showLog_);
    row->addWidget(retry_);
    row->addStretch();
    row->addWidget(stop_);
    layout->addStretch();
    layout->addLayout(head);
    layout->addSpacing(8);
    layout->addLayout(steps_);
    layout->addSpacing(8);
    layout->addWidget(problem_);
    layout->addWidget(log_);
    layout->addSpacing(16);
    layout->addLayout(row);
    layout->addStretch();
    connect(showLog_, &QAbstractButton::clicked, this, [this] {
        log_->setVisible(!log_->isVisible());
        showLog_->setText(log_->isVisible() ? tr("Hide log") : tr("Show log"));
    });
    connect(stop_, &QAbstractButton::clicked, this, &StartPane::stopped);
    connect(retry_, &QAbstractButton::clicked, this, &StartPane::retried);
}

void StartPane::setSteps(const std::vector<client::StartStep>& steps) {
    while (rows_.size() < qsizetype(steps.size())) {
        rows_ << new StepRow;
        steps_->addWidget(rows_.last());
    }
    int reached = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        rows_[qsizetype(i)]->set(steps[i]);
        if (steps[i].state != client::StepState::waiting) reached = int(i) + 1;
    }
    count_->setText(tr("%1 of %2").arg(reached).arg(steps.size()));
}

void StartPane::setLog(const QStringList& lines) {
    log_->setPlainText(lines.join(u'\n'));
}

void StartPane::setProblem(const QString& problem) {
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    retry_->setVisible(!problem.isEmpty());
    stop_->setText(problem.isEmpty() ? tr("Stop") : tr("Back"));
}

}  // namespace steward::views
