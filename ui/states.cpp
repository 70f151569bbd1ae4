#include "ui/states.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStackedLayout>

#include "base/describe.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "ui/status.h"

namespace steward::ui {
namespace {

class Picture : public QWidget {
public:
    explicit Picture(const QString& name, QWidget* parent = nullptr) : QWidget(parent), name_(name) {
        setFixedSize(32, 32);
    }
    void setName(const QString& name) {
        name_ = name;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (name_.isEmpty()) return;
        QPainter painter(this);
        paintIcon(&painter, rect(), name_, Theme::current().color("text.tertiary"));
    }

private:
    QString name_;
};

QString textOf(const std::string& text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

}  // namespace

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(0);
    layout->addStretch(1);
    picture_ = new Picture({});
    layout->addWidget(picture_, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    title_ = new Text({}, TextStyle::bodyStrong);
    title_->setAlignment(Qt::AlignCenter);
    layout->addWidget(title_);
    text_ = new Text({}, TextStyle::small, Tone::secondary);
    text_->setAlignment(Qt::AlignCenter);
    text_->setWordWrap(true);
    layout->addWidget(text_);
    layout->addSpacing(10);
    actions_ = new QHBoxLayout;
    actions_->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(actions_);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(1);
    set(icon, title, text);
}

void EmptyState::set(const QString& icon, const QString& title, const QString& text) {
    static_cast<Picture*>(picture_)->setName(icon);
    title_->setText(title);
    text_->setText(text);
    text_->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyState::setIconSize(int size) {
    picture_->setFixedSize(size, size);
}

Button* EmptyState::addAction(const QString& text, ButtonVariant variant) {
    auto* button = new Button(text, variant);
    button->setObjectName(QStringLiteral("emptyAction%1").arg(actions_->count()));
    actions_->addWidget(button);
    return button;
}

void EmptyState::clearActions() {
    while (QLayoutItem* item = actions_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

ErrorState::ErrorState(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 12, 14, 12);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    title_ = new Text({}, TextStyle::bodyStrong);
    title_->setWordWrap(true);
    code_ = new Text({}, TextStyle::mono, Tone::tertiary);
    QFont mono = code_->font();
    mono.setPixelSize(11);
    code_->setFont(mono);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head->addWidget(title_, 1);
    head->addWidget(code_, 0, Qt::AlignTop);
    layout->addLayout(head);
    message_ = new Text({}, TextStyle::small, Tone::secondary);
    message_->setWordWrap(true);
    layout->addWidget(message_);
    detail_ = new Text({}, TextStyle::small, Tone::tertiary);
    detail_->setObjectName(QStringLiteral("errorDetail"));
    detail_->setWordWrap(true);
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    detail_->hide();
    layout->addWidget(detail_);
    layout->addSpacing(6);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(8);
    retry_ = new Button(tr("Retry"));
    retry_->setObjectName(QStringLiteral("errorRetry"));
    retry_->setIconName(QStringLiteral("arrow-repeat"));
    retry_->setButtonSize(ButtonSize::small);
    more_ = new Button(tr("Show details"), ButtonVariant::ghost);
    more_->setObjectName(QStringLiteral("errorMore"));
    more_->setButtonSize(ButtonSize::small);
    actions->addWidget(retry_);
    actions->addWidget(more_);
    actions->addStretch(1);
    layout->addLayout(actions);
    connect(retry_, &QAbstractButton::clicked, this, &ErrorState::retried);
    connect(more_, &QAbstractButton::clicked, this, [this] {
        const bool shown = detail_->isHidden();
        detail_->setVisible(shown);
        more_->setText(shown ? tr("Hide details") : tr("Show details"));
    });
}

void ErrorState::set(const Error& error, const QString& title, const QString& code) {
    const QString message = textOf(error.message);
    title_->setText(title.isEmpty() ? message : title);
    message_->setText(message);
    message_->setVisible(!title.isEmpty());
    detail_->setText(textOf(error.detail));
    detail_->hide();
    more_->setText(tr("Show details"));
    more_->setVisible(!error.detail.empty());
    const std::string_view name = enumName(error.code);
    QString line = code.isEmpty() ? QString::fromUtf8(name.data(), qsizetype(name.size())) : code;
    if (!error.id.empty()) line += QStringLiteral(" · ") + textOf(error.id);
    code_->setText(line);
    setAccessibleName(title_->text());
    setAccessibleDescription(message);
}

void ErrorState::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    paintCard(&painter, rect(), theme.color("surface.panel"), theme.color("danger.border"), 10);
    paintIcon(&painter, QRectF(14, title_->y() + 3, 14, 14), QStringLiteral("exclamation-triangle-fill"),
              theme.color("danger.fg"));
}

Skeleton::Skeleton(int rowHeight, QWidget* parent) : QWidget(parent), rowHeight_(rowHeight) {
    setAccessibleName(tr("Loading"));
}

void Skeleton::paintEvent(QPaintEvent*) {
    static constexpr std::array shares{0.52, 0.38, 0.61, 0.45, 0.33};
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row * rowHeight_ < height(); ++row) {
        const int middle = row * rowHeight_ + rowHeight_ / 2;
        painter.fillRect(QRect(0, (row + 1) * rowHeight_ - 1, width(), 1), theme.color("border.subtle"));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color("surface.skeleton"));
        painter.drawRoundedRect(QRectF(16, middle - 9, 18, 18), 5, 5);
        painter.drawRoundedRect(QRectF(42, middle - 5, (width() - 180) * shares[std::size_t(row) % shares.size()], 10),
                                4, 4);
        painter.drawRoundedRect(QRectF(width() - 76, middle - 5, 60, 10), 4, 4);
    }
}

StateStack::StateStack(QWidget* content, QWidget* parent) : QWidget(parent), content_(content) {
    stack_ = new QStackedLayout(this);
    skeleton_ = new Skeleton;
    blank_ = new QWidget;
    empty_ = new EmptyState;
    empty_->setObjectName(QStringLiteral("emptyState"));
    error_ = new ErrorState;
    error_->setObjectName(QStringLiteral("errorState"));
    auto* room = new QWidget;
    auto* around = new QVBoxLayout(room);
    around->setContentsMargins(16, 16, 16, 16);
    around->addWidget(error_);
    around->addStretch(1);
    for (QWidget* page : {content_, skeleton_, blank_, static_cast<QWidget*>(empty_), room})
        stack_->addWidget(page);
    bar_ = new ProgressBar(this, 2);
    bar_->setShare(-1);
    bar_->hide();
    connect(error_, &ErrorState::retried, this, &StateStack::retried);
    patience_.setSingleShot(true);
    patience_.setInterval(150);
    connect(&patience_, &QTimer::timeout, this, [this] {
        if (hadContent_) {
            setRefreshing(true);
        } else {
            stack_->setCurrentWidget(skeleton_);
        }
    });
}

void StateStack::setSkeleton(QWidget* skeleton) {
    stack_->removeWidget(skeleton_);
    delete skeleton_;
    skeleton_ = skeleton;
    stack_->addWidget(skeleton_);
}

void StateStack::showLoading() {
    state_ = State::loading;
    if (!hadContent_) stack_->setCurrentWidget(blank_);
    patience_.start();
}

void StateStack::showContent() {
    hadContent_ = true;
    showPage(State::content);
}

void StateStack::showEmpty(const QString& icon, const QString& title, const QString& text) {
    empty_->set(icon, title, text);
    showPage(State::empty);
}

void StateStack::showError(const Error& error, const QString& title) {
    error_->set(error, title);
    showPage(State::error);
}

void StateStack::showPage(State state) {
    patience_.stop();
    setRefreshing(false);
    state_ = state;
    hadContent_ = hadContent_ && state == State::content;
    stack_->setCurrentWidget(state == State::content ? content_
                             : state == State::empty ? empty_
                                                     : error_->parentWidget());
}

void StateStack::setRefreshing(bool refreshing) {
    refreshing_ = refreshing;
    bar_->setVisible(refreshing);
    bar_->raise();
}

void StateStack::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    bar_->setGeometry(0, 0, width(), 2);
}

}  // namespace steward::ui
