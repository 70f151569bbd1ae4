#include "sql/sealed_file.h"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>

namespace steward::sql {
namespace {

constexpr std::string_view magic = "Steward sealed 1";
constexpr std::string_view openMagic{"SQLite format 3\0", 16};
constexpr sqlite3_int64 headerBytes = 32;
constexpr sqlite3_int64 blockBytes = 4096;
constexpr sqlite3_int64 nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr sqlite3_int64 sealBytes = nonceBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
// A log (sqlite.org/fileformat.html, section 4): its header, then for each frame a header and a page.
constexpr sqlite3_int64 logHeader = 32;
constexpr sqlite3_int64 frameHeader = 24;
constexpr sqlite3_int64 frameBytes = frameHeader + blockBytes;
constexpr sqlite3_int64 storedFrame = frameBytes + 2 * sealBytes;

using Key = std::array<unsigned char, sealKeyBytes>;

std::string headerOf(const Key& key) {
    std::string header(magic);
    header.resize(std::size_t(headerBytes));
    crypto_generichash(reinterpret_cast<unsigned char*>(header.data()) + magic.size(), headerBytes - magic.size(),
                       key.data(), key.size(), nullptr, 0);
    return header;
}

struct Vfs {
    sqlite3_vfs base{};
    sqlite3_vfs* real = nullptr;
    Key key{};
    std::string header;
    std::string name;
};

// Which file a block belongs to, so that one of the log is none of the database.
enum class Kind : unsigned char { database, log, other };

struct File {
    sqlite3_file base;
    const Vfs* vfs;
    Kind kind;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& fileOf(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}

// What is sealed in one piece. Of a log that is what SQLite writes in one piece, so that nothing which others read is
// written again.
struct Block {
    sqlite3_int64 number = 0;
    sqlite3_int64 start = 0;  // in the file as SQLite sees it
    sqlite3_int64 most = 0;   // how long it can be
    sqlite3_int64 size = 0;   // how long it is
    std::array<unsigned char, blockBytes> bytes;

