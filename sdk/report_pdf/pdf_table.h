// Lays a table out in pages. Private to the PDF writer. Lengths are in points.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QString>
#include <vector>

#include "report/result.h"
#include "report/time_zone.h"
#include "report_pdf/pdf_structure.h"

namespace steward::report {

// For texts of any length: words are broken where nothing else helps.
inline constexpr int wrapping = Qt::TextWordWrap | Qt::TextWrapAnywhere;

struct PdfFonts {
    QFont text;
    QFont strong;
    QFont title;
    QFont small;
};

// The font as it is drawn for this text. Where a script needs no shaping, none is done: alternate glyphs of Inter have
// no characters behind them, and a dash or a bracket copied from the PDF would be gone. Texts are measured in it, too.
QFont drawnFont(const QFont& font, const QString& text);

class PdfTable {
public:
    PdfTable(const Table& table, const TimeZone& zone, const PdfFonts& fonts, QPaintDevice* device);

    // A page of the table: columns of one band, lines [first, end).
    struct Page {
        std::size_t band = 0;
        std::size_t first = 0;
        std::size_t end = 0;
    };
    // `firstHeight`: what is left of the first page.
    std::vector<Page> paginate(double width, double firstHeight, double height);
    // Page after page: a table of the structure goes on over the pages of a band.
    void paint(QPainter& painter, PdfStructure& structure, const Page& page, double top) const;

private:
    struct Cell {
        QString text;
        bool atRight = false;
        bool isRepeated = false;  // stands in the line above, and is drawn again on a new page only
    };
    struct TextLine {
        std::vector<Cell> cells;
        bool isStrong = false;
        std::size_t over = 1;  // columns of values that each text of a header stands over
        double height = 0;
        double heightOnTop = 0;  // of a page
    };
    struct Band {
        std::vector<std::size_t> columns;  // positions, the labels first
    };
    struct Face {
        QFont font;
        QFontMetricsF metrics;
    };

    void fill(const Table& table, const TimeZone& zone);
    void measureWidths();
    void measureHeights();
    void layOut(double width);
    // What a text is measured with and drawn with.
    const Face& faceOf(const QString& text, bool isStrong) const;
    double headerHeight() const;
    // Of a line of the header: where the text over a column is kept.
    std::size_t headed(const TextLine& line, std::size_t column) const;
    bool isBroken(const QString& text, bool isStrong, double room) const;
    double heightOf(const Cell& cell, bool isStrong, std::size_t column) const;
    // `structure`: none where what is drawn was read before.
    void paintHeader(QPainter& painter, PdfStructure* structure, const Band& band, double& top) const;
    void paintLine(QPainter& painter, PdfStructure& structure, const Page& page, std::size_t index, double& top) const;
    void paintCell(QPainter& painter, PdfStructure* structure, PdfElement element, const Cell& cell, bool isStrong,
                   const QRectF& space) const;
    void paintRule(QPainter& painter, double width, double top) const;

    std::vector<Face> faces_;
    std::size_t labels_ = 1;
    std::vector<TextLine> header_;
    std::vector<TextLine> lines_;
    std::vector<double> widths_;
    std::vector<Band> bands_;
};

}  // namespace steward::report
