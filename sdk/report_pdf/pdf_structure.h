// What the text of a PDF is (ISO 32000-1, 14.7 and 14.8): heading, figure, table with its headers, rows and cells, in
// the order in which it is read aloud. Whoever paints says so; what is not said to be anything is decoration, which
// readers pass over. What belongs to one page is written with it, so that long tables need no more memory than short
// ones. Private to the PDF writer. One thread at a time.
#pragma once

#include <QPainter>
#include <functional>
#include <vector>

#include "report_pdf/pdf_objects.h"

namespace steward::report {

enum class PdfRole : unsigned char {
    document,
    heading,
    paragraph,
    figure,
    table,
    tableHead,
    tableBody,
    row,
    columnHeader,
    rowHeader,
    cell
};

struct PdfElement {
    PdfRole role = PdfRole::paragraph;
    int columns = 1;  // of the table, that a header or cell stands over
    int rows = 1;
    QString spoken;  // read instead of what is seen: of a figure, or of a text that is broken over lines
    QRectF box;      // of a figure, in points from the lower left corner of the sheet
};

class PdfStructure {
public:
    // `objects` outlives this.
    explicit PdfStructure(PdfObjects& objects);

    // An element inside the one that is open. finish() closes what still is.
    void begin(const PdfElement& element);
    void end();
    // An element whose content is what `paint` paints; none: there is nothing in it. Before and after, the pen is
    // ink(), which is not the one that QPainter begins with: QPdfWriter fills the outline of that one's lines.
    static QPen ink();
    void add(QPainter& painter, const PdfElement& element, const std::function<void()>& paint);

    // For the catalog.
    int root() const { return root_; }
    // Of the page that is being painted.
    int page() const { return page_; }
    std::string pageEntries() const;
    // Its content as QPdfWriter made it, with the marks that readers know. The next page begins.
    Result<std::string> closePage(std::string_view content);
    // After the last page.
    Result<> finish();

private:
    struct Open {
        PdfElement element;
        int number = 0;
        std::string children;
        bool hasContent = false;
    };
    struct Content {
        PdfRole role;
        int element;
    };
    void nextPage();

    PdfObjects& objects_;
    int root_ = 0;
    int page_ = 0;
    std::vector<Open> open_;
    std::string roots_;
    std::vector<Content> contents_;  // of the page, in order
    std::vector<int> pages_;         // of each that is closed, the list of its contents' elements
    Result<> state_;
};

}  // namespace steward::report
