#include "report/output.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>

namespace steward::report {

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::string Sha256::hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

Result<std::string> sha256OfFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    Sha256 hash;
    std::string block(1 << 20, '\0');
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add({block.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) return fail(ErrorCode::storage, "The file could not be read.", file.filename().string());
    return hash.hexadecimal();
}

Result<Output> Output::create(const std::filesystem::path& target) {
    STEWARD_TRY(SafeFile file, SafeFile::create(target));
    return Output(std::move(file));
}

Result<> Output::flush() {
    hash_.add(buffer_);
    const auto written = file_.write(buffer_);
    buffer_.clear();
    return written;
}

Result<Output::Finished> Output::finish() {
    STEWARD_CHECK(flush());
    return Finished{std::move(file_), hash_.hexadecimal()};
}

}  // namespace steward::report
