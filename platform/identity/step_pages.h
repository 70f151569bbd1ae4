// The pages around signing in that are no sign-in page: code, enrolment, recovery codes, account, device. Of the same
// look; each one form without script. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/brand.h"
#include "domain/credentials.h"

namespace steward::identity {

struct PageForm {
    std::string action;
    std::vector<std::pair<std::string, std::string>> hidden;
    std::string error;
};

std::string codePage(const domain::Brand& brand, const PageForm& form);
std::string enrolmentPage(const domain::Brand& brand, const PageForm& form, const domain::SecondFactorEnrolment& begun);
std::string recoveryCodesPage(const domain::Brand& brand, const PageForm& form, const std::vector<std::string>& codes);
// /account/security of somebody who is signed in.
std::string securityPage(const domain::Brand& brand, const PageForm& form, const std::string& email,
                         const domain::SecondFactorState& state);
// /device: the user code is asked for, with what is known of it filled in; then whether it is theirs.
std::string deviceCodePage(const domain::Brand& brand, const PageForm& form, const std::string& userCode);
std::string deviceConsentPage(const domain::Brand& brand, const PageForm& form, const std::string& clientName,
                              const std::string& device, const std::string& userCode);

}  // namespace steward::identity
