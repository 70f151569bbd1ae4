#include "identity/breach_list.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>

namespace steward::identity {
namespace {

constexpr std::size_t hashDigits = 40;
constexpr std::size_t longestLine = 64;

std::string sha1(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha1(), nullptr);
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (unsigned int i = 0; i < size; ++i) {
        out += digits[bytes[i] >> 4U];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

bool isHash(std::string_view text) {
    return text.size() == hashDigits && text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

// The hash of the first line that begins at or behind `offset`; "" behind the last one.
std::string hashFrom(std::istream& file, std::int64_t offset) {
    std::string line;
    file.clear();
    file.seekg(offset == 0 ? 0 : offset - 1);
    if (offset > 0) std::getline(file, line);
    if (!std::getline(file, line)) return {};
    return line.substr(0, hashDigits);
}

}  // namespace

Result<BreachList> BreachList::open(std::filesystem::path file) {
    std::ifstream stream(file, std::ios::binary);
    std::string start(longestLine, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (!isHash(std::string_view(start).substr(0, hashDigits)))
        return fail(ErrorCode::storage, "The list of breached passwords cannot be used: " + file.string(),
                    "It has a line for each password: 40 upper-case hexadecimal digits, a colon, a count.");
    return BreachList(std::move(file));
}

Result<bool> BreachList::contains(std::string_view password) const {
    const std::string wanted = sha1(password);
    std::ifstream stream(file_, std::ios::binary | std::ios::ate);
    std::int64_t low = 0;
    std::int64_t high = stream ? static_cast<std::int64_t>(stream.tellg()) : 0;
    if (high == 0)
        return fail(ErrorCode::unavailable, "Passwords cannot be checked right now. Nothing was changed.",
                    "The list of breached passwords cannot be read: " + file_.string());
    // Always: lines that begin before `low` have smaller hashes, those that begin at or behind `high` have not.
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        const std::string found = hashFrom(stream, middle);
        if (!found.empty() && found < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return hashFrom(stream, low) == wanted;
}

}  // namespace steward::identity
