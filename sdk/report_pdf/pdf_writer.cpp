#include "report_pdf/pdf_writer.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <cmath>

#include "report/output.h"
#include "report_pdf/pdf_table.h"
#include "report_pdf/tagged_pdf.h"

namespace steward::report {
namespace {

constexpr int pointsPerInch = 72;
constexpr double chartHeight = 190;
constexpr double gap = 8;
constexpr double headHeight = 20;
constexpr double logoHeight = 14;
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

QPageSize sizeOf(Paper paper) {
    return QPageSize(paper == Paper::letter ? QPageSize::Letter : paper == Paper::a3 ? QPageSize::A3 : QPageSize::A4);
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
    Document(QPdfWriter& writer, TaggedPdf& device, const Report& report, const TimeZone& zone,
             const ExportOptions& options)
        : writer_(writer),
          device_(device),
          structure_(device.structure()),
          report_(report),
          options_(options),
          fonts_(fonts()),
          table_(report.table, zone, fonts_, &writer),
          area_(0, 0, writer.width(), writer.height()) {
        truth_ = options.options.truth ? truthText(report.truth) : QString();
        logo_.loadFromData(QByteArray::fromBase64(QByteArray::fromStdString(options.brand.logoPng)), "PNG");
        footHeight_ = heightOf(truth_, fonts_.small, area_.width() * truthShare) + gap;
        titleHeight_ = heightOf(QString::fromStdString(report.definition.name), fonts_.title, area_.width()) + gap;
    }

    Result<> paint(const PaintChart& chart) {
        QPainter painter;
        if (!painter.begin(&writer_))
            return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.");
        const double body = area_.height() - footHeight_ - headHeight;
        const double top = titleHeight_ + (chart ? chartHeight + gap : 0);
        const auto pages = table_.paginate(area_.width(), body - top, body);
        pages_ = std::int64_t(pages.size());

        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (options_.run.stop.stop_requested()) return fail(ErrorCode::cancelled, "The export was cancelled.");
            if (i > 0 && !writer_.newPage())
                return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.");
            STEWARD_CHECK(device_.state());
            head(painter, i);
            if (i == 0) first(painter, chart);
            foot(painter, i + 1, pages.size());
            if (pages[i].end > pages[i].first)
                table_.paint(painter, structure_, pages[i], headHeight + (i == 0 ? top : 0));
            count(pages[i]);
        }
        painter.end();
        return device_.state();
    }

    std::int64_t pages() const { return pages_; }
    std::int64_t rowsWritten() const { return written_; }

private:
    // Whose report it is; from the second page on also which.
    void head(QPainter& painter, std::size_t page) const {
        double left = 0;
        if (!logo_.isNull()) {
            const double width = logoHeight * logo_.width() / logo_.height();
            painter.drawImage(QRectF(0, 0, width, logoHeight), logo_);
            left = width + gap;
        }
        const QRectF space(left, 0, area_.width() - left, logoHeight);
        painter.setPen(PdfStructure::ink());
        const auto draw = [&](const std::string& text, Qt::Alignment side, double share) {
            const auto words = QString::fromStdString(text);
            painter.setFont(drawnFont(fonts_.small, words));
            const QFontMetricsF metrics(painter.font(), &writer_);
            painter.drawText(space, int(side | Qt::AlignVCenter),
                             metrics.elidedText(words, Qt::ElideRight, space.width() * share));
        };
        draw(options_.brand.productName, Qt::AlignLeft, 0.4);
        if (page > 0) draw(report_.definition.name, Qt::AlignRight, 0.55);
        const QColor colour(QString::fromStdString(options_.brand.colour));
        if (!colour.isValid()) return;
        painter.setPen(QPen(colour, 1));
        painter.drawLine(QPointF(0, headHeight - 3), QPointF(area_.width(), headHeight - 3));
    }

    void first(QPainter& painter, const PaintChart& chart) const {
        const auto name = QString::fromStdString(report_.definition.name);
        painter.setPen(PdfStructure::ink());
        painter.setFont(drawnFont(fonts_.title, name));
        structure_.add(painter, {.role = PdfRole::heading, .spoken = name}, [&] {
            painter.drawText(QRectF(0, headHeight, area_.width(), titleHeight_), Qt::AlignLeft | wrapping, name);
        });
        if (!chart) return;
        const QRectF space(0, headHeight + titleHeight_, area_.width(), chartHeight);
        const PdfElement figure{.role = PdfRole::figure,
                                .spoken = QStringLiteral("Chart of %1. The table has its numbers.").arg(name),
                                .box = onSheet(space)};
        structure_.add(painter, figure, [&] {
            painter.save();
            chart(painter, space);
            painter.restore();
        });
    }

