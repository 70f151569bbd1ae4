#include "import/text_input.h"

namespace steward::imports {
namespace {

constexpr std::size_t pieceBytes = 64 * 1024;

unsigned char byteAt(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

// How many bytes the character at `at` has (RFC 3629); 0 when it is none, -1 when it is cut off.
int utf8Length(std::string_view bytes, std::size_t at) {
    const unsigned char first = byteAt(bytes, at);
    if (first < 0x80) return 1;
    const int length = first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3 : 4;
    if (length == 4 && (first < 0xF0 || first > 0xF4)) return 0;
    for (int i = 1; i < length; ++i) {
        if (at + static_cast<std::size_t>(i) >= bytes.size()) return -1;
        const unsigned char next = byteAt(bytes, at + static_cast<std::size_t>(i));
        unsigned char low = 0x80;
        unsigned char high = 0xBF;
        if (i == 1 && first == 0xE0) low = 0xA0;
        if (i == 1 && first == 0xED) high = 0x9F;
        if (i == 1 && first == 0xF0) low = 0x90;
        if (i == 1 && first == 0xF4) high = 0x8F;
        if (next < low || next > high) return 0;
    }
    return length;
}

void appendUtf8(std::string& out, char32_t c) {
    const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return add(c);
    if (c < 0x800) {
        add(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            add(0xE0 | (c >> 12));
        } else {
            add(0xF0 | (c >> 18));
            add(0x80 | ((c >> 12) & 0x3F));
        }
        add(0x80 | ((c >> 6) & 0x3F));
    }
    add(0x80 | (c & 0x3F));
}

}  // namespace

void TextInput::detect() {
    std::size_t mark = 0;
    encoding_ = Encoding::utf8;
    if (pending_.starts_with("\xEF\xBB\xBF")) {
        mark = 3;
    } else if (pending_.starts_with("\xFF\xFE") || pending_.starts_with("\xFE\xFF")) {
        mark = 2;
        encoding_ = pending_[0] == '\xFF' ? Encoding::utf16Little : Encoding::utf16Big;
    }
    pending_.erase(0, mark);
    offset_ += mark;
}

void TextInput::refuse(ProblemKind kind, std::size_t at) {
    problem_ = Problem{kind, 0, {}, {std::to_string(offset_ + at + 1)}};
}

std::size_t TextInput::takeUtf8(std::string& out) {
    std::size_t at = 0;
    while (at < pending_.size()) {
        const int length = utf8Length(pending_, at);
        if (pending_[at] == '\0') refuse(ProblemKind::notText, at);
        if (length == 0 || (length < 0 && ended_)) refuse(ProblemKind::notUtf8, at);
        if (problem_ || length < 0) break;
        at += static_cast<std::size_t>(length);
    }
    out.assign(pending_, 0, at);
    return at;
}

std::size_t TextInput::takeUtf16(std::string& out) {
    const std::size_t low = encoding_ == Encoding::utf16Little ? 0 : 1;
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(byteAt(pending_, at + low) | (byteAt(pending_, at + 1 - low) << 8));
    };
    std::size_t at = 0;
    while (at + 1 < pending_.size()) {
        char32_t c = unit(at);
        std::size_t length = 2;
        if (c >= 0xD800 && c <= 0xDBFF) {
            length = 4;
            if (at + 3 >= pending_.size()) break;
            const char32_t second = unit(at + 2);
            c = second >= 0xDC00 && second <= 0xDFFF ? 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00) : 0xDC00;
        }
        if (c >= 0xDC00 && c <= 0xDFFF) refuse(ProblemKind::notUtf16, at);
        if (c == 0) refuse(ProblemKind::notText, at);
        if (problem_) break;
        appendUtf8(out, c);
        at += length;
    }
    if (!problem_ && ended_ && at < pending_.size()) refuse(ProblemKind::notUtf16, at);
    return at;
}

Outcome<std::string> TextInput::next() {
    std::string out;
    while (out.empty()) {
        if (problem_) return fail(*problem_);
        if (!ended_) {
            STEWARD_TRY(const std::string piece, read_(pieceBytes));
            ended_ = piece.empty();
            pending_ += piece;
        } else if (pending_.empty()) {
            break;
        }
        // The mark may come in two pieces.
        if (encoding_ == Encoding::unknown) {
            if (pending_.size() < 3 && !ended_) continue;
            detect();
        }
        const std::size_t taken = encoding_ == Encoding::utf8 ? takeUtf8(out) : takeUtf16(out);
        pending_.erase(0, taken);
        offset_ += taken;
    }
    return out;
}

}  // namespace steward::imports
