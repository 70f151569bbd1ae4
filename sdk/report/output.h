// Where writers put bytes: buffered, hashed on the way, whole or not there. One thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/safe_file.h"

struct evp_md_ctx_st;

namespace steward::report {

class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    std::string hexadecimal();  // once, at the end

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Result<std::string> sha256OfFile(const std::filesystem::path& file);

class Output {
public:
    static Result<Output> create(const std::filesystem::path& target);

    // Append here, then call flushIfFull(): a row is a few appends and one test.
    std::string& buffer() { return buffer_; }
    Result<> flushIfFull() { return buffer_.size() < flushAt ? Result<>() : flush(); }

    struct Finished {
        SafeFile file;  // not committed yet
        std::string sha256;
    };
    Result<Finished> finish();

private:
    static constexpr std::size_t flushAt = 128 << 10;
    explicit Output(SafeFile file) : file_(std::move(file)) { buffer_.reserve(flushAt + (16 << 10)); }
    Result<> flush();

    SafeFile file_;
    Sha256 hash_;
    std::string buffer_;
};

}  // namespace steward::report
