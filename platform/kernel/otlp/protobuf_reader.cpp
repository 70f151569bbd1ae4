#include "kernel/otlp/protobuf_reader.h"

#include <bit>

namespace steward::kernel::otlp {
namespace {

void appendVarint(std::string& message, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        message += static_cast<char>(number | 0x80);
    message += static_cast<char>(number);
}

}  // namespace

bool ProtobufReader::fail() {
    good_ = false;
    left_ = {};
    return false;
}

bool ProtobufReader::readVarint(std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        if (left_.empty()) return false;
        const auto byte = static_cast<unsigned char>(left_.front());
        left_.remove_prefix(1);
        if (shift < 64) number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

std::uint64_t ProtobufReader::fixedAt(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = size; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

bool ProtobufReader::next() {
    if (left_.empty()) return false;
    std::uint64_t tag = 0;
    if (!readVarint(tag) || tag >> 3 == 0 || tag >> 3 > 0x1fffffff) return fail();
    field_ = static_cast<std::uint32_t>(tag >> 3);
    bytes_ = {};
    number_ = 0;
    switch (tag & 7) {
        case 0:
            wire_ = Wire::varint;
            return readVarint(number_) || fail();
        case 1:
        case 5: {
            wire_ = (tag & 7) == 1 ? Wire::fixed64 : Wire::fixed32;
            const std::size_t size = wire_ == Wire::fixed64 ? 8 : 4;
            if (left_.size() < size) return fail();
            number_ = fixedAt(left_, 0, size);
            left_.remove_prefix(size);
            return true;
        }
        case 2: {
            wire_ = Wire::bytes;
            std::uint64_t length = 0;
            if (!readVarint(length) || length > left_.size()) return fail();
            bytes_ = left_.substr(0, length);
            left_.remove_prefix(length);
            return true;
        }
        default:
            return fail();
    }
}

double ProtobufReader::real() const {
    if (wire_ == Wire::fixed64) return std::bit_cast<double>(number_);
    if (wire_ == Wire::fixed32) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(number_)));
    return 0;
}

void appendField(std::string& message, std::uint32_t field, std::uint64_t number) {
    appendVarint(message, std::uint64_t(field) << 3);
    appendVarint(message, number);
}

void appendField(std::string& message, std::uint32_t field, std::string_view bytes) {
    appendVarint(message, std::uint64_t(field) << 3 | 2);
    appendVarint(message, bytes.size());
    message += bytes;
}

void appendFixed64(std::string& message, std::uint32_t field, std::uint64_t bits) {
    appendVarint(message, std::uint64_t(field) << 3 | 1);
    for (int i = 0; i < 8; ++i, bits >>= 8)
        message += static_cast<char>(bits & 0xff);
}

}  // namespace steward::kernel::otlp
