#include "report_pdf/tagged_pdf.h"

#include <algorithm>
#include <charconv>

namespace steward::report {
namespace {

constexpr std::string_view objectEnd = "endobj\n";
constexpr std::string_view streamBegin = ">>\nstream\n";
constexpr std::string_view streamEnd = "endstream\n";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

int numberAt(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// Of `/Key 12 0 R`; 0: there is none.
int referenceOf(std::string_view dictionary, std::string_view key) {
    const auto at = dictionary.find(key);
    return at == dictionary.npos ? 0 : numberAt(dictionary.substr(at + key.size()));
}

// Past a string in brackets, which may hold what looks like a reference.
std::size_t endOfString(std::string_view body, std::size_t at) {
    int depth = 0;
    for (; at < body.size(); ++at) {
        if (body[at] == '\\') {
            ++at;
        } else if (body[at] == '(') {
            ++depth;
        } else if (body[at] == ')' && --depth == 0) {
            return at + 1;
        }
    }
    return body.size();
}

// QPdfWriter says of the glyph of a space that it is a tab, which has the same one: what is copied or searched would
// have tabs between its words. `map`: a CMap; its lines are two glyphs and the letters that they stand for.
std::string withSpaces(std::string map) {
    constexpr std::string_view tab = "<0009>";
    constexpr std::string_view space = "<0020>";
    for (std::size_t at = map.find("beginbfrange"); at < map.size(); at = map.find('\n', at + 1)) {
        const auto line = at + 1;
        const auto end = std::min(map.find('\n', line), map.size());
        auto found = map.find(tab, line + 2 * (tab.size() + 1));
        for (; found < end; found = map.find(tab, found))
            map.replace(found, tab.size(), space);
    }
    return map;
}

}  // namespace

TaggedPdf::TaggedPdf(Output& output, std::string language)
    : objects_(output), structure_(objects_), language_(std::move(language)) {
    open(WriteOnly);
}

qint64 TaggedPdf::writeData(const char* bytes, qint64 count) {
    if (!state_) return -1;
    pending_.append(bytes, std::size_t(count));
    state_ = takeObjects();
    return state_ ? count : -1;
}

Result<> TaggedPdf::takeObjects() {
    std::size_t begin = 0;
    while (true) {
        const auto end = pending_.find(objectEnd, searched_);
        if (end == pending_.npos) break;
        searched_ = end + objectEnd.size();
        std::string_view object(pending_.data() + begin, end - begin);
        while (object.starts_with('%'))
            object.remove_prefix(object.find('\n') + 1);
        const int number = numberAt(object);
        object.remove_prefix(std::min(object.find('\n') + 1, object.size()));
        const auto stream = object.find(streamBegin);
        if (stream == object.npos) {
            STEWARD_CHECK(take(number, object));
        } else if (object.ends_with(streamEnd)) {
            const auto first = stream + streamBegin.size();
            STEWARD_CHECK(takeStream(number, object.substr(0, stream),
                                     object.substr(first, object.size() - streamEnd.size() - first)));
        } else {
            continue;  // the bytes of a stream happen to be these letters
        }
        begin = searched_;
    }
    pending_.erase(0, begin);
    searched_ = pending_.size() < objectEnd.size() ? 0 : pending_.size() - objectEnd.size();
    return {};
}

Result<> TaggedPdf::take(int number, std::string_view body) {
    if (number == lengthOfContent_) return {};
    if (body.find("/Type /Catalog\n") != body.npos) {
        const auto end = body.rfind(">>");
        return objects_.write(numberOf(number), renumbered(body.substr(0, end)) + "/MarkInfo<</Marked true>>/Lang(" +
                                                    language_ + ")/ViewerPreferences<</DisplayDocTitle true>>" +
                                                    "/StructTreeRoot " + PdfObjects::reference(structure_.root()) +
                                                    "\n>>");
    }
    if (body.find("/Type /Page\n") != body.npos) {
        content_ = referenceOf(body, "/Contents ");
        numbers_.resize(std::max(numbers_.size(), std::size_t(number) + 1));
        numbers_[std::size_t(number)] = structure_.page();
        const auto end = body.rfind(">>");
        return objects_.write(structure_.page(), renumbered(body.substr(0, end)) + structure_.pageEntries() + ">>");
    }
    return objects_.write(numberOf(number), renumbered(body));
}

Result<> TaggedPdf::takeStream(int number, std::string_view dictionary, std::string_view bytes) {
    if (number == content_) {
        lengthOfContent_ = referenceOf(dictionary, "/Length ");
        STEWARD_TRY(const std::string content, inflated(bytes));
        STEWARD_TRY(const std::string marked, structure_.closePage(content));
        return objects_.writeStream(numberOf(number), {}, marked);
    }
    if (bytes.starts_with("/CIDInit"))
        return objects_.writeStream(numberOf(number), {}, withSpaces(std::string(bytes)));
    std::string body = renumbered(dictionary);
    body.append(streamBegin).append(bytes).append(streamEnd, 0, streamEnd.size() - 1);
    return objects_.write(numberOf(number), body);
}

int TaggedPdf::numberOf(int theirs) {
    numbers_.resize(std::max(numbers_.size(), std::size_t(theirs) + 1));
    int& ours = numbers_[std::size_t(theirs)];
    if (ours == 0) ours = objects_.reserve();
    return ours;
}

std::string TaggedPdf::renumbered(std::string_view body) {
    constexpr std::string_view isReference = " 0 R";
    std::string text;
    for (std::size_t at = 0; at < body.size();) {
        auto end = at + 1;
        if (body[at] == '(') {
            end = endOfString(body, at);
        } else if (isDigit(body[at])) {
            while (end < body.size() && isDigit(body[end]))
                ++end;
            if (body.substr(end).starts_with(isReference)) {
                text += PdfObjects::reference(numberOf(numberAt(body.substr(at))));
                at = end + isReference.size();
                continue;
            }
        }
        text += body.substr(at, end - at);
        at = end;
    }
    return text;
}

Result<> TaggedPdf::finish() {
    STEWARD_CHECK(state_);
    const int catalog = referenceOf(pending_, "/Root ");
    const int information = referenceOf(pending_, "/Info ");
    if (catalog == 0 || information == 0)
        return fail(ErrorCode::storage, "The PDF could not be written. The file was not changed.");
    STEWARD_CHECK(structure_.finish());
    return objects_.finish(numberOf(catalog), numberOf(information));
}

}  // namespace steward::report