    sqlite3_int64 storedAt() const { return headerBytes + start + number * sealBytes; }
};

Block blockAt(const File& file, sqlite3_int64 offset) {
    Block block;
    if (file.kind != Kind::log) {
        block.number = offset / blockBytes;
        block.start = block.number * blockBytes;
        block.most = blockBytes;
    } else if (offset < logHeader) {
        block.most = logHeader;
    } else {
        const auto frame = (offset - logHeader) / frameBytes;
        const bool isHeader = (offset - logHeader) % frameBytes < frameHeader;
        block.number = 1 + 2 * frame + (isHeader ? 0 : 1);
        block.start = logHeader + frame * frameBytes + (isHeader ? 0 : frameHeader);
        block.most = isHeader ? frameHeader : blockBytes;
    }
    return block;
}

sqlite3_int64 unsealed(sqlite3_int64 stored) {
    return std::max<sqlite3_int64>(0, stored - sealBytes);
}

sqlite3_int64 logicalSize(const File& file, sqlite3_int64 stored) {
    auto body = std::max<sqlite3_int64>(0, stored - headerBytes);
    constexpr auto storedBlock = blockBytes + sealBytes;
    if (file.kind != Kind::log) return body / storedBlock * blockBytes + unsealed(body % storedBlock);
    constexpr auto storedHeader = logHeader + sealBytes;
    if (body <= storedHeader) return unsealed(body);
    body -= storedHeader;
    const auto rest = body % storedFrame;
    constexpr auto storedFrameHeader = frameHeader + sealBytes;
    return logHeader + body / storedFrame * frameBytes +
           (rest <= storedFrameHeader ? unsealed(rest) : frameHeader + unsealed(rest - storedFrameHeader));
}

using Stored = std::array<unsigned char, blockBytes + sealBytes>;
using Place = std::array<unsigned char, 1 + sizeof(sqlite3_int64)>;

Place placeOf(const File& file, const Block& block) {
    Place place{static_cast<unsigned char>(file.kind)};
    std::memcpy(place.data() + 1, &block.number, sizeof block.number);
    return place;
}

int storedSize(File& file, sqlite3_int64& size) {
    return file.real()->pMethods->xFileSize(file.real(), &size);
}

// Empty beyond the end. A block of the log that does not open is one that was being written when the program or the
// computer ended: it reads as zeros, where the log ends for SQLite.
int readBlock(File& file, Block& block) {
    sqlite3_int64 size = 0;
    if (const int code = storedSize(file, size); code != SQLITE_OK) return code;
    const auto stored = std::min(block.most + sealBytes, size - block.storedAt());
    block.size = 0;
    if (stored <= sealBytes) return SQLITE_OK;
    Stored bytes;
    const int code = file.real()->pMethods->xRead(file.real(), bytes.data(), int(stored), block.storedAt());
    if (code != SQLITE_OK) return code;
    block.size = stored - sealBytes;
    const Place place = placeOf(file, block);
    const bool isOpened =
        crypto_aead_xchacha20poly1305_ietf_decrypt(block.bytes.data(), nullptr, nullptr, bytes.data() + nonceBytes,
                                                   static_cast<unsigned long long>(stored - nonceBytes), place.data(),
                                                   place.size(), bytes.data(), file.vfs->key.data()) == 0;
    if (isOpened) return SQLITE_OK;
    if (file.kind != Kind::log) return SQLITE_CORRUPT;
    std::fill_n(block.bytes.begin(), block.size, 0);
    return SQLITE_OK;
}

int writeBlock(File& file, const Block& block) {
    Stored bytes;
    randombytes_buf(bytes.data(), std::size_t(nonceBytes));
    const Place place = placeOf(file, block);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes.data() + nonceBytes, nullptr, block.bytes.data(),
                                               static_cast<unsigned long long>(block.size), place.data(), place.size(),
                                               nullptr, bytes.data(), file.vfs->key.data());
    return file.real()->pMethods->xWrite(file.real(), bytes.data(), int(block.size + sealBytes), block.storedAt());
}

int closeFile(sqlite3_file* base) {
    File& file = fileOf(base);
    return file.real()->pMethods ? file.real()->pMethods->xClose(file.real()) : SQLITE_OK;
}

int readFile(sqlite3_file* base, void* out, int amount, sqlite3_int64 offset) {
    File& file = fileOf(base);
    auto* target = static_cast<unsigned char*>(out);
    for (sqlite3_int64 left = amount; left > 0;) {
        Block block = blockAt(file, offset);
        if (const int code = readBlock(file, block); code != SQLITE_OK) return code;
        const auto from = offset - block.start;
        const auto count = std::min(left, block.most - from);
        const auto there = std::clamp<sqlite3_int64>(block.size - from, 0, count);
        std::memcpy(target, block.bytes.data() + from, std::size_t(there));
        if (there < count) {
            std::memset(target + there, 0, std::size_t(left - there));
            return SQLITE_IOERR_SHORT_READ;
        }
        target += count;
        offset += count;
        left -= count;
    }
    return SQLITE_OK;
}

// A gap before the offset is zeros, as in any file.
int fillGap(File& file, sqlite3_int64 end, sqlite3_int64 offset) {
    while (end < blockAt(file, offset).start) {
        Block block = blockAt(file, end);
        if (const int code = readBlock(file, block); code != SQLITE_OK) return code;
        std::fill(block.bytes.begin() + block.size, block.bytes.begin() + block.most, 0);
        block.size = block.most;
        if (const int code = writeBlock(file, block); code != SQLITE_OK) return code;
        end = block.start + block.most;
    }
    return SQLITE_OK;
}

int writeFile(sqlite3_file* base, const void* in, int amount, sqlite3_int64 offset) {
    File& file = fileOf(base);
    const auto* source = static_cast<const unsigned char*>(in);
    sqlite3_int64 size = 0;
    if (const int code = storedSize(file, size); code != SQLITE_OK) return code;
    if (size < headerBytes) {
        const int code = file.real()->pMethods->xWrite(file.real(), file.vfs->header.data(), int(headerBytes), 0);
        if (code != SQLITE_OK) return code;
    }
    if (const int code = fillGap(file, logicalSize(file, size), offset); code != SQLITE_OK) return code;
    for (sqlite3_int64 left = amount; left > 0;) {
        Block block = blockAt(file, offset);
        const auto from = offset - block.start;
        const auto count = std::min(left, block.most - from);
        if (count < block.most)
            if (const int code = readBlock(file, block); code != SQLITE_OK) return code;
        if (block.size < from) std::fill(block.bytes.begin() + block.size, block.bytes.begin() + from, 0);
        std::memcpy(block.bytes.data() + from, source, std::size_t(count));
        block.size = std::max(block.size, from + count);
        if (const int code = writeBlock(file, block); code != SQLITE_OK) return code;
        source += count;
        offset += count;
        left -= count;
    }
    return SQLITE_OK;
}

int truncateFile(sqlite3_file* base, sqlite3_int64 size) {
    File& file = fileOf(base);
    Block block = blockAt(file, size);
    const auto rest = size - block.start;
    if (rest > 0)
        if (const int code = readBlock(file, block); code != SQLITE_OK) return code;
    const int code = file.real()->pMethods->xTruncate(file.real(), size == 0 ? 0 : block.storedAt());
    if (code != SQLITE_OK || rest == 0) return code;
    block.size = std::min(block.size, rest);
    return writeBlock(file, block);
}

int sizeOfFile(sqlite3_file* base, sqlite3_int64* size) {
    sqlite3_int64 stored = 0;
    const int code = storedSize(fileOf(base), stored);
    *size = logicalSize(fileOf(base), stored);
    return code;
}

int controlFile(sqlite3_file* base, int what, void* argument) {
    // Sizes that are not those of the stored file.
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
    if (what == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
    return fileOf(base).real()->pMethods->xFileControl(fileOf(base).real(), what, argument);
}

template <auto Method, class... Arguments>
int forward(sqlite3_file* base, Arguments... arguments) {
    sqlite3_file* real = fileOf(base).real();
    return (real->pMethods->*Method)(real, arguments...);
}

// Nothing beside a write is written again, but a write is not one of the disk's own.
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

void shmBarrier(sqlite3_file* base) {
    fileOf(base).real()->pMethods->xShmBarrier(fileOf(base).real());
}

const sqlite3_io_methods methods{
    2,
    closeFile,
    readFile,
    writeFile,
    truncateFile,
    [](sqlite3_file* file, int flags) { return forward<&sqlite3_io_methods::xSync>(file, flags); },
    sizeOfFile,
    [](sqlite3_file* file, int level) { return forward<&sqlite3_io_methods::xLock>(file, level); },
    [](sqlite3_file* file, int level) { return forward<&sqlite3_io_methods::xUnlock>(file, level); },
    [](sqlite3_file* file, int* reserved) { return forward<&sqlite3_io_methods::xCheckReservedLock>(file, reserved); },
    controlFile,
    [](sqlite3_file* file) { return forward<&sqlite3_io_methods::xSectorSize>(file); },
    characteristics,
    [](sqlite3_file* file, int page, int size, int extend, void volatile** map) {
        return forward<&sqlite3_io_methods::xShmMap>(file, page, size, extend, map);
    },
    [](sqlite3_file* file, int offset, int count, int flags) {
        return forward<&sqlite3_io_methods::xShmLock>(file, offset, count, flags);
    },
    shmBarrier,
    [](sqlite3_file* file, int remove) { return forward<&sqlite3_io_methods::xShmUnmap>(file, remove); },
    nullptr,
    nullptr};

int openFile(sqlite3_vfs* base, sqlite3_filename name, sqlite3_file* out, int flags, int* outFlags) {
    const auto* vfs = reinterpret_cast<const Vfs*>(base);
    File& file = fileOf(out);
    file.base.pMethods = nullptr;
    file.vfs = vfs;
    file.kind = (flags & SQLITE_OPEN_MAIN_DB) ? Kind::database : (flags & SQLITE_OPEN_WAL) ? Kind::log : Kind::other;
    const int code = vfs->real->xOpen(vfs->real, name, file.real(), flags, outFlags);
    if (code != SQLITE_OK) return code;
    std::array<char, headerBytes> header{};
    sqlite3_int64 size = 0;
    const int sized = storedSize(file, size);
    const bool isForeign =
        sized == SQLITE_OK && size > 0 && file.kind == Kind::database &&
        (file.real()->pMethods->xRead(file.real(), header.data(), int(headerBytes), 0) != SQLITE_OK ||
         std::string_view(header.data(), header.size()) != vfs->header);
    if (sized != SQLITE_OK || isForeign) {
        file.real()->pMethods->xClose(file.real());
        return sized != SQLITE_OK ? sized : SQLITE_NOTADB;
    }
    file.base.pMethods = &methods;
    return SQLITE_OK;
}

template <auto Method, class... Arguments>
auto onReal(sqlite3_vfs* base, Arguments... arguments) {
    sqlite3_vfs* real = reinterpret_cast<Vfs*>(base)->real;
    return (real->*Method)(real, arguments...);
}

std::string_view bytesOf(const Key& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

Key keyFrom(const std::string& bytes) {
    Key key{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), key.size()), key.begin());
    return key;
}

std::unique_ptr<Vfs> makeVfs(const Key& key) {
    auto vfs = std::make_unique<Vfs>();
    vfs->real = sqlite3_vfs_find(nullptr);
    vfs->key = key;
    vfs->header = headerOf(key);
    std::string digits(32, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        const auto byte = static_cast<unsigned char>(vfs->header[magic.size() + i]);
        digits[2 * i] = "0123456789abcdef"[byte >> 4];
        digits[2 * i + 1] = "0123456789abcdef"[byte & 15];
    }
    vfs->name = "steward-" + digits;
    vfs->base = *vfs->real;
    vfs->base.iVersion = 1;
    vfs->base.pNext = nullptr;
    vfs->base.szOsFile = int(sizeof(File)) + vfs->real->szOsFile;
    vfs->base.zName = vfs->name.c_str();
    vfs->base.xOpen = openFile;
    vfs->base.xDelete = [](sqlite3_vfs* base, const char* name, int sync) {
        return onReal<&sqlite3_vfs::xDelete>(base, name, sync);
    };
    vfs->base.xAccess = [](sqlite3_vfs* base, const char* name, int flags, int* result) {
        return onReal<&sqlite3_vfs::xAccess>(base, name, flags, result);
    };
    vfs->base.xFullPathname = [](sqlite3_vfs* base, const char* name, int size, char* out) {
        return onReal<&sqlite3_vfs::xFullPathname>(base, name, size, out);
    };
    vfs->base.xDlOpen = nullptr;
    vfs->base.xRandomness = [](sqlite3_vfs* base, int size, char* out) {
        return onReal<&sqlite3_vfs::xRandomness>(base, size, out);
    };
    vfs->base.xSleep = [](sqlite3_vfs* base, int microseconds) {
        return onReal<&sqlite3_vfs::xSleep>(base, microseconds);
    };
    vfs->base.xCurrentTime = [](sqlite3_vfs* base, double* time) {
        return onReal<&sqlite3_vfs::xCurrentTime>(base, time);
    };
    vfs->base.xGetLastError = [](sqlite3_vfs* base, int size, char* out) {
        return onReal<&sqlite3_vfs::xGetLastError>(base, size, out);
    };
    return vfs;
}

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

Result<Database> openDatabase(const std::filesystem::path& file, const char* vfs) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.string().c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs);
    Database database(raw);
    if (code != SQLITE_OK)
        return fail(ErrorCode::storage, "The offline data could not be encrypted.", sqlite3_errmsg(raw));
    return database;
}

