#include "report_pdf/pdf_writer.h"

#include <QFile>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPdfWriter>
#include <cmath>

#include "report/output.h"
#include "report_pdf/pdf_table.h"

namespace steward::report {
namespace {

constexpr int pointsPerInch = 72;
constexpr double chartHeight = 190;
constexpr double gap = 8;
constexpr double truthShare = 0.8;  // of the foot's width; the number of the page stands beside it

PdfFonts fonts() {
    PdfFonts fonts;
    const auto sized = [](double points, bool bold) {
        QFont font(QStringLiteral("Inter"));
        font.setPointSizeF(points);
        font.setBold(bold);
        return font;
    };
    fonts.text = sized(8, false);
    fonts.strong = sized(8, true);
    fonts.title = sized(14, true);
    fonts.small = sized(7, false);
    return fonts;
}

QString truthText(const Truth& truth) {
    auto text = QStringLiteral("Data as of %1. Time zone %2. %3 rows match, %4 of %5 groups shown. %6.")
                    .arg(QString::fromStdString(toRfc3339(truth.dataAsOf)), QString::fromStdString(truth.timeZone))
                    .arg(truth.rowsScanned)
                    .arg(truth.rowsReturned)
                    .arg(truth.rowsGrouped)
                    .arg(truth.complete ? QStringLiteral("Complete") : QStringLiteral("Limited by the report"));
    if (!truth.filter.empty()) text += QStringLiteral(" Filters: ") + QString::fromStdString(truth.filter);
    return text;
}

// Owns the order of things on the pages.
class Document {
public:
    Document(QPdfWriter& writer, const Report& report, const TimeZone& zone, bool withTruth)
        : writer_(writer),
          report_(report),
          fonts_(fonts()),
          table_(report.table, zone, fonts_, &writer),
          area_(0, 0, writer.width(), writer.height()) {
        truth_ = withTruth ? truthText(report.truth) : QString();
        footHeight_ = heightOf(truth_, fonts_.small, area_.width() * truthShare) + gap;
        titleHeight_ = heightOf(QString::fromStdString(report.definition.name), fonts_.title, area_.width()) + gap;
    }

    Result<> paint(const PaintChart& chart, const std::stop_token& stop) {
        QPainter painter;
        if (!painter.begin(&writer_))
            return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.");
        const double body = area_.height() - footHeight_;
        const double top = titleHeight_ + (chart ? chartHeight + gap : 0);
        const auto pages = table_.paginate(area_.width(), body - top, body);

        const auto name = QString::fromStdString(report_.definition.name);
        painter.setFont(drawnFont(fonts_.title, name));
        painter.drawText(QRectF(0, 0, area_.width(), titleHeight_), Qt::AlignLeft | wrapping, name);
        if (chart) {
            painter.save();
            chart(painter, QRectF(0, titleHeight_, area_.width(), chartHeight));
            painter.restore();
        }
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (stop.stop_requested()) return fail(ErrorCode::cancelled, "The export was cancelled.");
            if (i > 0 && !writer_.newPage())
                return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.");
            if (pages[i].end > pages[i].first) table_.paint(painter, pages[i], i == 0 ? top : 0);
            foot(painter, i + 1, pages.size());
        }
        painter.end();
        return {};
    }

private:
    double heightOf(const QString& text, const QFont& font, double width) const {
        const QFontMetricsF metrics(drawnFont(font, text), &writer_);
        const QRectF room(0, 0, width, 1e6);
        return std::ceil(std::max(metrics.height(), metrics.boundingRect(room, wrapping, text).height()));
    }
    void foot(QPainter& painter, std::size_t page, std::size_t pages) const {
        painter.setFont(drawnFont(fonts_.small, truth_));
        painter.setPen(Qt::black);
        const QRectF space(0, area_.height() - footHeight_ + gap, area_.width(), footHeight_ - gap);
        painter.drawText(QRectF(space.topLeft(), QSizeF(space.width() * truthShare, space.height())), wrapping, truth_);
        const auto number = QStringLiteral("Page %1 of %2").arg(page).arg(pages);
        painter.setFont(drawnFont(fonts_.small, number));
        painter.drawText(space, Qt::AlignRight | Qt::AlignBottom, number);
    }

    QPdfWriter& writer_;
    const Report& report_;
    PdfFonts fonts_;
    PdfTable table_;
    QRectF area_;
    QString truth_;
    double footHeight_ = 0;
    double titleHeight_ = 0;
};

}  // namespace

Result<Manifest> exportPdf(const Report& report, const ExportOptions& options, const PaintChart& chart) {
    STEWARD_TRY(const TimeZone zone, TimeZone::find(report.definition.timeZone));
    STEWARD_TRY(SafeFile file, SafeFile::create(options.file));
    file.handOver();
    QFile device(QString::fromStdString(file.temporaryPath().string()));
    if (!device.open(QIODevice::WriteOnly))
        return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.",
                    device.errorString().toStdString());
    {
        QPdfWriter writer(&device);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageOrientation(QPageLayout::Landscape);
        writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
        writer.setResolution(pointsPerInch);
        writer.setTitle(QString::fromStdString(report.definition.name));
        writer.setCreator(QStringLiteral("Steward " STEWARD_VERSION));
        Document document(writer, report, zone, options.withTruth);
        STEWARD_CHECK(document.paint(chart, options.run.stop));
    }
    if (!device.flush() || device.error() != QFileDevice::NoError)
        return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.",
                    device.errorString().toStdString());
    device.close();

    Manifest manifest = manifestOf(report.definition, report.truth, options);
    manifest.format = Format::pdf;
    manifest.rowsWritten = manifest.rowsQueried;
    STEWARD_TRY(manifest.sha256, sha256OfFile(file.temporaryPath()));
    return seal(std::move(file), options.file, std::move(manifest));
}

}  // namespace steward::report
