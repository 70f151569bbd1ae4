#include "ui/fields.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QMetaProperty>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QWheelEvent>

#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

class IconLabel : public QWidget {
public:
    IconLabel(QString name, ColorRole role, int size) : name_(std::move(name)), role_(role) { setFixedSize(size, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(&painter, rect(), name_, Theme::current().color(role_));
    }

private:
    QString name_;
    ColorRole role_;
};

}  // namespace

void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value) return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

LineField::LineField(const QString& placeholder, QWidget* parent) : QLineEdit(parent) {
    setPlaceholderText(placeholder);
}

void LineField::setLarge(bool large) {
    setStyleProperty(this, "large", large);
}

void LineField::setInvalid(bool invalid) {
    invalid_ = invalid;
    setStyleProperty(this, "invalid", invalid);
}

SearchField::SearchField(const QString& placeholder, const QString& keys, QWidget* parent)
    : LineField(placeholder, parent), icon_(QStringLiteral("search")) {
    setTextMargins(20, 0, 0, 0);
    if (keys.isEmpty()) return;
    keys_ = new KeyCap(keys, this);
    keys_->setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextMargins(20, 0, keys_->sizeHint().width(), 0);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) { keys_->setVisible(text.isEmpty()); });
}

void SearchField::setLeadingIcon(const QString& name) {
    icon_ = name;
    update();
}

void SearchField::resizeEvent(QResizeEvent* event) {
    LineField::resizeEvent(event);
    if (!keys_) return;
    keys_->adjustSize();
    keys_->move(width() - keys_->width() - 5, (height() - keys_->height()) / 2);
}

void SearchField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) return clear();
    LineField::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent* event) {
    LineField::paintEvent(event);
    QPainter painter(this);
    paintIcon(&painter, QRectF(9, (height() - 12) / 2.0, 12, 12), icon_, Theme::current().color("text.tertiary"));
}

Select::Select(QWidget* parent) : QComboBox(parent) {
    // Not AdjustToContents: that resizes the widget behind its layout's back.
    connect(model(), &QAbstractItemModel::rowsInserted, this, [this] { updateGeometry(); });
    connect(model(), &QAbstractItemModel::rowsRemoved, this, [this] { updateGeometry(); });
}

void Select::setLarge(bool large) {
    setProperty("large", large);
    updateGeometry();
}

QSize Select::sizeHint() const {
    int widest = 0;
    const QFont font = Theme::current().font(TextStyle::body);
    for (int i = 0; i < qMin(count(), 200); ++i)
        widest = qMax(widest, textWidth(itemText(i), font));
    const bool large = property("large").toBool();
    return {qMin(widest, 400) + 40, Theme::current().metric(large ? Metric("controlLarge") : Metric("control"))};
}

void Select::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    const bool invalid = property("invalid").toBool();
    const ColorRole line = !isEnabled()   ? ColorRole("border.default")
                           : invalid      ? ColorRole("danger.solid")
                           : underMouse() ? ColorRole("border.controlHover")
                                          : ColorRole("border.control");
    paintCard(&painter, rect(), theme.color(isEnabled() ? ColorRole("surface.field") : ColorRole("surface.panelAlt")),
              theme.color(line), 6);
    const bool hasText = currentIndex() >= 0;
    const ColorRole tone = !isEnabled() ? ColorRole("text.disabled")
                           : hasText    ? ColorRole("text.primary")
                                        : ColorRole("text.tertiary");
    QRect text = rect().adjusted(9, 0, -26, 0);
    if (hasText && !itemIcon(currentIndex()).isNull()) {
        itemIcon(currentIndex()).paint(&painter, QRect(text.left(), (height() - 14) / 2, 14, 14));
        text.setLeft(text.left() + 20);
    }
    // One to type in has a field, which paints its text.
    if (!isEditable())
        paintText(&painter, text, hasText ? currentText() : placeholderText(), theme.font(TextStyle::body),
                  theme.color(tone));
    paintIcon(&painter, QRectF(width() - 19, (height() - 10) / 2.0, 10, 10), QStringLiteral("chevron-down"),
              theme.color(isEnabled() ? ColorRole("text.tertiary") : ColorRole("text.disabled")));
}

void Select::wheelEvent(QWheelEvent* event) {
    if (!hasFocus()) return event->ignore();
    QComboBox::wheelEvent(event);
}

FormField::FormField(const QString& label, QWidget* field, const QString& help, QWidget* parent)
    : QWidget(parent), field_(field), help_(help) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (!label.isEmpty()) {
        label_ = new Text(label, TextStyle::smallStrong, Tone::secondary);
        label_->setBuddy(field);
        layout->addWidget(label_);
    }
    if (field->accessibleName().isEmpty()) field->setAccessibleName(label);
    layout->addWidget(field);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    warning_ = new IconLabel(QStringLiteral("exclamation-triangle-fill"), "danger.fg", 10);
    note_ = new Text({}, TextStyle::caption, Tone::tertiary);
    QFont font = note_->font();
    font.setWeight(QFont::Normal);
    note_->setFont(font);
    note_->setWordWrap(true);
    line->addWidget(warning_, 0, Qt::AlignTop);
    line->addWidget(note_, 1);
    layout->addLayout(line);
    showNote();
    follow(field);
}

// What the field says of its value, or what it is made of says of theirs.
void FormField::follow(const QWidget* field) {
    const QMetaProperty value = field->metaObject()->userProperty();
    if (value.hasNotifySignal()) {
        const QMetaObject* own = metaObject();
        connect(field, value.notifySignal(), this, own->method(own->indexOfSlot("clearError()")));
        return;
    }
    for (const auto* part : field->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        follow(part);
}

void FormField::setError(const QString& error) {
    if (error_ == error) return;
    error_ = error;
    setStyleProperty(field_, "invalid", !error.isEmpty());
    showNote();
}

QString FormField::error() const {
    return error_;
}

void FormField::setHelp(const QString& help) {
    help_ = help;
    showNote();
}

void FormField::showNote() {
    const bool failed = !error_.isEmpty();
    note_->setText(failed ? error_ : help_);
    note_->setTone(failed ? Tone::danger : Tone::tertiary);
    note_->setVisible(!note_->text().isEmpty());
    warning_->setVisible(failed);
    field_->setAccessibleDescription(note_->text());
}

}  // namespace steward::ui
