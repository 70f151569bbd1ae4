#include "report_pdf/pdf_table.h"

#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>

#include "report/format.h"

namespace steward::report {
namespace {

constexpr double padding = 4;
constexpr double widest = 170;
constexpr int wrapping = Qt::TextWordWrap | Qt::TextWrapAnywhere;

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

}  // namespace

QFont drawnFont(const QFont& font, const QString& text) {
    constexpr char16_t firstShapedLetter = 0x0300;
    const bool isSimple =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < firstShapedLetter; });
    QFont drawn(font);
    if (isSimple) drawn.setStyleStrategy(QFont::PreferNoShaping);
    return drawn;
}

PdfTable::PdfTable(const Table& table, const TimeZone& zone, const PdfFonts& fonts, QPaintDevice* device)
    : fonts_(fonts) {
    labels_ = std::max<std::size_t>(table.rows.size(), 1);
    fill(table, zone);
    measure(device);
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
        header_.push_back(std::move(line));
    }
    std::vector<Cell> names(width);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        names[i] = {titleOf(table.rows[i]), false};
    for (std::size_t i = labels_; i < width; ++i)
        names[i] = {titleOf(table.measures[(i - labels_) % measures]), true};
    header_.push_back(std::move(names));

    const Line* previous = nullptr;
    for (const Line& line : table.lines) {
        std::vector<Cell> cells(width);
        bool isRepeated = previous && line.kind == LineKind::leaf;
        for (std::size_t i = 0; i < line.keys.size(); ++i) {
            isRepeated = isRepeated && i + 1 < line.keys.size() && previous->keys.size() > i &&
                         previous->keys[i] == line.keys[i];
            if (!isRepeated) cells[i].text = textOf(line.keys[i], table.rows[i], zone);
        }
        if (line.kind != LineKind::leaf && line.keys.size() < labels_)
            cells[line.keys.size()].text = QStringLiteral("Total");
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            cells[labels_ + i] = {textOf(line.cells[i], table.measures[i % measures], zone), true};
        lines_.push_back(std::move(cells));
        strong_.push_back(line.kind != LineKind::leaf);
        previous = &line;
    }
}

void PdfTable::measure(QPaintDevice* device) {
    const QFontMetricsF metrics(fonts_.strong, device);
    lineHeight_ = metrics.height() + padding;
    widths_.assign(header_.back().size(), 0);
    const auto widen = [&](const std::vector<Cell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths_[i] = std::max(widths_[i], std::min(metrics.horizontalAdvance(cells[i].text), widest) + 2 * padding);
    };
    for (const auto& cells : header_)
        widen(cells);
    for (const auto& cells : lines_)
        widen(cells);
    for (const auto& cells : lines_) {
        double height = lineHeight_;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (metrics.horizontalAdvance(cells[i].text) <= widths_[i] - 2 * padding) continue;
            const QRectF space(0, 0, widths_[i] - 2 * padding, 1e6);
            height = std::max(height, metrics.boundingRect(space, wrapping, cells[i].text).height() + padding);
        }
        heights_.push_back(height);
    }
}

void PdfTable::layOut(double width) {
    double labelWidth = 0;
    Band labels;
    for (std::size_t i = 0; i < labels_; ++i) {
        labelWidth += widths_[i];
        labels.columns.push_back(i);
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
}

std::vector<PdfTable::Page> PdfTable::paginate(double width, double firstHeight, double height) {
    layOut(width);
    std::vector<Page> pages;
    const double headerHeight = static_cast<double>(header_.size()) * lineHeight_;
    for (std::size_t band = 0; band < bands_.size(); ++band) {
        double left = (pages.empty() ? firstHeight : height) - headerHeight;
        Page page{band, 0, 0};
        for (std::size_t line = 0; line < lines_.size(); ++line) {
            if (heights_[line] > left && (page.end > page.first || left < height - headerHeight)) {
                pages.push_back(page);
                page = {band, line, line};
                left = height - headerHeight;
            }
            left -= heights_[line];
            page.end = line + 1;
        }
        pages.push_back(page);
    }
    return pages;
}

double PdfTable::heightOf(const Page& page) const {
    double height = static_cast<double>(header_.size()) * lineHeight_;
    for (std::size_t line = page.first; line < page.end; ++line)
        height += heights_[line];
    return height;
}

void PdfTable::paint(QPainter& painter, const Page& page, double top) const {
    const Band& band = bands_[page.band];
    painter.setPen(QPen(QColor(0xC8, 0xCE, 0xD8), 0.5));
    const auto line = [&](const std::vector<Cell>& cells, double height, bool strong) {
        painter.save();
        painter.setPen(Qt::black);
        double left = 0;
        for (const std::size_t column : band.columns) {
            const QRectF space(left + padding, top, widths_[column] - 2 * padding, height);
            const auto alignment = cells[column].atRight ? Qt::AlignRight : Qt::AlignLeft;
            painter.setFont(drawnFont(strong ? fonts_.strong : fonts_.text, cells[column].text));
            painter.drawText(space, int(alignment) | Qt::AlignVCenter | wrapping, cells[column].text);
            left += widths_[column];
        }
        painter.restore();
        top += height;
        painter.drawLine(QPointF(0, top), QPointF(left, top));
    };
    for (const auto& cells : header_)
        line(cells, lineHeight_, true);
    for (std::size_t i = page.first; i < page.end; ++i)
        line(lines_[i], heights_[i], strong_[i]);
}

}  // namespace steward::report
