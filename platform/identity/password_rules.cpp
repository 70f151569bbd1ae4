#include "identity/password_rules.h"

#include <algorithm>
#include <array>
#include <vector>

namespace steward::identity {
namespace {

// What many people take, without the digits and signs that they put around it.
constexpr std::array<std::string_view, 44> commonWords{
    "password",      "passwort",       "passwordpassword", "pass",
    "passphrase",    "qwerty",         "qwertyuiop",       "qwertz",
    "qwertzuiop",    "qwertyuiopasdf", "asdfghjkl",        "qwertyqwerty",
    "azerty",        "azertyuiop",     "letmein",          "letmeinplease",
    "welcome",       "welcomeback",    "iloveyou",         "iloveyouforever",
    "administrator", "admin",          "adminadmin",       "root",
    "changeme",      "changemenow",    "default",          "secret",
    "topsecret",     "supersecret",    "trustno",          "monkey",
    "dragon",        "sunshine",       "princess",         "football",
    "baseball",      "superman",       "batman",           "starwars",
    "steward",       "qazwsxedcrfv",   "opensesame",       "correcthorsebatterystaple"};

constexpr std::array<std::string_view, 5> rows{"abcdefghijklmnopqrstuvwxyz", "01234567890123456789",
                                               "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
                                               "1q2w3e4r5t6y7u8i9o0p"};
constexpr std::size_t shortestPart = 4;  // of a name or an address that a password may not contain

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string lettersOf(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), isLetter);
    return out;
}

// "Jörg.Miller" has the parts "jörg" and "miller".
std::vector<std::string> partsOf(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char c : lowered(text)) {
        if (isLetter(c) || (c >= '0' && c <= '9'))
            parts.back() += c;
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    std::erase_if(parts, [](const std::string& part) { return characters(part) < shortestPart; });
    return parts;
}

// "abcabcabcabc": a few characters over and over.
bool isRepetition(std::string_view text) {
    for (std::size_t period = 1; period <= 4 && period < text.size(); ++period)
        if (text.substr(period) == text.substr(0, text.size() - period)) return true;
    return false;
}

// A run along the alphabet or the keyboard, in either direction.
bool isRun(std::string_view text) {
    const std::string backwards(text.rbegin(), text.rend());
    return std::ranges::any_of(rows, [&](std::string_view row) {
        return row.find(text) != std::string_view::npos || row.find(backwards) != std::string_view::npos;
    });
}

bool isCommon(const std::string& text) {
    return isRepetition(text) || isRun(text) || std::ranges::find(commonWords, lettersOf(text)) != commonWords.end();
}

bool holdsPartOf(const std::string& text, std::string_view own) {
    return std::ranges::any_of(partsOf(own),
                               [&](const std::string& part) { return text.find(part) != std::string::npos; });
}

}  // namespace

Result<> checkPassword(std::string_view password, const PasswordOwner& owner) {
    const std::size_t length = characters(password);
    if (length < shortestPassword || length > longestPassword)
        return fail(ErrorCode::unprocessable, "A password has 12 to 128 characters. Nothing was changed.");
    const std::string text = lowered(password);
    if (isCommon(text))
        return fail(ErrorCode::unprocessable,
                    "This password is one that many people choose. Take another. Nothing was changed.");
    const std::string_view email = owner.email;
    if (holdsPartOf(text, owner.name) || holdsPartOf(text, email.substr(0, email.find('@'))))
        return fail(ErrorCode::unprocessable,
                    "A password does not contain the name or the e-mail address. Nothing was changed.");
    return {};
}

}  // namespace steward::identity
