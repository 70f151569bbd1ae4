// Boost.JSON takes the last of two members with one name, and somebody's value would be lost without a word. So the
// keys are looked at first, without building anything.
#include <boost/json/basic_parser_impl.hpp>
#include <unordered_set>

#include "configuration/document.h"

namespace steward::configuration {
namespace {

class KeysOnce {
public:
    static constexpr std::size_t max_object_size = maxNodes;
    static constexpr std::size_t max_array_size = maxNodes;
    static constexpr std::size_t max_key_size = maxBytes;
    static constexpr std::size_t max_string_size = maxBytes;

    using Code = boost::json::error_code;
    using Text = boost::json::string_view;

    // "/tenants/acme/name", once the parser has stopped.
    std::string path() const {
        std::string out;
        for (const auto& level : levels_)
            if (level.isObject) out += "/" + level.key;
        return out;
    }
    bool found() const { return found_; }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return begin(true); }
    bool on_object_end(std::size_t, Code&) { return end(); }
    bool on_array_begin(Code&) { return begin(false); }
    bool on_array_end(std::size_t, Code&) { return end(); }
    bool on_key_part(Text text, std::size_t, Code&) {
        part_ += text;
        return true;
    }
    bool on_key(Text text, std::size_t, Code& code) {
        auto& level = levels_.back();
        level.key = std::exchange(part_, {}).append(text);
        found_ = !level.keys.insert(level.key).second;
        if (found_) code = boost::json::make_error_code(boost::json::error::syntax);
        return !found_;
    }
    bool on_string_part(Text, std::size_t, Code&) { return true; }
    bool on_string(Text, std::size_t, Code&) { return true; }
    bool on_number_part(Text, Code&) { return true; }
    bool on_int64(std::int64_t, Text, Code&) { return true; }
    bool on_uint64(std::uint64_t, Text, Code&) { return true; }
    bool on_double(double, Text, Code&) { return true; }
    bool on_bool(bool, Code&) { return true; }
    bool on_null(Code&) { return true; }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

private:
    struct Level {
        bool isObject = false;
        std::string key;
        std::unordered_set<std::string> keys;
    };
    bool begin(bool isObject) {
        levels_.push_back({isObject, {}, {}});
        return true;
    }
    bool end() {
        levels_.pop_back();
        return true;
    }

    std::vector<Level> levels_;
    std::string part_;
    bool found_ = false;
};

}  // namespace

Result<json::Value> parseJson(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = json::maxDepth;
    boost::json::basic_parser<KeysOnce> keys(options);
    boost::json::error_code code;
    keys.write_some(false, text.data(), text.size(), code);
    if (keys.handler().found())
        return fail(ErrorCode::invalid, "The document says one thing twice.",
                    keys.handler().path() + " is there twice");
    return json::parse(text);
}

}  // namespace steward::configuration
