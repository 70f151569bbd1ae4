#include "views/branding/logo_field.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include "client/future.h"
#include "models/branding/logo.h"
#include "ui/buttons.h"
#include "ui/labels.h"

namespace steward::views {

class LogoField::Tile : public QWidget {
public:
    Tile(const QString& caption, const QColor& ground) : caption_(caption), ground_(ground) { setFixedHeight(64); }
    void setPicture(const QPixmap& picture) {
        picture_ = picture;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const auto& theme = ui::Theme::current();
        QPen line(theme.color("border.control"));
        line.setStyle(Qt::DashLine);
        painter.setPen(line);
        painter.setBrush(ground_);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        // The tile shows the customer's ground, so its caption takes whichever of black and white stands out.
        const bool isDark = ground_.lightness() < 128;
        ui::paintText(&painter, QRect(8, 4, width() - 16, 16), caption_, theme.font(ui::TextStyle::caption),
                      isDark ? QColor(Qt::white) : QColor(0x4A, 0x52, 0x63));
        if (picture_.isNull()) return;
        const QSize size = picture_.size().scaled(width() - 40, 36, Qt::KeepAspectRatio);
        painter.drawPixmap(
            QRect((width() - size.width()) / 2, (height() - size.height()) / 2 + 4, size.width(), size.height()),
            picture_);
    }

private:
    QString caption_;
    QColor ground_;
    QPixmap picture_;
};

LogoField::LogoField(QWidget* parent)
    : QWidget(parent),
      light_(new Tile(tr("Light"), QColor(Qt::white))),
      dark_(new Tile(tr("Dark"), QColor(0x14, 0x21, 0x1C))),
      note_(new ui::Text(tr("SVG, PNG or JPEG, 64 px high or more. Drop a file here."), ui::TextStyle::small,
                         ui::Tone::tertiary)),
      remove_(new ui::Button(tr("Remove"), ui::ButtonVariant::ghost)) {
    setObjectName(QStringLiteral("logo"));
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(light_, 1);
    row->addWidget(dark_, 1);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    auto* chooseButton = new ui::Button(tr("Choose…"));
    chooseButton->setObjectName(QStringLiteral("chooseLogo"));
    chooseButton->setAccessibleName(tr("Choose a logo file"));
    chooseButton->setIconName(QStringLiteral("upload"));
    remove_->setObjectName(QStringLiteral("removeLogo"));
    remove_->setAccessibleName(tr("Remove the logo"));
    buttons->addWidget(chooseButton);
    buttons->addWidget(remove_);
    row->addLayout(buttons);
    column->addLayout(row);
    note_->setWordWrap(true);
    column->addWidget(note_);
    connect(chooseButton, &QAbstractButton::clicked, this, &LogoField::choose);
    connect(remove_, &QAbstractButton::clicked, this, [this] {
        setLogo({});
        Q_EMIT picked({});
    });
}

void LogoField::setLogo(const std::string& base64Png) {
    QPixmap picture;
    if (!base64Png.empty()) picture.loadFromData(QByteArray::fromBase64(QByteArray::fromStdString(base64Png)), "PNG");
    light_->setPicture(picture);
    dark_->setPicture(picture);
    remove_->setEnabled(!picture.isNull());
}

void LogoField::take(const QString& file) {
    client::whenReady(models::readLogo(file), this, [this](Result<std::string> logo) {
        note_->setTone(logo ? ui::Tone::tertiary : ui::Tone::danger);
        if (!logo) {
            note_->setText(
                tr("This file cannot be used as a logo: %1.").arg(QString::fromStdString(logo.error().detail)));
            return;
        }
        note_->setText(tr("SVG, PNG or JPEG, 64 px high or more. Drop a file here."));
        setLogo(*logo);
        Q_EMIT picked(*logo);
    });
}

void LogoField::choose() {
    const QString file =
        QFileDialog::getOpenFileName(window(), tr("Choose a logo"), {}, tr("Pictures (*.svg *.png *.jpg *.jpeg)"));
    if (!file.isEmpty()) take(file);
}

void LogoField::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) event->acceptProposedAction();
}

void LogoField::dropEvent(QDropEvent* event) {
    take(event->mimeData()->urls().first().toLocalFile());
}

}  // namespace steward::views
