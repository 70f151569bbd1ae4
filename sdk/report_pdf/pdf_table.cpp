#include "report_pdf/pdf_table.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "report/format.h"

namespace steward::report {
namespace {

constexpr double padding = 4;
constexpr double slack = 1;       // a text that fits its line exactly is broken: each letter is rounded
constexpr double widest = 170;    // of text; a number is never broken
constexpr double narrowest = 40;  // of a row label, when many share a page

QString textOf(const json::Value& value, const Column& column, const TimeZone& zone) {
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const sql::Cell cell = cellOf(value);
    const bool isNumber = cell.type == sql::Cell::Type::integer || cell.type == sql::Cell::Type::real;
    if (isNumber && column.type == FieldType::money && cell.type == sql::Cell::Type::integer) {
        const auto text = QString::fromStdString(spelled(value, column, zone));
        const auto point = text.lastIndexOf(QLatin1Char('.'));
        const bool isBelowOne = text.startsWith(QLatin1String("-0."));
        return (isBelowOne ? QStringLiteral("-") : QString()) + english.toString(text.left(point).toLongLong()) +
               text.mid(point);
    }
    if (isNumber && column.type == FieldType::money) return english.toString(cell.real / 100, 'f', 2);
    if (isNumber && column.isPart)
        return english.toString(100 * (cell.type == sql::Cell::Type::real ? cell.real : double(cell.integer)), 'f', 1) +
               QLatin1Char('%');
    if (isNumber && column.type == FieldType::decimal) return english.toString(cell.real, 'f', 2);
    if (isNumber && column.type == FieldType::integer) return english.toString(qlonglong(cell.integer));
    return QString::fromStdString(spelled(value, column, zone));
}

QString titleOf(const Column& column) {
    const auto title = QString::fromStdString(column.title);
    return column.currency.empty()
               ? title
               : title + QStringLiteral(" (") + QString::fromStdString(column.currency) + QLatin1Char(')');
}

bool isSimple(const QString& text) {
    constexpr char16_t firstShapedLetter = 0x0300;
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < firstShapedLetter; });
}

QFont unshaped(QFont font) {
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

}  // namespace

QFont drawnFont(const QFont& font, const QString& text) {
    return isSimple(text) ? unshaped(font) : font;
}

PdfTable::PdfTable(const Table& table, const TimeZone& zone, const PdfFonts& fonts, QPaintDevice* device) {
    for (const QFont& font : {fonts.text, unshaped(fonts.text), fonts.strong, unshaped(fonts.strong)})
        faces_.push_back({font, QFontMetricsF(font, device)});
    labels_ = std::max<std::size_t>(table.rows.size(), 1);
    fill(table, zone);
    measureWidths();
}

const PdfTable::Face& PdfTable::faceOf(const QString& text, bool isStrong) const {
    return faces_[(isStrong ? 2 : 0) + (isSimple(text) ? 1 : 0)];
}

void PdfTable::fill(const Table& table, const TimeZone& zone) {
    const std::size_t width = labels_ + table.cellsPerLine();
    const std::size_t measures = table.measures.size();
    for (std::size_t field = 0; field < table.columns.size(); ++field) {
        std::vector<Cell> line(width);
        for (std::size_t group = 0; group < table.columnKeys.size(); ++group)
            line[labels_ + group * measures] = {textOf(table.columnKeys[group][field], table.columns[field], zone),
                                                true};
        if (field == 0) line[labels_ + table.columnKeys.size() * measures] = {QStringLiteral("Total"), true};
        header_.push_back({std::move(line), true, measures});
    }
    std::vector<Cell> names(width);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        names[i] = {titleOf(table.rows[i]), false};
    for (std::size_t i = labels_; i < width; ++i)
        names[i] = {titleOf(table.measures[(i - labels_) % measures]), true};
    header_.push_back({std::move(names), true});

    const Line* previous = nullptr;
    for (const Line& line : table.lines) {
        std::vector<Cell> cells(width);
        bool isRepeated = previous && line.kind == LineKind::leaf;
        for (std::size_t i = 0; i < line.keys.size(); ++i) {
            isRepeated = isRepeated && i + 1 < line.keys.size() && previous->keys.size() > i &&
                         previous->keys[i] == line.keys[i];
            cells[i].text = isRepeated ? lines_.back().cells[i].text : textOf(line.keys[i], table.rows[i], zone);
            cells[i].isRepeated = isRepeated;
        }
        if (line.kind != LineKind::leaf && line.keys.size() < labels_)
            cells[line.keys.size()].text = QStringLiteral("Total");
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            cells[labels_ + i] = {textOf(line.cells[i], table.measures[i % measures], zone), true};
        lines_.push_back({std::move(cells), line.kind != LineKind::leaf});
        previous = &line;
    }
}

