#include "import/xml_parts.h"

#include <expat.h>

#include "import/archive.h"

namespace steward::imports {
namespace {

constexpr std::int64_t longestToken = 1 << 20;
constexpr int deepest = 64;
constexpr char separator = '|';

std::string_view localName(std::string_view name) {
    const auto at = name.rfind(separator);
    return at == std::string_view::npos ? name : name.substr(at + 1);
}

}  // namespace

std::string_view XmlReader::Attributes::operator[](std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (localName(pair[0]) == name) return pair[1];
    return {};
}

// What expat calls; exceptions must not pass through it, and nothing here throws but for want of memory.
struct XmlReader::Calls {
    static XmlReader& of(void* data) { return *static_cast<XmlReader*>(data); }
    static void XMLCALL begin(void* data, const char* name, const char** attributes) {
        XmlReader& reader = of(data);
        if (reader.problem_) return;
        if (++reader.depth_ > deepest) return reader.refuse(damaged(reader.part_ + " is nested too deeply"));
        reader.begin(localName(name), Attributes(attributes));
    }
    static void XMLCALL end(void* data, const char* name) {
        XmlReader& reader = of(data);
        --reader.depth_;
        if (!reader.problem_) reader.end(localName(name));
    }
    static void XMLCALL text(void* data, const char* text, int length) {
        if (!of(data).problem_) of(data).text({text, static_cast<std::size_t>(length)});
    }
    static void XMLCALL documentType(void* data, const char*, const char*, const char*, int) {
        of(data).refuse({ProblemKind::documentType, 0, {}, {of(data).part_}});
    }
};

void XmlReader::Free::operator()(XML_ParserStruct* parser) const {
    XML_ParserFree(parser);
}

XmlReader::XmlReader(std::string part) : part_(std::move(part)), parser_(XML_ParserCreateNS(nullptr, separator)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Calls::begin, &Calls::end);
    XML_SetCharacterDataHandler(parser_.get(), &Calls::text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &Calls::documentType);
}

XmlReader::~XmlReader() = default;

void XmlReader::refuse(Problem problem) {
    if (problem_) return;
    problem_ = std::move(problem);
    XML_StopParser(parser_.get(), XML_FALSE);
}

Outcome<> XmlReader::feed(std::string_view piece) {
    const bool isLast = piece.empty();
    fed_ += static_cast<std::int64_t>(piece.size());
    const auto status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), isLast);
    if (problem_) return fail(*problem_);
    if (status != XML_STATUS_OK)
        return fail(damaged(part_ + " is broken in line " + std::to_string(XML_GetCurrentLineNumber(parser_.get())) +
                            " (" + XML_ErrorString(XML_GetErrorCode(parser_.get())) + ")"));
    // The parser holds a token until it is whole.
    if (!isLast && fed_ - XML_GetCurrentByteIndex(parser_.get()) > longestToken) {
        problem_ = damaged(part_ + " has a token that does not end");
        return fail(*problem_);
    }
    return {};
}

}  // namespace steward::imports
