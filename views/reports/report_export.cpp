#include "views/reports/report_export.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLabel>
#include <QPicture>
#include <QVBoxLayout>

#include "client/future.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/overlay.h"
#include "ui/status.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/reports/report_chart.h"

namespace steward::views {
namespace {

// Paper is white, whatever the theme of the screen.
ui::ChartColors paperColors() {
    ui::ChartColors colors;
    const auto light = [](ui::ColorRole role) { return ui::Theme::current().color(ui::ThemeKind::light, role); };
    colors.panel = light("surface.panel");
    colors.grid = light("chartGrid");
    colors.axis = light("chartAxis");
    colors.text = light("text.primary");
    colors.textMuted = light("text.secondary");
    colors.textDim = light("text.tertiary");
    return colors;
}

// The words of report/file_options.cpp.
struct FileOptionWords {
    Q_DECLARE_TR_FUNCTIONS(FileOptionWords)
};
[[maybe_unused]] constexpr const char* fileOptionTexts[] = {
    QT_TRANSLATE_NOOP("FileOptionWords", "Encoding"),
    QT_TRANSLATE_NOOP("FileOptionWords", "UTF-8"),
    QT_TRANSLATE_NOOP("FileOptionWords", "UTF-8 with byte order mark"),
    QT_TRANSLATE_NOOP("FileOptionWords", "UTF-16"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Windows-1252"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Separator"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Comma"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Semicolon"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Tab"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Characters that the encoding does not have"),
    QT_TRANSLATE_NOOP("FileOptionWords", "End with an error"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Write a question mark"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Go on in a further sheet where one is full"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Chart"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Yes"),
    QT_TRANSLATE_NOOP("FileOptionWords", "No"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Paper"),
    QT_TRANSLATE_NOOP("FileOptionWords", "A4"),
    QT_TRANSLATE_NOOP("FileOptionWords", "US Letter"),
    QT_TRANSLATE_NOOP("FileOptionWords", "A3"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Orientation"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Landscape"),
    QT_TRANSLATE_NOOP("FileOptionWords", "Portrait")};

}  // namespace

report::PaintChart paintChartOf(const report::Report& report) {
    if (report.definition.chart.type == report::ChartType::none || report.table.measures.empty()) return {};
    constexpr QSizeF size(960, 242);  // as wide and as high as its place on landscape A4
    ui::CategoryChart chart;
    chart.setFont(QFont(QStringLiteral("Inter")));  // as the table
    chart.setColors(paperColors());
    chart.setData(chartData(report));
    chart.setOptions(chartOptions(report));
    QPicture picture;
    QPainter recorder(&picture);
    chart.renderTo(&recorder, QRectF({0, 0}, size));
    recorder.end();
    return [picture, size](QPainter& painter, const QRectF& area) {
        // A picture is played in the resolution of the device, which is not the screen's that it was recorded in.
        const double resolution = double(picture.logicalDpiX()) / painter.device()->logicalDpiX();
        const double factor = resolution * std::min(area.width() / size.width(), area.height() / size.height());
        painter.save();
        painter.translate(area.topLeft());
        painter.scale(factor, factor);
        painter.drawPicture(0, 0, picture);
        painter.restore();
    };
}

void askFileOptions(QWidget* window, report::Format format, const report::FileOptions& current,
                    const std::function<void(const report::FileOptions&)>& done) {
    auto options = report::fileOptions(format);
    std::erase_if(options, [](const report::FileOption& option) { return option.name == "truth"; });
    if (options.empty()) return done(current);
    auto* dialog = new ui::OverlayDialog(window, FileOptionWords::tr("Options of the file"));
    dialog->setObjectName(QStringLiteral("fileOptions"));
    auto* form = new QFormLayout;
    std::vector<std::pair<std::string, QComboBox*>> boxes;
    for (const auto& option : options) {
        auto* box = new QComboBox;
        box->setObjectName(QStringLiteral("fileOption.") + QString::fromStdString(option.name));
        const QString title = FileOptionWords::tr(option.title.c_str());
        box->setAccessibleName(title);
        for (const auto& choice : option.choices)
            box->addItem(FileOptionWords::tr(choice.title.c_str()), QString::fromStdString(choice.value));
        box->setCurrentIndex(box->findData(QString::fromStdString(report::fileOption(current, option.name))));
        auto* label = new QLabel(title);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(box);
        form->addRow(label, box);
        boxes.emplace_back(option.name, box);
    }
    dialog->body()->addLayout(form);
    dialog->body()->addStretch();
    auto* cancel = new ui::Button(FileOptionWords::tr("Cancel"));
    cancel->setObjectName(QStringLiteral("fileOptionsCancel"));
    auto* go = new ui::Button(FileOptionWords::tr("Choose a file…"), ui::ButtonVariant::primary);
    go->setObjectName(QStringLiteral("fileOptionsDone"));
    dialog->footer()->addStretch();
    dialog->footer()->addWidget(cancel);
    dialog->footer()->addWidget(go);
    QObject::connect(cancel, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(); });
    QObject::connect(go, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(1); });
    QObject::connect(dialog, &ui::OverlayDialog::closed, dialog, [=](int result) {
        dialog->deleteLater();
        if (result != 1) return;
        report::FileOptions chosen = current;
        for (const auto& [name, box] : boxes)
            // Only what is offered can be chosen.
            static_cast<void>(report::setFileOption(chosen, format, name, box->currentData().toString().toStdString()));
        done(chosen);
    });
    dialog->open(boxes.front().second);
}

