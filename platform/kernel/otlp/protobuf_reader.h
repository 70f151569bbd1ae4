// The wire format of protobuf, field by field, without copying and without recursion. Whatever comes in, it ends.
//
//   for (ProtobufReader reader(bytes); reader.next();)
//       if (reader.field() == 1) name = reader.bytes();
//   // good() says whether it ended where the message did
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace steward::kernel::otlp {

class ProtobufReader {
public:
    enum class Wire { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

    explicit ProtobufReader(std::string_view message) : left_(message) {}

    // False at the end, and for what is no field: a cut value, a length beyond the message, groups.
    bool next();
    bool good() const { return good_; }

    std::uint32_t field() const { return field_; }
    Wire wire() const { return wire_; }
    bool is(std::uint32_t field, Wire wire) const { return field_ == field && wire_ == wire; }
    // Of a field of another wire type they are 0 or empty.
    std::uint64_t whole() const { return wire_ == Wire::bytes ? 0 : number_; }
    std::int64_t integer() const { return static_cast<std::int64_t>(whole()); }
    double real() const;
    std::string_view bytes() const { return bytes_; }

    // Numbers of eight bytes: one, or as many as were packed. False when what is packed is cut.
    template <class F>
    bool eachFixed64(F&& take) const {
        if (wire_ == Wire::fixed64) take(number_);
        if (wire_ != Wire::bytes) return wire_ == Wire::fixed64;
        if (bytes_.size() % 8 != 0) return false;
        for (std::size_t i = 0; i < bytes_.size(); i += 8)
            take(fixedAt(bytes_, i, 8));
        return true;
    }

private:
    static std::uint64_t fixedAt(std::string_view bytes, std::size_t at, std::size_t size);
    bool readVarint(std::uint64_t& number);
    bool fail();

    std::string_view left_;
    std::string_view bytes_;
    std::uint64_t number_ = 0;
    std::uint32_t field_ = 0;
    Wire wire_ = Wire::varint;
    bool good_ = true;
};

// For answers: fields as they are written.
void appendField(std::string& message, std::uint32_t field, std::uint64_t number);
void appendField(std::string& message, std::uint32_t field, std::string_view bytes);
void appendFixed64(std::string& message, std::uint32_t field, std::uint64_t bits);

}  // namespace steward::kernel::otlp
