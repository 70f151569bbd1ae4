#include "report_pdf/pdf_objects.h"

#include <zlib.h>

#include <memory>

namespace steward::report {
namespace {

constexpr int kindBytes = 1;
constexpr int placeBytes = 5;
constexpr int indexBytes = 2;
constexpr int entryBytes = kindBytes + placeBytes + indexBytes;
constexpr std::uint16_t mostGathered = 500;

void appendBigEndian(std::string& out, std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i)
        out += char(value >> (8 * i));
}

std::string deflated(std::string_view bytes) {
    uLongf size = compressBound(uLong(bytes.size()));
    std::string packed(size, '\0');
    if (compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                 uLong(bytes.size())) != Z_OK)
        throw std::bad_alloc();
    packed.resize(size);
    return packed;
}

}  // namespace

Result<std::string> inflated(std::string_view bytes) {
    constexpr std::size_t step = 64 << 10;
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib 1.2 takes it so, and reads only
    stream.avail_in = uInt(bytes.size());
    if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, inflateEnd);
    std::string plain;
    int state = Z_OK;
    while (state == Z_OK) {
        plain.resize(stream.total_out + step);
        stream.next_out = reinterpret_cast<Bytef*>(plain.data() + stream.total_out);
        stream.avail_out = step;
        state = inflate(&stream, Z_NO_FLUSH);
    }
    if (state != Z_STREAM_END) return fail(ErrorCode::internal, "A page of the PDF could not be read back.");
    plain.resize(stream.total_out);
    return plain;
}

PdfObjects::PdfObjects(Output& output) : output_(output), table_(entryBytes, '\0') {
    const std::string_view head = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    output_.buffer() += head;
    position_ = head.size();
}

int PdfObjects::reserve() {
    table_.append(entryBytes, '\0');
    return int(table_.size() / entryBytes) - 1;
}

std::string PdfObjects::reference(int number) {
    return std::to_string(number) + " 0 R";
}

void PdfObjects::set(int number, Kind kind, std::uint64_t place, std::uint16_t index) {
    std::string entry;
    appendBigEndian(entry, std::uint64_t(kind), kindBytes);
    appendBigEndian(entry, place, placeBytes);
    appendBigEndian(entry, index, indexBytes);
    table_.replace(std::size_t(number) * entryBytes, entryBytes, entry);
}

Result<> PdfObjects::append(std::string_view bytes) {
    output_.buffer() += bytes;
    position_ += bytes.size();
    return output_.flushIfFull();
}

Result<> PdfObjects::write(int number, std::string_view body) {
    set(number, Kind::at, position_);
    STEWARD_CHECK(append(std::to_string(number) + " 0 obj\n"));
    STEWARD_CHECK(append(body));
    return append("\nendobj\n");
}

Result<> PdfObjects::writeStream(int number, std::string_view dictionary, std::string_view bytes) {
    const std::string packed = deflated(bytes);
    std::string body = "<<";
    body.append(dictionary).append("/Filter/FlateDecode/Length ").append(std::to_string(packed.size()));
    body.append(">>\nstream\n").append(packed).append("\nendstream");
    return write(number, body);
}

Result<> PdfObjects::gather(int number, std::string_view body) {
    if (gatheredIn_ == 0) gatheredIn_ = reserve();
    set(number, Kind::gathered, std::uint64_t(gatheredIn_), gatheredCount_++);
    gatheredNumbers_ += std::to_string(number) + ' ' + std::to_string(gatheredBodies_.size()) + ' ';
    gatheredBodies_.append(body) += '\n';
    return gatheredCount_ < mostGathered ? Result<>() : writeGathered();
}

Result<> PdfObjects::writeGathered() {
    if (gatheredCount_ == 0) return {};
    const std::string dictionary =
        "/Type/ObjStm/N " + std::to_string(gatheredCount_) + "/First " + std::to_string(gatheredNumbers_.size());
    STEWARD_CHECK(writeStream(gatheredIn_, dictionary, gatheredNumbers_ + gatheredBodies_));
    gatheredNumbers_.clear();
    gatheredBodies_.clear();
    gatheredIn_ = 0;
    gatheredCount_ = 0;
    return {};
}

Result<> PdfObjects::finish(int catalog, int information) {
    STEWARD_CHECK(writeGathered());
    const int number = reserve();
    const auto begin = position_;
    set(number, Kind::at, begin);
    const auto width = [](int bytes) { return ' ' + std::to_string(bytes); };
    STEWARD_CHECK(writeStream(number,
                              "/Type/XRef/Size " + std::to_string(number + 1) + "/W[" + width(kindBytes) +
                                  width(placeBytes) + width(indexBytes) + "]/Root " + reference(catalog) + "/Info " +
                                  reference(information),
                              table_));
    return append("startxref\n" + std::to_string(begin) + "\n%%EOF\n");
}

}  // namespace steward::report