void removeWithLogs(const std::filesystem::path& file) {
    std::error_code none;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(file.string() + suffix, none);
}

}  // namespace

std::string newSealKey() {
    std::string key(sealKeyBytes, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

Seal sealOf(const std::filesystem::path& file, const std::string& key) {
    std::ifstream in(file, std::ios::binary);
    std::string header(std::size_t(headerBytes), '\0');
    in.read(header.data(), headerBytes);
    header.resize(std::size_t(in.gcount()));
    if (header.empty()) return Seal::absent;
    if (header.starts_with(openMagic)) return Seal::open;
    if (!header.starts_with(magic)) return Seal::unknown;
    return key.size() == sealKeyBytes && header == headerOf(keyFrom(key)) ? Seal::sealed : Seal::foreign;
}

Result<> sealDatabase(const std::filesystem::path& file, const std::string& key) {
    const std::filesystem::path next = file.string() + ".sealing";
    removeWithLogs(next);
    const auto copied = [&]() -> Result<> {
        STEWARD_TRY(const Database from, openDatabase(file, nullptr));
        // Only who is alone with a database can take its log away.
        if (sqlite3_exec(from.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
            return fail(ErrorCode::unavailable, "The offline data is in use and could not be encrypted.",
                        sqlite3_errmsg(from.get()));
        STEWARD_TRY(const Database to, openDatabase(next, sealedVfs(key).c_str()));
        sqlite3_backup* backup = sqlite3_backup_init(to.get(), "main", from.get(), "main");
        if (backup) sqlite3_backup_step(backup, -1);
        if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
            return fail(ErrorCode::storage, "The offline data could not be encrypted.", sqlite3_errmsg(to.get()));
        sqlite3_exec(to.get(), "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE", nullptr, nullptr,
                     nullptr);
        return {};
    }();
    std::error_code error;
    if (copied) std::filesystem::rename(next, file, error);
    if (!copied || error) {
        removeWithLogs(next);
        return copied ? fail(ErrorCode::storage, "The offline data could not be encrypted.", error.message()) : copied;
    }
    for (const char* suffix : {"-wal", "-shm"})
        std::filesystem::remove(file.string() + suffix, error);
    return {};
}

std::string sealedVfs(const std::string& bytes) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Vfs>, std::less<>> registered;
    const Key key = keyFrom(bytes);
    const std::scoped_lock lock(mutex);
    auto& vfs = registered[std::string(bytesOf(key))];
    if (!vfs) {
        if (sodium_init() < 0) return "no-such-vfs";
        vfs = makeVfs(key);
        sqlite3_vfs_register(&vfs->base, 0);
    }
    return vfs->name;
}

}  // namespace steward::sql
