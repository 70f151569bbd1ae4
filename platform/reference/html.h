// A page as text. Whatever is written with text() or stands in an attribute is escaped, so data stays inert.
//
//   Html html;
//   html.open("p", {{"class", "note"}}).text(summary).close();
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::reference {

class Html {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Names of tags and attributes are ours, never data. An attribute with an empty value is written without one.
    Html& open(std::string_view tag, Attributes attributes = {});
    Html& text(std::string_view text);
    // Ends the innermost open element.
    Html& close();
    // An element that holds only text.
    Html& element(std::string_view tag, std::string_view text, Attributes attributes = {});
    // An element that holds nothing and has no end: meta, link, input.
    Html& single(std::string_view tag, Attributes attributes);

    // The whole document. Every element must have been closed.
    std::string take();

private:
    void start(std::string_view tag, Attributes attributes);
    std::string out_ = "<!doctype html>\n";
    std::vector<std::string_view> open_;
};

}  // namespace steward::reference
