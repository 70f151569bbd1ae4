// XML in pieces (expat), names without their namespaces. A document type, and with it every entity, is refused; so are
// tokens longer than any that a spreadsheet program writes. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "import/problem.h"

struct XML_ParserStruct;

namespace steward::imports {

class XmlReader {
public:
    // The attributes of an element, while it begins.
    class Attributes {
    public:
        explicit Attributes(const char** pairs) : pairs_(pairs) {}
        std::string_view operator[](std::string_view name) const;  // empty when it is not there

    private:
        const char** pairs_;
    };

    // `part`: what it is called in messages.
    explicit XmlReader(std::string part);
    XmlReader(const XmlReader&) = delete;
    virtual ~XmlReader();

    // An empty piece is the end of the document.
    Outcome<> feed(std::string_view piece);

protected:
    virtual void begin(std::string_view element, const Attributes& attributes) = 0;
    virtual void end(std::string_view element) = 0;
    virtual void text(std::string_view text) = 0;
    // No more is called after it; feed() gives the problem.
    void refuse(Problem problem);
    const std::string& part() const { return part_; }

private:
    struct Calls;
    struct Free {
        void operator()(XML_ParserStruct* parser) const;
    };

    std::string part_;
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    std::optional<Problem> problem_;
    std::int64_t fed_ = 0;
    int depth_ = 0;
};

}  // namespace steward::imports
