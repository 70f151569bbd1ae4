// Certificates of the test's own, made with the openssl command.
#pragma once

#include <filesystem>
#include <string>

namespace steward::test {

// A certificate authority whose files stand in `folder`.
class TestAuthority {
public:
    TestAuthority(std::filesystem::path folder, const std::string& name);

    // For this machine unless other names are given: writes a key and a certificate that this authority signed over the
    // files of that name. False when openssl could not.
    bool issue(const std::filesystem::path& certificate, const std::filesystem::path& key,
               const std::string& commonName, int days = 45,
               const std::string& names = "IP:127.0.0.1,DNS:localhost") const;
    std::filesystem::path certificate() const { return folder_ / "ca.pem"; }

private:
    std::filesystem::path folder_;
};

}  // namespace steward::test
