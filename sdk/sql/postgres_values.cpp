#include "sql/postgres_values.h"

#include <bit>
#include <boost/endian/conversion.hpp>
#include <cstring>

namespace steward::sql {
namespace {

// pg_type.dat
namespace type {
constexpr Oid boolean = 16;
constexpr Oid bytes = 17;
constexpr Oid int8 = 20;
constexpr Oid int2 = 21;
constexpr Oid int4 = 23;
constexpr Oid text = 25;
constexpr Oid oid = 26;
constexpr Oid float4 = 700;
constexpr Oid float8 = 701;
constexpr Oid numeric = 1700;
constexpr Oid uuid = 2950;
constexpr Oid jsonb = 3802;
}  // namespace type

template <class T>
T load(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return boost::endian::big_to_native(value);
}

std::array<char, 8> store(std::uint64_t number) {
    boost::endian::native_to_big_inplace(number);
    std::array<char, 8> bytes;
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}

// numeric.c: count of digits to the base 10,000, weight of the first, sign, digits behind the point.
std::string numericText(const char* bytes, int length) {
    constexpr std::uint16_t negative = 0x4000;
    constexpr std::uint16_t special = 0xC000;
    if (length < 8) return {};
    const int count = load<std::int16_t>(bytes);
    const int weight = load<std::int16_t>(bytes + 2);
    const auto sign = load<std::uint16_t>(bytes + 4);
    const int scale = load<std::int16_t>(bytes + 6);
    if ((sign & special) == special) return "NaN";
    const auto digit = [&](int position) {
        const int index = position;
        return index >= 0 && index < count && 8 + index * 2 + 2 <= length ? load<std::int16_t>(bytes + 8 + index * 2)
                                                                          : std::int16_t(0);
    };
    std::string out = sign == negative ? "-" : "";
    if (weight < 0) out += '0';
    for (int i = 0; i <= weight; ++i) {
        std::string part = std::to_string(digit(i));
        if (i > 0) part.insert(0, 4 - part.size(), '0');
        out += part;
    }
    if (scale <= 0) return out;
    std::string fraction;
    for (int i = weight + 1; static_cast<int>(fraction.size()) < scale; ++i) {
        std::string part = i < 0 ? "0" : std::to_string(digit(i));
        part.insert(0, 4 - part.size(), '0');
        fraction += part;
    }
    fraction.resize(static_cast<std::size_t>(scale));
    return out + "." + fraction;
}

Cell numericCell(const char* bytes, int length) {
    const std::string text = numericText(bytes, length);
    Cell cell;
    if (text.find('.') == std::string::npos && text.size() <= 18 && text != "NaN") {
        cell.type = Cell::Type::integer;
        cell.integer = std::stoll(text);
    } else {
        cell.type = Cell::Type::real;
        cell.real = std::strtod(text.c_str(), nullptr);
    }
    return cell;
}

std::string uuidText(const char* bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (int i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace

PostgresValues::PostgresValues(std::size_t expected) {
    types_.reserve(expected);
    texts_.reserve(expected);
    lengths_.reserve(expected);
    formats_.reserve(expected);
}

void PostgresValues::add(Oid type, const char* bytes, std::size_t length, bool binary) {
    types_.push_back(type);
    texts_.push_back(bytes);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(binary ? 1 : 0);
}

void PostgresValues::add(const Value& value) {
    struct Visitor {
        PostgresValues& self;
        void operator()(std::monostate) const { self.add(0, nullptr, 0, false); }
        void operator()(std::int64_t number) const {
            self.add(type::int8, self.numbers_.emplace_back(store(static_cast<std::uint64_t>(number))).data(), 8, true);
        }
        void operator()(double number) const {
            self.add(type::float8, self.numbers_.emplace_back(store(std::bit_cast<std::uint64_t>(number))).data(), 8,
                     true);
        }
        // In binary format the length counts, so a zero byte is refused by the server and not cut off here.
        void operator()(const std::string& text) const { self.add(type::text, text.data(), text.size(), true); }
        void operator()(const Blob& blob) const {
            self.add(type::bytes, blob.empty() ? "" : reinterpret_cast<const char*>(blob.data()), blob.size(), true);
        }
    };
    std::visit(Visitor{*this}, value.holder());
}

std::string PostgresValues::typeSignature() const {
    std::string out;
    for (const Oid type : types_)
        out += type == 0              ? 'n'
               : type == type::int8   ? 'i'
               : type == type::float8 ? 'f'
               : type == type::bytes  ? 'b'
                                      : 't';
    return out;
}

PostgresCells::PostgresCells(const PGresult* first) {
    const int fields = PQnfields(first);
    for (int i = 0; i < fields; ++i)
        types_.push_back(PQftype(first, i));
    texts_.resize(types_.size());
}

Cell PostgresCells::at(const PGresult* result, int row, int field) {
    Cell cell;
    const int length = PQgetlength(result, row, field);
    if (length == 0 && PQgetisnull(result, row, field)) return cell;
    const char* bytes = PQgetvalue(result, row, field);
    const auto integer = [&](std::int64_t number) {
        cell.type = Cell::Type::integer;
        cell.integer = number;
        return cell;
    };
    const auto real = [&](double number) {
        cell.type = Cell::Type::real;
        cell.real = number;
        return cell;
    };
    const auto text = [&](std::string_view view) {
        cell.type = Cell::Type::text;
        cell.bytes = view;
        return cell;
    };
    switch (types_[static_cast<std::size_t>(field)]) {
        case type::boolean:
            return integer(bytes[0] != 0);
        case type::int2:
            return integer(load<std::int16_t>(bytes));
        case type::int4:
            return integer(load<std::int32_t>(bytes));
        case type::oid:
            return integer(load<std::uint32_t>(bytes));
        case type::int8:
            return integer(load<std::int64_t>(bytes));
        case type::float4:
            return real(std::bit_cast<float>(load<std::uint32_t>(bytes)));
        case type::float8:
            return real(std::bit_cast<double>(load<std::uint64_t>(bytes)));
        case type::numeric:
            return numericCell(bytes, length);
        case type::uuid:
            return text(texts_[static_cast<std::size_t>(field)] = uuidText(bytes));
        case type::jsonb:
            return text({bytes + 1, static_cast<std::size_t>(length) - 1});
        case type::bytes:
            cell.type = Cell::Type::blob;
            cell.bytes = {bytes, static_cast<std::size_t>(length)};
            return cell;
        default:
            return text({bytes, static_cast<std::size_t>(length)});
    }
}

}  // namespace steward::sql
