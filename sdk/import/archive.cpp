#include "import/archive.h"

#include <unzip.h>

namespace steward::imports {
namespace {

constexpr std::uint64_t mostParts = 10'000;
constexpr std::uint64_t smallPart = 16 << 20;
// Below this nobody is harmed, however well it was packed.
constexpr std::uint64_t harmless = 64 << 20;
constexpr std::size_t pieceBytes = 64 * 1024;

}  // namespace

Problem damaged(std::string what) {
    return {ProblemKind::damaged, 0, {}, {std::move(what)}};
}

void Archive::Close::operator()(void* zip) const {
    unzCloseCurrentFile(zip);
    unzClose(zip);
}

Archive::Archive(void* zip, const Source& source)
    : zip_(zip), limits_(source.limits), stop_(source.stop), buffer_(pieceBytes, '\0') {}

Outcome<Archive> Archive::open(const Source& source) {
    unzFile zip = unzOpen64(source.file.c_str());
    if (!zip) return fail(damaged("its list of parts is missing, so it may be cut off"));
    Archive archive(zip, source);
    STEWARD_CHECK(archive.list());
    return archive;
}

Outcome<> Archive::list() {
    unz_global_info64 about{};
    if (unzGetGlobalInfo64(zip_.get(), &about) != UNZ_OK || about.number_entry > mostParts)
        return fail(damaged("its list of parts cannot be read"));
    int state = unzGoToFirstFile(zip_.get());
    for (std::uint64_t i = 0; i < about.number_entry && state == UNZ_OK; ++i) {
        unz_file_info64 info{};
        char name[256] = {};
        unz64_file_pos place{};
        if (unzGetCurrentFileInfo64(zip_.get(), &info, name, sizeof name - 1, nullptr, 0, nullptr, 0) != UNZ_OK ||
            unzGetFilePos64(zip_.get(), &place) != UNZ_OK)
            return fail(damaged("its list of parts cannot be read"));
        // The first of a name counts: others could only be there to deceive.
        parts_.try_emplace(name, Part{place.pos_in_zip_directory, place.num_of_file, info.compressed_size,
                                      info.uncompressed_size, (info.flag & 1) != 0});
        state = unzGoToNextFile(zip_.get());
    }
    return {};
}

std::uint64_t Archive::sizeOf(const std::string& part) const {
    const auto found = parts_.find(part);
    return found == parts_.end() ? 0 : found->second.size;
}

Outcome<> Archive::leave() {
    if (!isOpen_) return {};
    isOpen_ = false;
    const bool isWhole = unzeof(zip_.get()) == 1;
    if (unzCloseCurrentFile(zip_.get()) == UNZ_CRCERROR && isWhole)
        return fail(damaged(name_ + " does not match its checksum"));
    return {};
}

Outcome<> Archive::begin(const std::string& part) {
    unzCloseCurrentFile(zip_.get());
    isOpen_ = false;
    const auto found = parts_.find(part);
    if (found == parts_.end()) return fail(damaged(part + " is missing"));
    name_ = shortened(part);
    if (found->second.encrypted) return fail(Problem{ProblemKind::encrypted});
    // What it says is refused only where no honest one could say it; what it does is counted in next().
    if (found->second.size > 16 * limits_.partBytes) return fail(Problem{ProblemKind::unpacksTooFar, 0, {}, {name_}});
    unz64_file_pos place{found->second.directory, found->second.number};
    if (unzGoToFilePos64(zip_.get(), &place) != UNZ_OK || unzOpenCurrentFile(zip_.get()) != UNZ_OK)
        return fail(damaged(name_ + " cannot be unpacked"));
    packed_ = found->second.packed;
    unpacked_ = 0;
    isOpen_ = true;
    return {};
}

Outcome<std::string_view> Archive::next() {
    if (stop_.stop_requested()) return fail(Problem{ProblemKind::cancelled});
    if (!isOpen_) return std::string_view();
    const int count = unzReadCurrentFile(zip_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
    if (count < 0) return fail(damaged(name_ + " cannot be unpacked"));
    if (count == 0) {
        STEWARD_CHECK(leave());
        return std::string_view();
    }
    unpacked_ += static_cast<std::uint64_t>(count);
    const bool isBomb = unpacked_ > harmless && unpacked_ / limits_.ratio > packed_;
    if (isBomb || unpacked_ > limits_.partBytes) return fail(Problem{ProblemKind::unpacksTooFar, 0, {}, {name_}});
    return std::string_view(buffer_.data(), static_cast<std::size_t>(count));
}

Outcome<std::string> Archive::whole(const std::string& part) {
    STEWARD_CHECK(begin(part));
    std::string all;
    for (;;) {
        STEWARD_TRY(const std::string_view piece, next());
        if (piece.empty()) return all;
        all += piece;
        if (all.size() > smallPart) return fail(Problem{ProblemKind::unpacksTooFar, 0, {}, {name_}});
    }
}

}  // namespace steward::imports
