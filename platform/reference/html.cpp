#include "reference/html.h"

#include <cassert>

#include "kernel/http/html_text.h"

namespace steward::reference {
void Html::start(std::string_view tag, Attributes attributes) {
    out_.append("<").append(tag);
    for (const auto& [name, value] : attributes) {
        out_.append(" ").append(name);
        if (value.empty()) continue;
        out_ += "=\"";
        out_ += kernel::escaped(value);
        out_ += '"';
    }
    out_ += '>';
}

Html& Html::open(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    open_.push_back(tag);
    return *this;
}

Html& Html::text(std::string_view text) {
    out_ += kernel::escaped(text);
    return *this;
}

Html& Html::close() {
    assert(!open_.empty());
    out_.append("</").append(open_.back()).append(">");
    open_.pop_back();
    return *this;
}

Html& Html::element(std::string_view tag, std::string_view text_, Attributes attributes) {
    return open(tag, attributes).text(text_).close();
}

Html& Html::single(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    return *this;
}

std::string Html::take() {
    assert(open_.empty());
    out_ += '\n';
    return std::move(out_);
}

}  // namespace steward::reference