void PdfTable::measureWidths() {
    widths_.assign(header_.back().cells.size(), 0);
    const auto widen = [&](const std::vector<TextLine>& lines, bool isHeader) {
        for (const TextLine& line : lines)
            for (std::size_t i = 0; i < line.cells.size(); ++i) {
                const Cell& cell = line.cells[i];
                const double advance = faceOf(cell.text, line.isStrong).metrics.horizontalAdvance(cell.text);
                const double needed = std::ceil(advance) + slack;
                const bool isNumber = cell.atRight && !isHeader;
                widths_[i] = std::max(widths_[i], (isNumber ? needed : std::min(needed, widest)) + 2 * padding);
            }
    };
    widen(header_, true);
    widen(lines_, false);
}

bool PdfTable::isBroken(const QString& text, bool isStrong, double room) const {
    return faceOf(text, isStrong).metrics.horizontalAdvance(text) + slack > room;
}

double PdfTable::heightOf(const Cell& cell, bool isStrong, std::size_t column) const {
    const QFontMetricsF& metrics = faceOf(cell.text, isStrong).metrics;
    const double room = widths_[column] - 2 * padding;
    double height = metrics.height();
    if (isBroken(cell.text, isStrong, room))
        height = std::max(height, metrics.boundingRect(QRectF(0, 0, room, 1e6), wrapping, cell.text).height());
    return std::ceil(height) + padding;
}

void PdfTable::measureHeights() {
    for (TextLine& line : header_) {
        line.height = 0;
        for (const Band& band : bands_)
            for (std::size_t i = 0; i < band.columns.size(); ++i) {
                const std::size_t column = band.columns[i];
                const std::size_t head = headed(line, column);
                if (column != head && i > labels_) continue;
                line.height = std::max(line.height, heightOf(line.cells[head], true, column));
            }
    }
    for (TextLine& line : lines_) {
        line.height = line.heightOnTop = 0;
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            const double height = heightOf(line.cells[i], line.isStrong, i);
            line.heightOnTop = std::max(line.heightOnTop, height);
            if (!line.cells[i].isRepeated) line.height = std::max(line.height, height);
        }
    }
}

std::size_t PdfTable::headed(const TextLine& line, std::size_t column) const {
    return column < labels_ ? column : column - (column - labels_) % line.over;
}

double PdfTable::headerHeight() const {
    double height = 0;
    for (const TextLine& line : header_)
        height += line.height;
    return height;
}

// The labels are on each page; the widest give way until the widest of the other columns has room beside them.
void PdfTable::layOut(double width) {
    double widestValue = 0;
    for (std::size_t i = labels_; i < widths_.size(); ++i)
        widestValue = std::max(widestValue, widths_[i]);
    double labelWidth = 0;
    Band labels;
    for (std::size_t i = 0; i < labels_; ++i) {
        labelWidth += widths_[i];
        labels.columns.push_back(i);
    }
    const auto label = widths_.begin() + std::ptrdiff_t(labels_);
    while (labelWidth + widestValue > width) {
        const auto largest = std::max_element(widths_.begin(), label);
        if (*largest <= narrowest) break;
        const double less = std::min({labelWidth + widestValue - width, *largest - narrowest, 10.0});
        *largest -= less;
        labelWidth -= less;
    }
    bands_.assign(1, labels);
    double used = labelWidth;
    for (std::size_t i = labels_; i < widths_.size(); ++i) {
        if (used + widths_[i] > width && bands_.back().columns.size() > labels_) {
            bands_.push_back(labels);
            used = labelWidth;
        }
        bands_.back().columns.push_back(i);
        used += widths_[i];
    }
    measureHeights();
}

