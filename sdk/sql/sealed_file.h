// SQLite files that are encrypted on disk: the database, its log and its temporary files, block by block with
// XChaCha20-Poly1305 (libsodium). A block that was changed or moved is damage, not data. sql::Options::key asks for it.
//
// What is stored: 32 bytes that say so and by which key (a hash of it), then for each block of the file a random nonce,
// the encrypted bytes and their tag. docs/decisions/encrypted-snapshots.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace steward::sql {

inline constexpr std::size_t sealKeyBytes = 32;

// A new key, random.
std::string newSealKey();

enum class Seal {
    absent,   // no such file, or an empty one
    open,     // a SQLite database that everybody can read
    sealed,   // with this key
    foreign,  // with another key
    unknown,  // no database
};
// What the file is; `key` may be empty, and then every sealed file is foreign. Any thread.
Seal sealOf(const std::filesystem::path& file, const std::string& key);

// Rewrites an open database as a sealed one in its place; whole, or the old one stays. ErrorCode::unavailable while
// somebody else has it open.
Result<> sealDatabase(const std::filesystem::path& file, const std::string& key);

// The name of the SQLite VFS that reads and writes with this key; registered once for each key.
std::string sealedVfs(const std::string& key);

}  // namespace steward::sql