    QRectF onSheet(const QRectF& space) const {
        const auto layout = writer_.pageLayout();
        const QRectF sheet = layout.fullRect(QPageLayout::Point);
        const QPointF origin = layout.paintRect(QPageLayout::Point).topLeft();
        const QRectF placed = space.translated(origin);
        return {QPointF(placed.left(), sheet.height() - placed.bottom()),
                QPointF(placed.right(), sheet.height() - placed.top())};
    }

    // Bands repeat the lines with other columns: each is one row of the report.
    void count(const PdfTable::Page& page) {
        if (page.band > 0) return;
        const auto& table = report_.table;
        const bool isOnlyLine = table.rows.empty() && report_.truth.rowsGrouped > 0;
        for (std::size_t line = page.first; line < page.end; ++line)
            written_ += table.lines[line].kind == LineKind::leaf || isOnlyLine;
        if (options_.progress) options_.progress(written_, report_.truth.rowsReturned);
    }

    double heightOf(const QString& text, const QFont& font, double width) const {
        const QFontMetricsF metrics(drawnFont(font, text), &writer_);
        const QRectF room(0, 0, width, 1e6);
        return std::ceil(std::max(metrics.height(), metrics.boundingRect(room, wrapping, text).height()));
    }
    // The truth is read once, before the table; on the other pages it only is seen.
    void foot(QPainter& painter, std::size_t page, std::size_t pages) const {
        painter.setFont(drawnFont(fonts_.small, truth_));
        painter.setPen(PdfStructure::ink());
        const QRectF space(0, area_.height() - footHeight_ + gap, area_.width(), footHeight_ - gap);
        const auto truth = [&] {
            painter.drawText(QRectF(space.topLeft(), QSizeF(space.width() * truthShare, space.height())), wrapping,
                             truth_);
        };
        if (page == 1 && !truth_.isEmpty()) {
            structure_.add(painter, {.role = PdfRole::paragraph, .spoken = truth_}, truth);
        } else {
            truth();
        }
        const auto number = QStringLiteral("Page %1 of %2").arg(page).arg(pages);
        painter.setFont(drawnFont(fonts_.small, number));
        painter.drawText(space, Qt::AlignRight | Qt::AlignBottom, number);
    }

    QPdfWriter& writer_;
    TaggedPdf& device_;
    PdfStructure& structure_;
    const Report& report_;
    const ExportOptions& options_;
    PdfFonts fonts_;
    PdfTable table_;
    QRectF area_;
    QString truth_;
    QImage logo_;
    std::int64_t pages_ = 0;
    std::int64_t written_ = 0;
    double footHeight_ = 0;
    double titleHeight_ = 0;
};

}  // namespace

Result<Manifest> exportPdf(const Report& report, const ExportOptions& options, const PaintChart& chart) {
    STEWARD_TRY(const TimeZone zone, TimeZone::find(report.definition.timeZone));
    STEWARD_TRY(Output output, Output::create(options.file));
    Manifest manifest = manifestOf(report.definition, report.truth, options);
    manifest.format = Format::pdf;
    std::int64_t pages = 0;
    {
        TaggedPdf device(output, "en");
        {
            QPdfWriter writer(&device);
            writer.setPageSize(sizeOf(options.options.paper));
            writer.setPageOrientation(options.options.orientation == Orientation::landscape ? QPageLayout::Landscape
                                                                                            : QPageLayout::Portrait);
            writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
            writer.setResolution(pointsPerInch);
            writer.setTitle(QString::fromStdString(report.definition.name));
            writer.setCreator(QStringLiteral("Steward " STEWARD_VERSION));
            Document document(writer, device, report, zone, options);
            STEWARD_CHECK(document.paint(options.options.chart ? chart : PaintChart()));
            manifest.rowsWritten = document.rowsWritten();
            pages = document.pages();
        }
        STEWARD_CHECK(device.finish());
    }
    STEWARD_TRY(auto written, output.finish());
    RowWriter::Finished finished{std::move(written.file), std::move(written.sha256), pages};
    return sealExport(std::move(finished), std::move(manifest), options);
}

}  // namespace steward::report
