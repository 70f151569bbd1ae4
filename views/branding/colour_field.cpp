#include "views/branding/colour_field.h"

#include <QAction>
#include <QApplication>
#include <QColorDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QStyle>

#include "ui/fields.h"
#include "ui/labels.h"

namespace steward::views {
namespace {

QIcon swatchOf(const QColor& color) {
    const int side = QApplication::style()->pixelMetric(QStyle::PM_SmallIconSize);
    QIcon icon;
    for (const int ratio : {1, 2}) {
        QPixmap picture(side * ratio, side * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        ui::paintCard(&painter, QRectF(0, 0, side, side), color, ui::Theme::current().color("border.strong"), 4);
        painter.end();
        icon.addPixmap(picture);
    }
    return icon;
}

ui::BadgeKind kindOf(domain::ContrastGrade grade) {
    switch (grade) {
        case domain::ContrastGrade::aaa:
        case domain::ContrastGrade::aa:
            return ui::BadgeKind::ok;
        case domain::ContrastGrade::aaLarge:
            return ui::BadgeKind::warn;
        case domain::ContrastGrade::fails:
            break;
    }
    return ui::BadgeKind::bad;
}

QString gradeText(domain::ContrastGrade grade) {
    switch (grade) {
        case domain::ContrastGrade::aaa:
            return QStringLiteral("AAA");
        case domain::ContrastGrade::aa:
            return QStringLiteral("AA");
        //: WCAG grade: enough contrast for large text only
        case domain::ContrastGrade::aaLarge:
            return ColourField::tr("AA large");
        case domain::ContrastGrade::fails:
            break;
    }
    //: WCAG grade: too little contrast
    return ColourField::tr("Fails");
}

QString againstText(const std::string& against) {
    if (against == "white text") return ColourField::tr("white text");
    if (against == "on white") return ColourField::tr("on white");
    return ColourField::tr("text");
}

}  // namespace

ColourField::ColourField(const QString& label, const QString& name, QWidget* parent)
    : QWidget(parent),
      text_(new ui::LineField),
      contrast_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)),
      grade_(new ui::Tag(QString())) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(8);
    auto* title = new ui::Text(label);
    title->setFixedWidth(88);
    title->setBuddy(text_);
    text_->setObjectName(name);
    text_->setAccessibleName(label);
    text_->setFixedWidth(100);
    text_->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    text_->setMaxLength(7);
    text_->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("#[0-9A-Fa-f]{6}")), text_));
    swatch_ = text_->addAction(QIcon(), QLineEdit::LeadingPosition);
    swatch_->setToolTip(tr("Pick a colour"));
    swatch_->setShortcut(Qt::ALT | Qt::Key_Down);
    swatch_->setShortcutContext(Qt::WidgetShortcut);
    connect(swatch_, &QAction::triggered, this, &ColourField::pick);
    connect(text_, &QLineEdit::textEdited, this, [this] {
        text_->setInvalid(!text_->hasAcceptableInput());
        if (!text_->hasAcceptableInput()) return;
        swatch_->setIcon(swatchOf(QColor(text_->text())));
        Q_EMIT edited(text_->text().toUpper());
    });
    row->addWidget(title);
    row->addWidget(text_);
    row->addWidget(contrast_, 1);
    row->addWidget(grade_);
}

void ColourField::setColour(const QString& colour) {
    if (text_->text().compare(colour, Qt::CaseInsensitive) != 0) text_->setText(colour);
    text_->setInvalid(false);
    swatch_->setIcon(swatchOf(QColor(colour)));
}

QString ColourField::colour() const {
    return text_->text();
}

void ColourField::setContrast(const domain::ContrastCheck& check) {
    const QString ratio = locale().toString(check.ratio, 'f', 1);
    //: %1 what it is seen against ("white text"), %2 the ratio ("6.4")
    contrast_->setText(tr("%1 %2:1").arg(againstText(check.against), ratio));
    grade_->set(gradeText(check.grade), kindOf(check.grade));
    text_->setAccessibleDescription(contrast_->text() + QStringLiteral(", ") + gradeText(check.grade));
}

void ColourField::pick() {
    const QColor chosen = QColorDialog::getColor(QColor(text_->text()), window(), text_->accessibleName(),
                                                 QColorDialog::DontUseNativeDialog);
    if (!chosen.isValid()) return;
    setColour(chosen.name().toUpper());
    Q_EMIT edited(chosen.name().toUpper());
}

}  // namespace steward::views
