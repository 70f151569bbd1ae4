#include "tests/support/certificates.h"

#include <cstdlib>

namespace steward::test {
namespace {

bool openssl(const std::string& arguments) {
    return std::system(("openssl " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

constexpr const char* newKey = " -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

}  // namespace

TestAuthority::TestAuthority(std::filesystem::path folder, const std::string& name) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    openssl(std::string("req -x509 -days 30") + newKey + " -keyout " + (folder_ / "ca.key").string() + " -out " +
            certificate().string() + " -subj '/CN=" + name + "' -addext keyUsage=critical,keyCertSign");
}

bool TestAuthority::issue(const std::filesystem::path& certificate_, const std::filesystem::path& key,
                          const std::string& commonName, int days, const std::string& names) const {
    const auto request = (folder_ / "request.pem").string();
    return openssl(std::string("req -new") + newKey + " -keyout " + key.string() + " -out " + request +
                   " -subj '/CN=" + commonName + "' -addext subjectAltName=" + names) &&
           openssl("x509 -req -in " + request + " -CA " + certificate().string() + " -CAkey " +
                   (folder_ / "ca.key").string() + " -CAcreateserial -copy_extensions copy -days " +
                   std::to_string(days) + " -out " + certificate_.string());
}

}  // namespace steward::test
