#include "report_pdf/pdf_structure.h"

#include <array>

namespace steward::report {
namespace {

// A line far outside the sheet stands in the content of a page where something begins or ends. It is taken out again.
constexpr QLineF beginMark(-30001, -1, -30002, -1);
constexpr QLineF endMark(-30003, -1, -30004, -1);
constexpr std::string_view beginMarkBytes = "-30001 -1 m\n-30002 -1 l\nS\n";
constexpr std::string_view endMarkBytes = "-30003 -1 m\n-30004 -1 l\nS\n";

constexpr std::array<std::string_view, 11> names{"/Document", "/H1", "/P",  "/Figure", "/Table", "/THead",
                                                 "/TBody",    "/TR", "/TH", "/TH",     "/TD"};

std::string_view nameOf(PdfRole role) {
    return names.at(std::size_t(role));
}

std::string textString(const QString& text) {
    std::string string = "<FEFF";
    for (const QChar letter : text)
        string += QByteArray::number(letter.unicode(), 16).rightJustified(4, '0').toUpper().toStdString();
    return string + '>';
}

std::string attributesOf(const PdfElement& element) {
    std::string table;
    if (element.role == PdfRole::columnHeader) table += "/Scope/Column";
    if (element.role == PdfRole::rowHeader) table += "/Scope/Row";
    if (element.columns > 1) table += "/ColSpan " + std::to_string(element.columns);
    if (element.rows > 1) table += "/RowSpan " + std::to_string(element.rows);
    std::string attributes;
    if (!table.empty()) attributes += "/A<</O/Table" + table + ">>";
    if (!element.spoken.isEmpty())
        attributes += (element.role == PdfRole::figure ? "/Alt" : "/ActualText") + textString(element.spoken);
    if (!element.box.isNull()) {
        attributes += "/A<</O/Layout/Placement/Block/BBox[";
        for (const double place : {element.box.left(), element.box.top(), element.box.right(), element.box.bottom()})
            attributes += std::to_string(qRound(place)) + ' ';
        attributes += "]>>";
    }
    return attributes;
}

}  // namespace

QPen PdfStructure::ink() {
    return {Qt::black, 0.75};
}

PdfStructure::PdfStructure(PdfObjects& objects) : objects_(objects), root_(objects.reserve()) {
    nextPage();
    begin({PdfRole::document});
}

void PdfStructure::nextPage() {
    page_ = objects_.reserve();
    contents_.clear();
}

void PdfStructure::begin(const PdfElement& element) {
    const int number = objects_.reserve();
    (open_.empty() ? roots_ : open_.back().children) += PdfObjects::reference(number) + ' ';
    open_.push_back({element, number});
}

void PdfStructure::end() {
    const Open ended = std::move(open_.back());
    open_.pop_back();
    std::string body = "<</S";
    body.append(nameOf(ended.element.role)).append("/P ");
    body += PdfObjects::reference(open_.empty() ? root_ : open_.back().number);
    if (ended.hasContent) body += "/Pg " + PdfObjects::reference(page_);
    if (!ended.children.empty()) body += "/K[" + ended.children + ']';
    body += attributesOf(ended.element) + ">>";
    if (state_) state_ = objects_.gather(ended.number, body);
}

void PdfStructure::add(QPainter& painter, const PdfElement& element, const std::function<void()>& paint) {
    const auto mark = [&painter](const QLineF& line) {
        if (painter.pen() != ink()) painter.setPen(ink());
        painter.drawLine(line);
    };
    begin(element);
    if (paint) {
        Open& open = open_.back();
        open.children += std::to_string(contents_.size()) + ' ';
        open.hasContent = true;
        contents_.push_back({open.element.role, open.number});
        mark(beginMark);
        paint();
        mark(endMark);
    }
    end();
}

std::string PdfStructure::pageEntries() const {
    return "/StructParents " + std::to_string(pages_.size()) + "/Tabs/S\n";
}

Result<std::string> PdfStructure::closePage(std::string_view content) {
    std::string marked;
    marked.reserve(content.size());
    const auto decoration = [&](std::string_view bytes) {
        if (!bytes.empty()) marked.append("/Artifact BMC\n").append(bytes).append("EMC\n");
    };
    std::size_t at = 0;
    for (std::size_t i = 0; i < contents_.size(); ++i) {
        const auto begin = content.find(beginMarkBytes, at);
        const auto end = content.find(endMarkBytes, begin);
        if (begin == content.npos || end == content.npos)
            return fail(ErrorCode::internal, "The PDF could not be given its structure. The file was not changed.");
        decoration(content.substr(at, begin - at));
        at = begin + beginMarkBytes.size();
        marked.append(nameOf(contents_[i].role)).append(" <</MCID ").append(std::to_string(i)).append(">> BDC\n");
        marked.append(content.substr(at, end - at)).append("EMC\n");
        at = end + endMarkBytes.size();
    }
    decoration(content.substr(at));

    std::string elements = "[";
    for (const Content& each : contents_)
        elements += PdfObjects::reference(each.element) + ' ';
    pages_.push_back(objects_.reserve());
    STEWARD_CHECK(objects_.gather(pages_.back(), elements + ']'));
    STEWARD_CHECK(state_);
    nextPage();
    return marked;
}

Result<> PdfStructure::finish() {
    while (!open_.empty())
        end();
    STEWARD_CHECK(state_);
    std::string tree = "<</Nums[";
    for (std::size_t i = 0; i < pages_.size(); ++i)
        tree += std::to_string(i) + ' ' + PdfObjects::reference(pages_[i]) + ' ';
    const int parents = objects_.reserve();
    STEWARD_CHECK(objects_.gather(parents, tree + "]>>"));
    return objects_.gather(root_, "<</Type/StructTreeRoot/K[" + roots_ + "]/ParentTree " +
                                      PdfObjects::reference(parents) + "/ParentTreeNextKey " +
                                      std::to_string(pages_.size()) + ">>");
}

}  // namespace steward::report