std::vector<PdfTable::Page> PdfTable::paginate(double width, double firstHeight, double height) {
    layOut(width);
    std::vector<Page> pages;
    const double headerSpace = headerHeight();
    for (std::size_t band = 0; band < bands_.size(); ++band) {
        double left = (pages.empty() ? firstHeight : height) - headerSpace;
        Page page{band, 0, 0};
        for (std::size_t line = 0; line < lines_.size(); ++line) {
            if (lines_[line].height > left && (page.end > page.first || left < height - headerSpace)) {
                pages.push_back(page);
                page = {band, line, line};
                left = height - headerSpace;
            }
            left -= line == page.first ? lines_[line].heightOnTop : lines_[line].height;
            page.end = line + 1;
        }
        pages.push_back(page);
    }
    return pages;
}

void PdfTable::paint(QPainter& painter, PdfStructure& structure, const Page& page, double top) const {
    const bool isBegun = page.first > 0;
    if (!isBegun && page.band > 0) structure.end();
    if (!isBegun) structure.begin({PdfRole::table});
    paintHeader(painter, isBegun ? nullptr : &structure, bands_[page.band], top);
    structure.begin({PdfRole::tableBody});
    for (std::size_t i = page.first; i < page.end; ++i)
        paintLine(painter, structure, page, i, top);
    structure.end();
}

void PdfTable::paintHeader(QPainter& painter, PdfStructure* structure, const Band& band, double& top) const {
    if (structure) structure->begin({PdfRole::tableHead});
    for (const TextLine& line : header_) {
        if (structure) structure->begin({PdfRole::row});
        double left = 0;
        for (std::size_t i = 0; i < band.columns.size();) {
            const std::size_t head = headed(line, band.columns[i]);
            const Cell& cell = line.cells[head];
            const QRectF space(left, top, widths_[band.columns[i]], line.height);
            PdfElement element{cell.text.isEmpty() ? PdfRole::cell : PdfRole::columnHeader, 0};
            for (; i < band.columns.size() && headed(line, band.columns[i]) == head; ++i) {
                left += widths_[band.columns[i]];
                ++element.columns;
            }
            paintCell(painter, structure, element, cell, true, space);
        }
        if (structure) structure->end();
        top += line.height;
        paintRule(painter, left, top);
    }
    if (structure) structure->end();
}

void PdfTable::paintLine(QPainter& painter, PdfStructure& structure, const Page& page, std::size_t index,
                         double& top) const {
    const TextLine& line = lines_[index];
    const bool isOnTop = index == page.first;
    const double height = isOnTop ? line.heightOnTop : line.height;
    structure.begin({PdfRole::row});
    double left = 0;
    for (const std::size_t column : bands_[page.band].columns) {
        const Cell& cell = line.cells[column];
        const QRectF space(left, top, widths_[column], height);
        left += widths_[column];
        if (cell.isRepeated && !isOnTop) continue;
        PdfElement element{column < labels_ && !cell.text.isEmpty() ? PdfRole::rowHeader : PdfRole::cell};
        for (auto next = index + 1; next < page.end && lines_[next].cells[column].isRepeated; ++next)
            ++element.rows;
        paintCell(painter, &structure, element, cell, line.isStrong, space);
    }
    structure.end();
    top += height;
    paintRule(painter, left, top);
}

void PdfTable::paintCell(QPainter& painter, PdfStructure* structure, PdfElement element, const Cell& cell,
                         bool isStrong, const QRectF& space) const {
    if (cell.text.isEmpty()) {
        if (structure) structure->add(painter, element, {});
        return;
    }
    painter.setPen(PdfStructure::ink());
    painter.setFont(faceOf(cell.text, isStrong).font);
    const QRectF room = space.adjusted(padding, 0, -padding, 0);
    const auto paint = [&] {
        const auto alignment = cell.atRight ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(room, int(alignment) | Qt::AlignVCenter | wrapping, cell.text);
    };
    if (structure) {
        if (isBroken(cell.text, isStrong, room.width())) element.spoken = cell.text;
        structure->add(painter, element, paint);
    } else {
        paint();
    }
}

void PdfTable::paintRule(QPainter& painter, double width, double top) const {
    painter.setPen(QPen(QColor(0xC8, 0xCE, 0xD8), 0.5));
    painter.drawLine(QPointF(0, top), QPointF(width, top));
}

}  // namespace steward::report