ReportExport::ReportExport(models::ReportEngine& engine, ui::ToastHost& toasts, QWidget* window,
                           models::ExportRequest request, models::ReportSource source)
    : ReportExport(toasts, window, [&engine, &request, source](std::stop_token stop, models::ReportProgress progress) {
          return engine.exportFile(std::move(request), source, std::move(stop), std::move(progress));
      }) {}

ReportExport::ReportExport(ui::ToastHost& toasts, QWidget* window, const Begin& begin)
    : QObject(window),
      toasts_(toasts),
      dialog_(new ui::OverlayDialog(window, tr("Exporting"))),
      bar_(new ui::ProgressBar),
      text_(new ui::Text(tr("Reading…"), ui::TextStyle::body, ui::Tone::secondary)) {
    dialog_->setObjectName(QStringLiteral("exportDialog"));
    dialog_->setPanelSize({420, 160});
    dialog_->setDismissible(false);
    bar_->setShare(-1);
    dialog_->body()->addWidget(text_);
    dialog_->body()->addWidget(bar_);
    dialog_->body()->addStretch();
    auto* cancel = new ui::Button(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelExport"));
    dialog_->footer()->addWidget(cancel);
    connect(cancel, &QAbstractButton::clicked, this, [this] { stop_.request_stop(); });
    dialog_->open(cancel);

    // Called in the thread that works, which may outlive this.
    const auto progress = [guard = QPointer(this)](std::int64_t written, std::int64_t total) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, written, total] {
            if (!guard || !guard->dialog_) return;
            guard->bar_->setShare(total > 0 ? double(written) / double(total) : -1);
            guard->text_->setText(total > 0 ? tr("%1 of %2 rows").arg(countText(written), countText(total))
                                            : tr("%1 rows").arg(countText(written)));
        });
    };
    client::whenReady(begin(stop_.get_token(), progress), this,
                      [this](Result<report::Manifest> manifest) { done(manifest); });
}

void ReportExport::done(const Result<report::Manifest>& manifest) {
    if (dialog_) {
        dialog_->close();
        dialog_->deleteLater();
    }
    if (manifest)
        toasts_.show(ui::BadgeKind::ok, tr("%1 written, %2 rows, %3")
                                            .arg(QString::fromStdString(manifest->file),
                                                 countText(manifest->rowsWritten), bytesText(manifest->bytes)));
    else if (manifest.error().code == ErrorCode::cancelled)
        toasts_.show(ui::BadgeKind::neutral, tr("Export cancelled. Nothing was written."));
    else
        toasts_.show(ui::BadgeKind::bad, QString::fromStdString(manifest.error().message));
    Q_EMIT finished(manifest.has_value());
    deleteLater();
}

}  // namespace steward::views
