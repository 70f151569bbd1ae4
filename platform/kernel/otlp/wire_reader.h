// Reads a message in the wire format of Protocol Buffers, field by field, where it stands: nothing is copied, nothing
// is allocated, and no length leads outside. One thread; refers to the bytes.
//
//   WireReader reader(bytes);
//   while (reader.next()) {
//       if (reader.is(1, WireType::bytes)) name = reader.bytes();
//       else if (reader.is(2, WireType::varint)) count = reader.number();
//   }                                     // fields of no interest are passed over
//   if (!reader.isWhole()) …              // the bytes are no message
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace steward::kernel::otlp {

enum class WireType : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

class WireReader {
public:
    explicit WireReader(std::string_view bytes) : rest_(bytes) {}

    // The next field; false at the end, and where the bytes are no message.
    bool next() {
        if (!whole_ || rest_.empty()) return false;
        const std::uint64_t key = varint();
        field_ = static_cast<std::uint32_t>(key >> 3);
        type_ = static_cast<WireType>(key & 7);
        if (!whole_ || field_ == 0 || key >> 32 != 0) return fail();
        switch (type_) {
            case WireType::varint:
                number_ = varint();
                return whole_;
            case WireType::fixed64:
                return fixed(8);
            case WireType::fixed32:
                return fixed(4);
            case WireType::bytes: {
                const std::uint64_t size = varint();
                if (!whole_ || size > rest_.size()) return fail();
                bytes_ = rest_.substr(0, static_cast<std::size_t>(size));
                rest_.remove_prefix(static_cast<std::size_t>(size));
                return true;
            }
        }
        return fail();
    }

    bool isWhole() const { return whole_; }
    std::uint32_t field() const { return field_; }
    WireType type() const { return type_; }
    bool is(std::uint32_t field, WireType type) const { return field_ == field && type_ == type; }

    // Of the field that next() found, in the type that it has.
    std::uint64_t number() const { return number_; }  // varint, fixed64, fixed32
    std::int64_t integer() const { return static_cast<std::int64_t>(number_); }
    double real() const { return std::bit_cast<double>(number_); }
    std::string_view bytes() const { return bytes_; }

private:
    bool fail() {
        whole_ = false;
        return false;
    }

    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            if (shift == 63 && byte > 1) break;
            value |= std::uint64_t(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        whole_ = false;
        return 0;
    }

    bool fixed(std::size_t size) {
        if (rest_.size() < size) return fail();
        number_ = 0;
        for (std::size_t i = size; i-- > 0;)
            number_ = number_ << 8 | static_cast<unsigned char>(rest_[i]);
        rest_.remove_prefix(size);
        return true;
    }

    std::string_view rest_, bytes_;
    std::uint64_t number_ = 0;
    std::uint32_t field_ = 0;
    WireType type_ = WireType::varint;
    bool whole_ = true;
};

}  // namespace steward::kernel::otlp
